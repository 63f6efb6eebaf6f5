import CNcurses
import CellCanvas

/// The user's terminal, through ncursesw.
///
/// ncurses owns the screen, the keyboard and all text. Bare cells of images are sent past it by
/// `ImagePainter`, which needs an eighth of the time; ncurses then only knows that something is
/// there. There can be one at a time in a process, and ``close()`` must be called.
@MainActor
public final class CursesTerminal: Terminal {
  /// Who draws images.
  public enum ImagePainting: Sendable, Hashable {
    /// Our own writer where there are enough colours and characters, else ncurses.
    case automatic
    /// Always ncurses.
    case curses
  }

  /// What can be chosen.
  public struct Options: Sendable, Hashable {
    /// How many colours.
    public var color: ColorModeChoice
    /// Which characters; nil follows the locale and the terminal.
    public var glyphs: GlyphSet?
    /// Who draws images.
    public var painting: ImagePainting
    /// Whether the mouse is asked for, where the terminal has one.
    public var mouse: Bool
    /// Where messages go meanwhile.
    public var standardError: StandardErrorTarget
    /// Whether signals and crashes of the process are handled.
    public var handlesSignals: Bool

    /// Makes options.
    public init(
      color: ColorModeChoice = .auto, glyphs: GlyphSet? = nil,
      painting: ImagePainting = .automatic, mouse: Bool = false,
      standardError: StandardErrorTarget = .temporary,
      handlesSignals: Bool = true
    ) {
      self.color = color
      self.glyphs = glyphs
      self.painting = painting
      self.mouse = mouse
      self.standardError = standardError
      self.handlesSignals = handlesSignals
    }
  }

  /// The number of colours that was found or chosen; a palette may ask for any other.
  public var colorMode: ColorMode { session.colorMode }
  /// The characters that were found or chosen.
  public let glyphs: GlyphSet
  /// What `poll` waits on: keys, and signals too where the system can join the two (Linux).
  ///
  /// Elsewhere a signal ends `poll` with `EINTR`; the loop then asks for the next input as well.
  public let inputDescriptor: Int32
  /// Readable when a signal came; -1 if signals aren't handled.
  public var wakeDescriptor: Int32 { signals?.wakeDescriptor ?? -1 }

  let session: CursesSession
  let signals: SignalWatch?
  let log: StandardErrorLog?
  private let painting: ImagePainting
  let environment: [String: String]
  let pictureEncoder: PictureEncoder?
  /// What asks for the mouse and what gives it back; empty where there is none.
  let mouseOn, mouseOff: [UInt8]
  private var composer = ScreenComposer()
  private var textPainter: TextPainter
  private var imagePainter = ImagePainter()
  private var mustClear = false
  /// What is asked about pictures in pixels; nil while nothing is.
  var question: PixelQuestion?
  /// Shows pictures in pixels; nil where there are none.
  var pixels: PixelPainter?
  var decoder = KeyDecoder()
  var waiting: [TerminalInput] = []
  private(set) var isOpen = true
  var isHungUp = false

  /// Opens the terminal on standard input and output.
  /// - Parameters:
  ///   - environment: The variables of the process; `TERM` names the terminal.
  ///   - pictureEncoder: Makes PNG files, without which kitty's protocol is not used.
  public convenience init(
    environment: [String: String], options: Options = Options(),
    pictureEncoder: PictureEncoder? = nil
  ) throws(CursesTerminalError) {
    try self.init(
      input: STDIN_FILENO, output: STDOUT_FILENO, term: environment["TERM"] ?? "",
      environment: environment, options: options, pictureEncoder: pictureEncoder)
  }

  /// Opens a terminal on any two descriptors of it.
  public init(
    input: Int32, output: Int32, term: String, environment: [String: String], options: Options,
    pictureEncoder: PictureEncoder? = nil
  ) throws(CursesTerminalError) {
    self.pictureEncoder = pictureEncoder
    log = try StandardErrorLog(options.standardError)
    signals = options.handlesSignals ? SignalWatch() : nil
    do {
      session = try CursesSession(
        input: input, output: output, term: term, environment: environment, color: options.color)
    } catch {
      signals?.end()
      _ = log?.end()
      throw error
    }
    glyphs = options.glyphs ?? .detected(term: term, isUTF8: session.isUTF8)
    painting = options.painting
    self.environment = environment
    let hasMouse = options.mouse && session.hasMouse
    (mouseOn, mouseOff) = hasMouse ? (Sequences.mouseOn, Sequences.mouseOff) : ([], [])
    textPainter = TextPainter(pairs: session.pairs)
    let joined = signals.map { em_either(input, $0.wakeDescriptor) } ?? -1
    inputDescriptor = joined >= 0 ? joined : input
    signals?.start()
    if options.handlesSignals {
      CrashGuard.start(output: output, modes: session.modesBefore)
      if let log { CrashGuard.copyLog(log.log, from: log.start, to: log.original) }
    }
    send(Sequences.pasteOn + mouseOn)
  }

  /// The size of the window in cells.
  public var size: CellSize {
    CellSize(columns: Int(em_columns()), rows: Int(em_lines()))
  }

  /// Shows a canvas and the images on it; only what differs from the last one is sent.
  public func present(_ canvas: Canvas, images: [PlacedImage], palette: Palette) {
    guard isOpen else { return }
    let paintsImages = painting == .automatic && ImagePainter.canPaint(palette)
    composer.compose(
      canvas, images: images, size: size, paintsImages: paintsImages, pixels: pixels?.kind)
    if mustClear {
      textPainter.invalidate()
      imagePainter.invalidate()
      pixels?.invalidate()
      clearok(em_curscr(), true)
      mustClear = false
    }
    let changes = textPainter.paint(composer, palette: palette)
    for (row, columns) in changes {
      // ncurses also sends what lies between two changes in a row.
      imagePainter.invalidate(columns: columns, row: row, width: size.columns)
    }
    let image = imagePainter.paint(composer.painted, width: size.columns, palette: palette)
    let pictures = pixels?.paint(composer, changes: changes, palette: palette) ?? []
    guard !changes.isEmpty || !image.isEmpty || !pictures.isEmpty else { return }
    send(Sequences.holdPicture)
    if !changes.isEmpty {
      wmove(em_stdscr(), 0, 0)
      wnoutrefresh(em_stdscr())
      doupdate()
    }
    let past = image + pictures
    send((past.isEmpty ? [] : past + Sequences.home) + Sequences.showPicture)
  }

  /// Makes the next redraw send the whole screen.
  public func invalidate() { mustClear = true }

  /// Asks the terminal to take bytes into the clipboard of the person at it.
  public func copy(_ bytes: [UInt8]) {
    guard isOpen else { return }
    send(ClipboardSequence.bytes(bytes, environment: environment))
  }

  /// Leaves the screen and gives the terminal back; nothing happens the second time.
  /// - Returns: What was written to standard error meanwhile; empty the second time.
  @discardableResult
  public func close() -> String {
    guard isOpen else { return "" }
    isOpen = false
    send(erasedPixels() + mouseOff + Sequences.pasteOff)
    session.end()
    if let signals {
      CrashGuard.end()
      signals.end()
      if inputDescriptor != session.input { CNcurses.close(inputDescriptor) }
    }
    return log?.end() ?? ""
  }

  /// Writes past ncurses, whose own buffer is empty between its updates.
  func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(session.output, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if em_errno() == EAGAIN {
        var waiting = pollfd(fd: session.output, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, -1)
      } else if em_errno() != EINTR {
        return
      }
    }
  }
}

/// What is sent past ncurses.
enum Sequences {
  static let pasteOn = Array("\u{1b}[?2004h".utf8)
  static let pasteOff = Array("\u{1b}[?2004l".utf8)
  /// Presses, pulls and the wheel, told as numbers.
  static let mouseOn = Array("\u{1b}[?1000h\u{1b}[?1002h\u{1b}[?1006h".utf8)
  static let mouseOff = Array("\u{1b}[?1006l\u{1b}[?1002l\u{1b}[?1000l".utf8)
  /// Synchronized output: the terminal shows nothing until the whole redraw is there.
  static let holdPicture = Array("\u{1b}[?2026h".utf8)
  static let showPicture = Array("\u{1b}[?2026l".utf8)
  /// Where ncurses leaves the cursor after every update.
  static let home = Array("\u{1b}[H".utf8)
}
