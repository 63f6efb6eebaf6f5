/// Why there is no screen.
public enum CursesTerminalError: Error, Sendable, Hashable {
  /// Input or output is a file or a pipe.
  case notATerminal
  /// `TERM` is empty or not set.
  case termNotSet
  /// There is no description of that terminal.
  case termUnknown(term: String)
  /// The terminal can't place the cursor.
  case termTooSimple(term: String)
  /// ncurses refused the terminal.
  case cannotStart(term: String)
  /// The log for messages can't be opened.
  case cannotOpenLog(path: String, reason: String)

  /// What happened, why, and what to do.
  public var sentence: (what: String, why: String, remedy: String) {
    let noScreen = "There is no screen to draw on"
    switch self {
    case .notATerminal:
      return (
        noScreen, "input or output is not a terminal",
        "start it in a terminal without redirection, or print a picture with earmark render"
      )
    case .termNotSet:
      return (noScreen, "TERM is not set", "try TERM=xterm-256color, or use earmark render")
    case .termUnknown(let term):
      return (
        noScreen, "no description of the terminal \(term) is installed",
        "install ncurses-term, try TERM=xterm-256color, or use earmark render"
      )
    case .termTooSimple(let term):
      return (
        noScreen, "the terminal \(term) cannot place the cursor",
        "try TERM=xterm-256color in another terminal, or use earmark render"
      )
    case .cannotStart(let term):
      return (
        noScreen, "ncurses refused the terminal \(term)",
        "try TERM=xterm-256color, or use earmark render"
      )
    case .cannotOpenLog(let path, let reason):
      return ("Cannot open the log \(path)", reason, "choose another file with --log-file")
    }
  }
}
