import Foundation
import Synchronization

private let flag = Atomic(false)

/// Whether the user asked the program to stop.
enum Interruption {
  /// Whether Ctrl-C was pressed; a second one ends the program at once.
  static var isSet: Bool { flag.load(ordering: .relaxed) }

  /// Begins to watch for Ctrl-C.
  static func watch() {
    // The flag is made here, because a signal handler must not be the first to reach it.
    flag.store(false, ordering: .relaxed)
    signal(SIGINT) { _ in
      flag.store(true, ordering: .relaxed)
      signal(SIGINT, SIG_DFL)
    }
    // Who started the program may have held the signal back for itself.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}
