import CPortAudio
import Synchronization

/// Notices when a running stream's callback is not called any more.
final class StreamWatch: Sendable {
  /// How long a device may take nothing, in seconds; some take that long to wake.
  static let patienceSeconds = 2.0

  private struct Values {
    var callCount = -1
    var changedAt = 0.0
  }

  private let values = Mutex(Values())

  /// Begins to watch.
  func start() { values.withLock { $0 = Values(callCount: -1, changedAt: em_now()) } }

  /// How long the count has stood still, if that is too long.
  func stillSeconds(_ callCount: Int) -> Double? {
    values.withLock { values in
      let now = em_now()
      if callCount != values.callCount {
        values.callCount = callCount
        values.changedAt = now
      }
      let still = now - values.changedAt
      return still > Self.patienceSeconds ? still : nil
    }
  }
}
