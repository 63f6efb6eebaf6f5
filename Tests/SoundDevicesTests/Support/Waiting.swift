import Dispatch
import Foundation
import Testing

/// Lets some time pass.
func pause(milliseconds: Int) { Thread.sleep(forTimeInterval: Double(milliseconds) / 1000) }

/// Lets other threads run.
func yieldThread() { Thread.sleep(forTimeInterval: 0) }

/// A thread that is waited for.
final class TestThread {
  private let finished = DispatchSemaphore(value: 0)

  init(_ body: @escaping @Sendable () -> Void) {
    let thread = Thread { [finished] in
      body()
      finished.signal()
    }
    thread.start()
  }

  /// Waits until the body has returned, half a minute at most; once.
  func join() {
    #expect(finished.wait(timeout: .now() + 30) == .success, "a thread does not end")
  }
}
