import Foundation

/// Lets the first picture go before the scan and the model, so that a program just started has both
/// processors for what its user waits for.
final class FirstPicture: Sendable {
  private let shown = DispatchSemaphore(value: 0)

  /// Seconds that the others wait at most.
  private static let patience = 0.1

  /// Says that a picture is on the screen.
  func noteShown() { shown.signal() }

  /// Waits for the first picture, for a moment.
  func wait() {
    _ = shown.wait(timeout: .now() + FirstPicture.patience)
    shown.signal()
  }
}
