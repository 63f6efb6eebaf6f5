import CellCanvas

/// Turns cells of images into bytes for the terminal: an eighth of the time ncurses takes.
///
/// It sends a cursor position only where cells don't follow each other, and a colour only where it
/// changes. It assumes that the colours are reset, and leaves them so.
struct ImagePainter {
  private var shown: [PaintedCell?] = []
  private var palette: Palette?
  /// What sets the colors of all levels, those of diverging images behind the others.
  private var foregrounds: [[UInt8]] = []
  private var backgrounds: [[UInt8]] = []
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
      pen.background(color(cell.cell.background, cell), backgrounds, &bytes)
      if cell.cell.glyph != Self.space {
        pen.foreground(color(cell.cell.foreground, cell), foregrounds, &bytes)
      }
      bytes += glyph(cell.cell.glyph, palette)
    }
    shown = cells
    if !bytes.isEmpty { bytes += Array("\u{1b}[0m".utf8) }
    return bytes
  }

  private static let space: UInt32 = 0x20

  /// The place of a level of a cell among the colors.
  private func color(_ level: UInt8, _ cell: PaintedCell) -> Int {
    min(Int(level), ColorMap.levelCount - 1) + (cell.isDiverging ? ColorMap.levelCount : 0)
  }

  private mutating func prepare(_ palette: Palette) {
    self.palette = palette
    shown = []
    glyphs = [:]
    foregrounds = []
    backgrounds = []
    for isDiverging in [false, true] {
      for level in 0..<UInt8(ColorMap.levelCount) {
        let other = level == 0 ? UInt8(1) : 0
        let ink = ImageCell(glyph: 0x2580, foreground: level, background: other)
        let ground = ImageCell(glyph: 0x2580, foreground: other, background: level)
        foregrounds.append(
          Self.sequence(38, palette.resolve(ink, diverging: isDiverging).style.foreground))
        backgrounds.append(
          Self.sequence(48, palette.resolve(ground, diverging: isDiverging).style.background))
      }
    }
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
  private var foreground: Int?
  private var background: Int?

  mutating func move(to index: Int, width: Int, _ bytes: inout [UInt8]) {
    let (row, column) = index.quotientAndRemainder(dividingBy: width)
    if let next, next.row == row {
      if index > next.index { bytes += Array("\u{1b}[\(index - next.index)C".utf8) }
    } else {
      bytes += Array("\u{1b}[\(row + 1);\(column + 1)H".utf8)
    }
    next = (index + 1, row)
  }

  mutating func foreground(_ color: Int, _ sequences: [[UInt8]], _ bytes: inout [UInt8]) {
    Self.set(&foreground, to: color, sequences, &bytes)
  }

  mutating func background(_ color: Int, _ sequences: [[UInt8]], _ bytes: inout [UInt8]) {
    Self.set(&background, to: color, sequences, &bytes)
  }

  private static func set(
    _ current: inout Int?, to color: Int, _ sequences: [[UInt8]], _ bytes: inout [UInt8]
  ) {
    guard color != current else { return }
    // Several levels may have one color.
    if current.map({ sequences[$0] != sequences[color] }) ?? true { bytes += sequences[color] }
    current = color
  }
}
