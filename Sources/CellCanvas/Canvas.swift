/// What one cell shows.
///
/// It is a Unicode scalar, an entry in the canvas's table of clusters, or nothing of its own
/// because a wide glyph to the left covers it.
public struct Glyph: Sendable, Hashable {
  /// A scalar value below 0x110000, or `clusterBit` plus an index.
  public let rawValue: UInt32

  static let clusterBit: UInt32 = 0x8000_0000

  /// The empty cell.
  public static let blank = Glyph(" ")
  /// The second cell of a wide glyph.
  public static let continuation = Glyph(rawValue: 0)

  init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Makes a glyph of a single scalar.
  public init(_ scalar: Unicode.Scalar) { rawValue = scalar.value }
}

/// A glyph and how it is painted.
public struct Cell: Sendable, Hashable {
  /// What is shown.
  public var glyph: Glyph
  /// How it is painted.
  public var style: Style

  /// Makes a cell.
  public init(_ glyph: Glyph = .blank, _ style: Style = Style()) {
    self.glyph = glyph
    self.style = style
  }
}

/// A grid of styled cells that views draw on; it knows nothing of terminals.
///
/// Text is measured in display columns: a wide character takes two cells, a combining one joins the
/// cell before it. Control, bidi and zero-width characters can't get into a cell: they are written
/// out as `\x1b` or `\u{202e}`, so no text from a file ever reaches the terminal as a command.
public struct Canvas: Sendable {
  /// Columns and rows.
  public let size: CellSize
  /// `[rows, columns]`, row-major.
  public private(set) var cells: [Cell]
  /// Clusters of several scalars, by index.
  private var clusters: [String] = []

  /// Makes a canvas of blanks in one style.
  public init(size: CellSize, style: Style = Style()) {
    self.size = size
    cells = Array(repeating: Cell(.blank, style), count: max(0, size.columns * size.rows))
  }

  /// The uppermost rows alone.
  public func top(_ rows: Int) -> Canvas {
    var part = Canvas(size: CellSize(columns: size.columns, rows: max(0, min(rows, size.rows))))
    part.cells = Array(cells.prefix(part.cells.count))
    part.clusters = clusters
    return part
  }

  /// The cell at a place.
  public subscript(column column: Int, row row: Int) -> Cell {
    get { cells[row * size.columns + column] }
    set { cells[row * size.columns + column] = newValue }
  }

  /// The text of a cell: empty for the second half of a wide glyph.
  public func text(column: Int, row: Int) -> String {
    text(of: self[column: column, row: row].glyph)
  }

  /// The text that a glyph of this canvas stands for.
  public func text(of glyph: Glyph) -> String {
    if glyph == .continuation { return "" }
    if glyph.rawValue & Glyph.clusterBit != 0 {
      return clusters[Int(glyph.rawValue & ~Glyph.clusterBit)]
    }
    return Unicode.Scalar(glyph.rawValue).map { String(Character($0)) } ?? " "
  }

  /// Fills a rectangle with blanks in one style.
  public mutating func fill(_ rect: CellRect, _ style: Style) {
    let area = rect.intersection(CellRect(size))
    for row in area.row..<max(area.row, area.endRow) {
      for column in area.column..<max(area.column, area.endColumn) {
        put(.blank, column: column, row: row, style)
      }
    }
  }

  /// Writes text from a place to the right, cut at the edges of `rect` (by default the canvas).
  /// - Returns: The column after the last one written.
  @discardableResult
  public mutating func write(
    _ text: String, at point: CellPoint, _ style: Style, within rect: CellRect? = nil
  ) -> Int {
    write(DisplayText(text), at: point, style, within: rect)
  }

  /// Writes measured text; its escaped parts are painted dim.
  /// - Returns: The column after the last one written.
  @discardableResult
  public mutating func write(
    _ text: DisplayText, at point: CellPoint, _ style: Style, within rect: CellRect? = nil
  ) -> Int {
    let area = (rect ?? CellRect(size)).intersection(CellRect(size))
    var column = point.column
    guard point.row >= area.row, point.row < area.endRow else { return column + text.columns }
    for part in text.parts {
      let partStyle =
        part.isEscape ? Style(.slot(.dim), on: style.background, style.attributes) : style
      if column >= area.column, column + part.columns <= area.endColumn {
        put(glyph(for: part.text), column: column, row: point.row, partStyle)
        if part.columns == 2 {
          put(.continuation, column: column + 1, row: point.row, partStyle)
        }
      }
      column += part.columns
    }
    return column
  }

  /// Changes the styles of a rectangle and leaves the glyphs.
  public mutating func restyle(_ rect: CellRect, _ change: (inout Style) -> Void) {
    let area = rect.intersection(CellRect(size))
    for row in area.row..<max(area.row, area.endRow) {
      for column in area.column..<max(area.column, area.endColumn) {
        change(&cells[row * size.columns + column].style)
      }
    }
  }

  /// Puts a glyph in its cell and blanks the other half of a wide glyph that it cuts.
  private mutating func put(_ glyph: Glyph, column: Int, row: Int, _ style: Style) {
    let index = row * size.columns + column
    if cells[index].glyph == .continuation, glyph != .continuation, column > 0 {
      cells[index - 1].glyph = .blank
    }
    if column + 1 < size.columns, cells[index + 1].glyph == .continuation {
      cells[index + 1].glyph = .blank
    }
    cells[index] = Cell(glyph, style)
  }

  private mutating func glyph(for text: String) -> Glyph {
    if let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1 {
      return Glyph(scalar)
    }
    if let index = clusters.firstIndex(of: text) {
      return Glyph(rawValue: Glyph.clusterBit | UInt32(index))
    }
    clusters.append(text)
    return Glyph(rawValue: Glyph.clusterBit | UInt32(clusters.count - 1))
  }
}

extension Canvas: Equatable {
  /// Whether both show the same text in the same styles.
  public static func == (left: Canvas, right: Canvas) -> Bool {
    guard left.size == right.size else { return false }
    return zip(left.cells, right.cells).allSatisfy { a, b in
      a.style == b.style && left.text(of: a.glyph) == right.text(of: b.glyph)
    }
  }
}
