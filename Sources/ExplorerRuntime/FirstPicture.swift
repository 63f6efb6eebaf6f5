import Foundation

/// Lets the first picture go before the scan, so that a program just started has both processors
/// for what its user waits for.
final class FirstPicture: Sendable {
  private let made = DispatchSemaphore(value: 0)

  /// Seconds that the scan waits at most.
  private static let patience = 0.1

  /// Says that a picture was made.
  func noteMade() { made.signal() }

  /// Waits for the first picture, for a moment.
  func wait() { _ = made.wait(timeout: .now() + FirstPicture.patience) }
}
