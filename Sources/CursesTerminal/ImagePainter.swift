import CellCanvas

/// Turns cells of images into bytes for the terminal: an eighth of the time ncurses takes.
///
/// It sends a cursor position only where cells don't follow each other, and a colour only where it
/// changes. It assumes that the colours are reset, and leaves them so.
struct ImagePainter {
  private struct Levels {
    var foregrounds: [[UInt8]] = []
    var backgrounds: [[UInt8]] = []
  }

  private var shown: [PaintedCell?] = []
  private var palette: Palette?
  private var sequential = Levels()
  private var diverging = Levels()
  private var glyphs: [UInt32: [UInt8]] = [:]

  /// Whether a palette has enough colours and characters for images to be sent past ncurses.
  static func canPaint(_ palette: Palette) -> Bool {
    palette.glyphs == .full && [.truecolor, .colors256].contains(palette.mode)
  }

  /// Makes the next call send every cell.
  mutating func invalidate() { shown = [] }

  /// Makes the next call send those cells.
  mutating func invalidate(columns: ClosedRange<Int>, row: Int, width: Int) {
    for column in columns where row * width + column < shown.count {
      shown[row * width + column] = nil
    }
  }

  /// The bytes that change the images from what was painted last to `cells`.
  /// - Parameters:
  ///   - cells: `[rows, width]`; nil where ncurses shows text.
  ///   - width: Columns of the screen.
  mutating func paint(_ cells: [PaintedCell?], width: Int, palette: Palette) -> [UInt8] {
    if palette != self.palette { prepare(palette) }
    if shown.count != cells.count { shown = Array(repeating: nil, count: cells.count) }
    var bytes: [UInt8] = []
    var pen = Pen()
    for (index, cell) in cells.enumerated() {
      guard let cell, cell != shown[index] else { continue }
      pen.move(to: index, width: width, &bytes)
      let levels = cell.isDiverging ? diverging : sequential
      pen.background(levels.backgrounds[Self.level(cell.cell.background)], &bytes)
      if cell.cell.glyph != Self.space {
        pen.foreground(levels.foregrounds[Self.level(cell.cell.foreground)], &bytes)
      }
      bytes += glyph(cell.cell.glyph, palette)
    }
    shown = cells
    if !bytes.isEmpty { bytes += Array("\u{1b}[0m".utf8) }
    return bytes
  }

  private static let space: UInt32 = 0x20

  private static func level(_ value: UInt8) -> Int { min(Int(value), ColorMap.levelCount - 1) }

  private mutating func prepare(_ palette: Palette) {
    self.palette = palette
    shown = []
    glyphs = [:]
    sequential = Self.levels(palette, isDiverging: false)
    diverging = Self.levels(palette, isDiverging: true)
  }

  private static func levels(_ palette: Palette, isDiverging: Bool) -> Levels {
    var levels = Levels()
    for level in 0..<UInt8(ColorMap.levelCount) {
      let other = level == 0 ? UInt8(1) : 0
      let ink = ImageCell(glyph: 0x2580, foreground: level, background: other)
      let ground = ImageCell(glyph: 0x2580, foreground: other, background: level)
      levels.foregrounds.append(
        sequence(38, palette.resolve(ink, diverging: isDiverging).style.foreground))
      levels.backgrounds.append(
        sequence(48, palette.resolve(ground, diverging: isDiverging).style.background))
    }
    return levels
  }

  private static func sequence(_ base: Int, _ color: ResolvedColor) -> [UInt8] {
    switch color {
    case .terminal: Array("\u{1b}[\(base + 1)m".utf8)
    case .indexed(let index): Array("\u{1b}[\(base);5;\(index)m".utf8)
    case .rgb(let color):
      Array("\u{1b}[\(base);2;\(color.red);\(color.green);\(color.blue)m".utf8)
    }
  }

  /// The bytes of one glyph, one column wide and never a command.
  private mutating func glyph(_ number: UInt32, _ palette: Palette) -> [UInt8] {
    if let known = glyphs[number] { return known }
    let cell = ImageCell(
      glyph: number, foreground: UInt8(ColorMap.levelCount - 1), background: 0)
    let text = palette.resolve(cell, diverging: false).text
    // Newer blocks than the table of widths knows take one column where they are drawn at all.
    let isSafe =
      text.count == 1 && (TextWidth.columns(of: text) == 1 || ImageCell.isBlock(number))
    let bytes = Array((isSafe ? text : "?").utf8)
    glyphs[number] = bytes
    return bytes
  }
}

/// Where the terminal's cursor is and which colours are set.
private struct Pen {
  private var next: (index: Int, row: Int)?
  private var foreground: [UInt8] = []
  private var background: [UInt8] = []

  mutating func move(to index: Int, width: Int, _ bytes: inout [UInt8]) {
    let (row, column) = index.quotientAndRemainder(dividingBy: width)
    if let next, next.row == row {
      if index > next.index { bytes += Array("\u{1b}[\(index - next.index)C".utf8) }
    } else {
      bytes += Array("\u{1b}[\(row + 1);\(column + 1)H".utf8)
    }
    next = (index + 1, row)
  }

  mutating func foreground(_ sequence: [UInt8], _ bytes: inout [UInt8]) {
    if sequence != foreground { bytes += sequence }
    foreground = sequence
  }

  mutating func background(_ sequence: [UInt8], _ bytes: inout [UInt8]) {
    if sequence != background { bytes += sequence }
    background = sequence
  }
}
