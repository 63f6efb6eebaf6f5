import CNcurses
import CellCanvas

/// ncurses on one terminal: what has to be set up, and undone in the reverse order.
@MainActor
final class CursesSession {
  let term: String
  let input, output: Int32
  let colorMode: ColorMode
  let isUTF8: Bool
  /// Only asked for input: a pad, because reading from a window would also draw it.
  let keys: UnsafeMutablePointer<WINDOW>
  let pairs: ColorPairs
  /// Whether the description knows of a mouse.
  let hasMouse: Bool
  private let screen: OpaquePointer
  private let files: (output: UnsafeMutablePointer<FILE>, input: UnsafeMutablePointer<FILE>)
  /// The modes of the terminal line before and while there is a screen.
  let modesBefore: termios

  /// Codes of our own for the borders of pasted text, above those that ncurses hands out.
  static let (pasteBegin, pasteEnd): (Int32, Int32) = (0o2000, 0o2001)
  /// How long a sequence may pause after Escape; a person needs longer.
  static let escapeMilliseconds: Int32 = 25

  init(
    input: Int32, output: Int32, term: String, environment: [String: String],
    color: ColorModeChoice
  ) throws(CursesTerminalError) {
    guard isatty(input) == 1, isatty(output) == 1 else { throw .notATerminal }
    guard !term.isEmpty else { throw .termNotSet }
    (self.term, self.input, self.output) = (term, input, output)
    let colors = try Self.colors(of: term, output: output)
    colorMode = color.mode(term: term, environment: environment, terminfo: colors)
    isUTF8 = CharacterLocale.adopt()
    var modes = termios()
    tcgetattr(input, &modes)
    modesBefore = modes

    // Where 256 colours can be set by number, so can 24 bits be asked for while it runs.
    let isRich = [.truecolor, .colors256].contains(colorMode) || colors.count >= 256
    let derived = isRich ? DerivedTerminfo(term: term) : nil
    guard let outputFile = fdopen(dup(output), "w"), let inputFile = fdopen(dup(input), "r") else {
      throw .cannotStart(term: term)
    }
    files = (outputFile, inputFile)
    // The window's size wins over LINES and COLUMNS, which may be left from another window.
    use_tioctl(true)
    let direct = derived.flatMap { entry in
      Self.withVariable("TERMINFO", entry.variable) { em_newterm(term, outputFile, inputFile) }
    }
    guard let screen = direct ?? em_newterm(term, outputFile, inputFile), let keys = newpad(1, 1)
    else {
      fclose(outputFile)
      fclose(inputFile)
      throw .cannotStart(term: term)
    }
    (self.screen, self.keys) = (screen, keys)
    hasMouse = em_tigetstr("kmous").map { Int(bitPattern: $0) != -1 } ?? false
    pairs = ColorPairs(isDirect: direct != nil, colorCount: colors.count)
    prepareInput()
    prepareOutput()
  }

  /// Ends ncurses and forgets it.
  func end() {
    endwin()
    delwin(keys)
    delscreen(screen)
    fclose(files.output)
    fclose(files.input)
    tcsetattr(input, TCSANOW, [modesBefore])
  }

  private func prepareInput() {
    cbreak()
    noecho()
    nonl()
    // Ctrl-S, Ctrl-Q, Ctrl-V and Ctrl-O are keys here.
    var modes = termios()
    tcgetattr(input, &modes)
    modes.c_iflag &= ~tcflag_t(IXON)
    modes.c_lflag &= ~tcflag_t(IEXTEN)
    tcsetattr(input, TCSADRAIN, &modes)
    def_prog_mode()
    keypad(keys, true)
    nodelay(keys, true)
    set_escdelay(Self.escapeMilliseconds)
    // The mouse's reports are decoded by us and must be read whole.
    define_key(nil, KEY_MOUSE)
    define_key("\u{1b}[200~", Self.pasteBegin)
    define_key("\u{1b}[201~", Self.pasteEnd)
  }

  private func prepareOutput() {
    // Images that ncurses doesn't know of must not be moved by it.
    idlok(em_stdscr(), false)
    idcok(em_stdscr(), false)
    // A key must not break off a redraw.
    typeahead(-1)
    curs_set(0)
  }

  /// What the description says about colours; also finds out whether there is one that will do.
  private static func colors(
    of term: String, output: Int32
  ) throws(CursesTerminalError) -> TerminfoColors {
    var error: Int32 = 0
    guard em_setupterm(term, output, &error) == OK else { throw .termUnknown(term: term) }
    defer { del_curterm(em_cur_term()) }
    guard let cup = em_tigetstr("cup"), Int(bitPattern: cup) != -1 else {
      throw .termTooSimple(term: term)
    }
    let isDirect =
      em_tigetflag("RGB") == 1 || em_tigetflag("Tc") == 1 || em_tigetnum("RGB") > 0
    return TerminfoColors(count: Int(em_tigetnum("colors")), isDirect: isDirect)
  }

  /// Runs `body` with a variable in the environment that children must not see.
  private static func withVariable<Result>(
    _ name: String, _ value: String, _ body: () -> Result
  ) -> Result {
    let before = getenv(name).map { String(cString: $0) }
    setenv(name, value, 1)
    defer {
      if let before { setenv(name, before, 1) } else { unsetenv(name) }
    }
    return body()
  }
}
