#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A thread of the operating system that feeds or drains a ring and is joined.
struct AudioThread: @unchecked Sendable {
  // The handle is only a name for the thread; joining is left to whoever ends it, once.
  private let thread: pthread_t

  /// Starts a thread, nil where the system refuses another.
  init?(_ body: @escaping @Sendable () -> Void) {
    let work = Unmanaged.passRetained(Work(body))
    #if canImport(Darwin)
      var started: pthread_t?
    #else
      var started = pthread_t()
    #endif
    guard pthread_create(&started, nil, Self.entry, work.toOpaque()) == 0 else {
      work.release()
      return nil
    }
    #if canImport(Darwin)
      guard let started else { return nil }
    #endif
    thread = started
  }

  /// Waits until its closure has returned; called by itself, it lets itself go instead.
  func join() {
    if pthread_equal(pthread_self(), thread) != 0 {
      pthread_detach(thread)
    } else {
      pthread_join(thread, nil)
    }
  }

  /// Waits until its closure has answered for good, and gives it up after some seconds: a sound
  /// server that hangs must not keep a program from ending.
  func join(_ wake: WakePipe, seconds: Double) {
    let isSelf = pthread_equal(pthread_self(), thread) != 0
    if isSelf || !wake.askAndWait(seconds: seconds) {
      pthread_detach(thread)
    } else {
      pthread_join(thread, nil)
    }
  }

  private final class Work {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  #if canImport(Darwin)
    private static let entry: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? =
      { argument in
        Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
        return nil
      }
  #else
    private static let entry:
      @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { argument in
        if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
      }
  #endif
}
