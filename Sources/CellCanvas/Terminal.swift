/// What a terminal sends to the program.
public enum TerminalInput: Sendable, Hashable {
  /// A key was pressed.
  case key(KeyChord)
  /// The mouse did something.
  case pointer(PointerInput)
  /// Text was pasted in one piece; it never counts as keys.
  case pasted(String)
  /// The window has another size now.
  case resized(CellSize)
  /// The program came back from being stopped; the screen must be drawn anew.
  case resumed
  /// What the terminal answered about pictures in pixels; nil: it shows none.
  case pixels(PixelScreen?)
  /// The terminal asks the program to end: SIGTERM, SIGHUP, SIGINT or a closed line.
  case ended
}

/// A screen that shows canvases and a keyboard that gives keys.
///
/// The real one is `CursesTerminal`; tests use a scripted one. All calls come from the main actor.
@MainActor
public protocol Terminal: AnyObject {
  /// The size of the window in cells.
  var size: CellSize { get }
  /// What `poll` waits on for input.
  var inputDescriptor: Int32 { get }
  /// The next input that is already there, or nil; never waits.
  func nextInput() -> TerminalInput?
  /// Shows a canvas and the images on it; only what differs from the last one is sent.
  func present(_ canvas: Canvas, images: [PlacedImage], palette: Palette)
  /// Makes the next `present` send the whole screen.
  func invalidate()
  /// Asks the terminal to take bytes into the clipboard of the person at it.
  func copy(_ bytes: [UInt8])
  /// Asks whether pictures can be shown in pixels, which a `.pixels` input answers; `off` ends them.
  func showPixels(_ choice: PixelChoice)
}

extension Terminal {
  /// Copies nothing: there is no clipboard.
  public func copy(_ bytes: [UInt8]) {}
  /// Answers nothing: there are no pixels.
  public func showPixels(_ choice: PixelChoice) {}
}
