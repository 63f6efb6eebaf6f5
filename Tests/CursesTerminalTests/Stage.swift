import CellCanvas
import CursesTerminal
import EarmarkTestSupport

/// A curses terminal in this process, and a model of what it shows.
@MainActor
final class Stage {
  let line: PseudoTerminal
  let terminal: CursesTerminal
  /// The flags of the line before the terminal was opened.
  let linesBefore: UInt32

  init(
    columns: Int = 40, rows: Int = 10, term: String = "xterm-256color",
    environment: [String: String] = ["COLORTERM": "truecolor"],
    options: CursesTerminal.Options = .init(standardError: .unchanged, handlesSignals: false),
    pictureEncoder: PictureEncoder? = nil
  ) throws {
    line = try PseudoTerminal(size: CellSize(columns: columns, rows: rows), readsAlways: true)
    linesBefore = line.localModes
    terminal = try CursesTerminal(
      input: line.slave, output: line.slave, term: term, environment: environment,
      options: options, pictureEncoder: pictureEncoder)
  }

  var palette: Palette { Palette(mode: terminal.colorMode, glyphs: terminal.glyphs) }
  var model: VTModel { line.model }

  /// Shows a screen and gives the bytes that were sent for it.
  @discardableResult
  func show(_ canvas: Canvas, images: [PlacedImage] = [], palette: Palette? = nil) -> [UInt8] {
    line.settle()
    terminal.present(canvas, images: images, palette: palette ?? self.palette)
    return line.settle()
  }

  /// A canvas of the terminal's size.
  func canvas() -> Canvas { Canvas(size: terminal.size) }

  /// Types bytes and gives all input that comes of them.
  func inputs(typing text: String, count: Int = 1) -> [TerminalInput] {
    line.type(text)
    return inputs(count: count)
  }

  /// Waits for so many inputs, then takes what else is there.
  func inputs(count: Int) -> [TerminalInput] {
    var found: [TerminalInput] = []
    line.pump { _ in
      while let next = terminal.nextInput() { found.append(next) }
      return found.count >= count
    }
    return found
  }

  /// Closes the terminal and feeds the model with what that sent.
  @discardableResult
  func close() -> String {
    let messages = terminal.close()
    line.settle()
    return messages
  }
}

/// An image of one glyph whose levels run from left to right.
func ramp(_ rect: CellRect, offset: Int = 0, glyph: UInt32 = 0x2580) -> PlacedImage {
  let cells = (0..<rect.columns * rect.rows).map { index in
    let level = UInt8((index % rect.columns + offset) % ColorMap.levelCount)
    return ImageCell(glyph: glyph, foreground: level, background: 63 - level)
  }
  return PlacedImage(rect: rect, cells: cells)
}
