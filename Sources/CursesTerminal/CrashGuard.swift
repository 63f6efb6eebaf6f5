import CNcurses

/// Brings the terminal back when the process traps or is aborted.
enum CrashGuard {
  /// Ends everything that the screen may have switched on.
  static let restoreSequence =
    "\u{1b}[?2026l\u{1b}[?1006l\u{1b}[?1002l\u{1b}[?1000l\u{1b}[?2004l\u{1b}[0m\u{1b}[?25h\u{1b}[?1l\u{1b}>\u{1b}[?1049l"

  /// Installs handlers that write the sequence to `output` and give it `modes` back.
  static func start(output: Int32, modes: termios) {
    var modes = modes
    em_guard(output, &modes, restoreSequence, restoreSequence.utf8.count)
  }

  /// Has a crash copy what `log` holds from `start` on to `target`.
  static func copyLog(_ log: Int32, from start: Int, to target: Int32) {
    em_guard_log(log, target, off_t(start))
  }

  /// Brings back the handlers of before.
  static func end() { em_unguard() }
}
