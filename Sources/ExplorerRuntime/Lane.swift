import Foundation
import Synchronization

/// A thread that handles requests one at a time in the order in which they came.
public final class Lane<Request: Sendable>: Sendable {
  private struct Queue {
    var requests: [Request] = []
    var isClosed = false
  }

  private let queue = Mutex(Queue())
  private let waiting = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)

  /// Starts the thread.
  /// - Parameters:
  ///   - name: The thread's name for debuggers.
  ///   - handler: Called once on the thread; makes what handles the requests, which may own things
  ///     that must not leave the thread.
  public init(
    name: String, _ handler: @escaping @Sendable (Lane<Request>) -> (Request) -> Void
  ) {
    let thread = Thread { [self] in
      work(handler(self))
      ended.signal()
    }
    thread.name = name
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Puts a request at the end of the queue; a closed lane takes none.
  public func submit(_ request: Request) {
    let isTaken = queue.withLock { queue in
      guard !queue.isClosed else { return false }
      queue.requests.append(request)
      return true
    }
    if isTaken { waiting.signal() }
  }

  /// The next request if there is one, for a handler in the middle of long work.
  func takeWaiting() -> Request? {
    guard waiting.wait(timeout: .now()) == .success else { return nil }
    return pop()
  }

  /// Takes no more requests and waits until those in the queue are handled.
  public func finish() {
    let wasClosed = queue.withLock { queue in
      defer { queue.isClosed = true }
      return queue.isClosed
    }
    guard !wasClosed else { return }
    waiting.signal()
    ended.wait()
  }

  /// Handles requests to the end; what the handler owns is gone when this returns.
  private func work(_ handle: (Request) -> Void) {
    while let request = next() { handle(request) }
  }

  private func next() -> Request? {
    waiting.wait()
    return pop()
  }

  private func pop() -> Request? {
    queue.withLock { queue in
      if queue.requests.isEmpty {
        if queue.isClosed { waiting.signal() }
        return nil
      }
      return queue.requests.removeFirst()
    }
  }
}
