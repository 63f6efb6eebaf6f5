import CNcurses
import Foundation
import Synchronization

/// Reads a terminal line on a thread of its own, so that a program in this process never waits for
/// somebody to read.
final class LineReader: Sendable {
  private struct State {
    var bytes: [UInt8] = []
    var mustStop = false
  }

  private let state = Mutex(State())
  private let finished = DispatchSemaphore(value: 0)
  private static let pauseMilliseconds: Int32 = 5

  /// Starts to read a descriptor that doesn't wait.
  init(_ descriptor: Int32) {
    Thread.detachNewThread { [self] in
      var block = [UInt8](repeating: 0, count: 65536)
      while !state.withLock({ $0.mustStop }) {
        let count = read(descriptor, &block, block.count)
        if count > 0 {
          state.withLock { $0.bytes += block[..<count] }
        } else {
          var line = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
          poll(&line, 1, Self.pauseMilliseconds)
          // A line that nobody has open is always ready; then only time can pass.
          if line.revents & Int16(POLLHUP) != 0 { poll(nil, 0, Self.pauseMilliseconds) }
        }
      }
      finished.signal()
    }
  }

  /// Takes what was read since the last call.
  func take() -> [UInt8] {
    state.withLock { state in
      defer { state.bytes = [] }
      return state.bytes
    }
  }

  /// Ends the thread and waits for that.
  func stop() {
    state.withLock { $0.mustStop = true }
    finished.wait()
  }
}
