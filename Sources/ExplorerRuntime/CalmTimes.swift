import Foundation
import Synchronization

/// Tells work that nobody waits for when the processors are free for it: after the first picture, a
/// moment after the last key, and while no overview of a long recording is being made.
package final class CalmTimes: Sendable {
  private struct State {
    var isShown = false
    /// When the last key came, in nanoseconds; 0 for never.
    var lastKey: UInt64 = 0
  }

  private let state = Mutex(State())
  private let isBusy: @Sendable () -> Bool

  /// Nanoseconds that a key is left alone with the processors.
  private static let rest: UInt64 = 200_000_000
  /// Microseconds between two looks.
  private static let interval: UInt32 = 20_000

  /// Begins before the first picture.
  ///
  /// - Parameter isBusy: Whether something else of the background goes first.
  package init(isBusy: @escaping @Sendable () -> Bool = { false }) { self.isBusy = isBusy }

  /// Says that a picture is on the screen.
  package func noteShown() { state.withLock { $0.isShown = true } }

  /// Says that a key came.
  package func noteKey() {
    let now = DispatchTime.now().uptimeNanoseconds
    state.withLock { $0.lastKey = now }
  }

  /// Whether a key came just now.
  package var isTyping: Bool {
    let last = state.withLock { $0.lastKey }
    return last > 0 && DispatchTime.now().uptimeNanoseconds &- last < Self.rest
  }

  /// Whether nothing else wants the processors.
  package var isCalm: Bool { state.withLock { $0.isShown } && !isTyping && !isBusy() }

  /// Waits until it is calm, or until it is over.
  package func wait(unless isOver: () -> Bool) {
    while !isOver(), !isCalm { usleep(Self.interval) }
  }

  /// Waits until keys rest, or until it is over: for work that somebody looks at.
  package func waitForKeys(unless isOver: () -> Bool) {
    while !isOver(), isTyping { usleep(Self.interval) }
  }
}
