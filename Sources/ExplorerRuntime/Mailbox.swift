import Explorer
import Foundation
import Synchronization

/// Answers of the lanes on their way to the event loop; posting wakes the loop.
public final class Mailbox: Sendable {
  /// Readable while there are answers.
  public let descriptor: Int32
  private let writeEnd: Int32
  private let arrivals = Mutex<[Arrival]>([])
  /// Pieces of live sound that wait.
  private let soundCount = Mutex(0)

  /// Pieces of live sound that wait at most; the oldest goes when there are more.
  public static let soundLimit = 64
  /// Columns from which on a piece grows no more.
  private static let longestPiece = 600

  /// Makes an empty mailbox.
  public init() {
    var ends: [Int32] = [-1, -1]
    precondition(pipe(&ends) == 0, "no descriptor is left for a pipe")
    (descriptor, writeEnd) = (ends[0], ends[1])
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
  }

  deinit {
    close(descriptor)
    close(writeEnd)
  }

  /// Leaves an answer; any thread may.
  public func post(_ arrival: Arrival) {
    let wasEmpty = arrivals.withLock { arrivals in
      if case .live(.columns(let columns)) = arrival {
        if join(columns, to: &arrivals) { return false }
        makeRoomForSound(&arrivals)
      }
      arrivals.append(arrival)
      return arrivals.count == 1
    }
    if wasEmpty {
      var byte: UInt8 = 1
      _ = write(writeEnd, &byte, 1)
    }
  }

  /// Takes everything that is there, oldest first.
  public func drain() -> [Arrival] {
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(descriptor, &bytes, bytes.count) > 0 {}
    return arrivals.withLock { arrivals in
      defer { arrivals = [] }
      soundCount.withLock { $0 = 0 }
      return arrivals
    }
  }

  /// Whether live sound can be left without another piece being lost.
  var hasRoomForSound: Bool { soundCount.withLock { $0 < Mailbox.soundLimit } }

  /// Adds live sound to the piece that waits last, where many wait already: a screen that is slow
  /// for seconds loses nothing.
  private func join(_ columns: LiveColumns, to arrivals: inout [Arrival]) -> Bool {
    guard soundCount.withLock({ $0 >= Mailbox.soundLimit / 4 }),
      case .live(.columns(var last))? = arrivals.last, last.first + last.count == columns.first,
      last.count < Mailbox.longestPiece
    else { return false }
    last.values += columns.values
    last.extents += columns.extents
    last.sampleCount = columns.sampleCount
    last.losses = columns.losses
    last.recording = columns.recording
    arrivals[arrivals.count - 1] = .live(.columns(last))
    return true
  }

  /// Drops the oldest piece where there are too many; what is missing shows in the numbers of the
  /// columns that follow.
  private func makeRoomForSound(_ arrivals: inout [Arrival]) {
    soundCount.withLock { count in
      if count < Mailbox.soundLimit {
        count += 1
      } else if let oldest = arrivals.firstIndex(where: \.isSound) {
        arrivals.remove(at: oldest)
      }
    }
  }
}

extension Arrival {
  /// Whether it is a piece of live sound, of which there may be too many.
  fileprivate var isSound: Bool {
    if case .live(.columns) = self { true } else { false }
  }
}
