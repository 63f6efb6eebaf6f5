import Explorer
import Foundation
import SoundDevices
import Synchronization

/// Reads a pipe on a thread of its own, as fast as it comes and what follows can take it.
final class PipeReader: Sendable {
  /// What it tells, on its thread.
  enum Event {
    /// The format is known now.
    case started(StreamFormat, isSixteenBits: Bool)
    /// Interleaved samples.
    case samples([Float])
    /// So many whole seconds nothing came.
    case stalled(Int)
    /// It is over; nil where it simply ended.
    case ended(Failure?)
  }

  private let stopped = Atomic(false)
  private let done = DispatchSemaphore(value: 0)

  /// Bytes that are read at a time, at most.
  private static let blockLength = 1 << 16
  /// Milliseconds after which it looks whether it is to stop.
  private static let patience: Int32 = 100

  /// Starts to read; the descriptor stays the caller's.
  init(
    _ descriptor: Int32, _ format: LiveSetup.PipeFormat, _ tell: @escaping @Sendable (Event) -> Void
  ) {
    let thread = Thread { [self] in
      read(descriptor, PipeDecoder(format), tell)
      done.signal()
    }
    thread.name = "pipe"
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Ends it and waits for that.
  func stop() {
    stopped.store(true, ordering: .releasing)
    done.wait()
    done.signal()
  }

  private func read(
    _ descriptor: Int32, _ format: PipeDecoder, _ tell: @Sendable (Event) -> Void
  ) {
    var decoder = format
    var bytes = [UInt8](repeating: 0, count: Self.blockLength)
    var isStarted = false
    var last = Date()
    var told = 0
    while !stopped.load(ordering: .acquiring) {
      var source = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&source, 1, Self.patience) > 0 else {
        let seconds = Int(Date().timeIntervalSince(last))
        if seconds > told {
          told = seconds
          tell(.stalled(seconds))
        }
        continue
      }
      let count = Foundation.read(descriptor, &bytes, length(decoder))
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0 else {
        tell(.ended(count < 0 ? Self.unreadable(errno) : isStarted ? nil : Self.empty))
        return
      }
      (last, told) = (Date(), 0)
      do throws(Failure) {
        let samples = try decoder.push(bytes[..<count])
        if !isStarted, let format = decoder.format {
          isStarted = true
          tell(.started(format, isSixteenBits: decoder.isSixteenBits))
        }
        if !samples.isEmpty { tell(.samples(samples)) }
        if decoder.isOver {
          tell(.ended(nil))
          return
        }
      } catch {
        tell(.ended(error))
        return
      }
    }
  }

  /// At most a tenth of a second at once, so that what comes slowly is shown at once.
  private func length(_ decoder: PipeDecoder) -> Int {
    guard let format = decoder.format else { return 4096 }
    let bytes = format.sampleRate * Double(format.channelCount) * 4 / 10
    return max(1024, min(Self.blockLength, Int(bytes)))
  }

  /// That not one sample came.
  static let empty = Failure(
    what: "No sound came", why: "the pipe ended before the first sample",
    remedy: "check what writes to it")

  private static func unreadable(_ code: Int32) -> Failure {
    Failure(
      what: "Cannot read the pipe", why: FilePath.reason(code), remedy: "check what writes to it")
  }
}
