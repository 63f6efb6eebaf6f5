import Explorer
import Foundation
import Synchronization

/// Answers of the lanes on their way to the event loop; posting wakes the loop.
public final class Mailbox: Sendable {
  /// Readable while there are answers.
  public let descriptor: Int32
  private let writeEnd: Int32
  private let arrivals = Mutex<[Arrival]>([])

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
      return arrivals
    }
  }
}
