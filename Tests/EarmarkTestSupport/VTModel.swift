import CellCanvas

/// A terminal without a picture: keeps what a program's output would show.
public struct VTModel: Sendable {
  /// Columns and rows.
  public private(set) var size: CellSize
  /// `[rows, columns]`, row-major, of the screen in use.
  public internal(set) var cells: [VTCell]
  /// Where the next character goes.
  public internal(set) var cursor = CellPoint(column: 0, row: 0)
  /// Whether the cursor is shown.
  public internal(set) var isCursorVisible = true
  /// Whether the alternate screen is in use.
  public internal(set) var isAlternate = false
  /// The private modes that are set, by number.
  public internal(set) var modes: Set<Int> = []
  /// Redraws that were whole: ends of synchronized output.
  public internal(set) var redrawCount = 0
  /// What the model doesn't know; tests expect it to stay empty.
  public internal(set) var unknown: [String] = []
  /// The strings for the terminal itself, each after the character that begins it: `]52;…`.
  public internal(set) var strings: [String] = []
  /// Everything that was fed.
  public private(set) var bytes: [UInt8] = []

  var pen = VTPen()
  var isWrapPending = false
  /// The rows that scroll.
  var region: Range<Int>
  var saved = (cursor: CellPoint(column: 0, row: 0), pen: VTPen())
  var primary: [VTCell] = []
  var lastText: Unicode.Scalar = " "
  private var parser = VTParser()

  /// Makes an empty screen.
  public init(size: CellSize) {
    self.size = size
    region = 0..<size.rows
    cells = Array(repeating: VTCell(), count: size.columns * size.rows)
  }

  /// Takes output of the program.
  public mutating func feed(_ output: [UInt8]) {
    bytes += output
    for byte in output {
      if let token = parser.push(byte) { perform(token) }
    }
  }

  /// Whether a redraw is under way that a terminal would not show yet.
  public var isSynchronizing: Bool { modes.contains(2026) }

  /// Changes the size as an xterm would: keeps the upper left.
  public mutating func resize(to new: CellSize) {
    var next = Array(repeating: VTCell(), count: new.columns * new.rows)
    for row in 0..<min(new.rows, size.rows) {
      for column in 0..<min(new.columns, size.columns) {
        next[row * new.columns + column] = cells[row * size.columns + column]
      }
    }
    (size, cells, region, primary) = (new, next, 0..<new.rows, [])
    move(column: cursor.column, row: cursor.row)
  }

  /// The cell at a place.
  public subscript(column column: Int, row row: Int) -> VTCell {
    cells[row * size.columns + column]
  }

  /// The text of a row without blanks at its end.
  public func line(_ row: Int) -> String {
    var text = cells[row * size.columns..<(row + 1) * size.columns].map(\.text).joined()
    while text.last == " " { text.removeLast() }
    return text
  }

  /// All rows, each ended by a line break.
  public var text: String { (0..<size.rows).map { line($0) + "\n" }.joined() }

  mutating func move(column: Int, row: Int) {
    cursor.column = max(0, min(size.columns - 1, column))
    cursor.row = max(0, min(size.rows - 1, row))
    isWrapPending = false
  }

  mutating func show(_ scalar: Unicode.Scalar) {
    let columns = scalar.isASCII ? 1 : TextWidth.columns(of: Character(scalar))
    guard columns > 0 else { return join(scalar) }
    lastText = scalar
    if isWrapPending || cursor.column + columns > size.columns {
      move(column: 0, row: cursor.row)
      lineFeed()
    }
    let index = cursor.row * size.columns + cursor.column
    if cells[index].text.isEmpty, cursor.column > 0 { cells[index - 1].text = " " }
    let after = index + columns
    if cursor.column + columns < size.columns, cells[after].text.isEmpty { cells[after].text = " " }
    cells[index] = VTCell(text: String(Character(scalar)), pen: pen)
    if columns == 2 { cells[index + 1] = VTCell(text: "", pen: pen) }
    if cursor.column + columns == size.columns {
      cursor.column = size.columns - 1
      isWrapPending = true
    } else {
      cursor.column += columns
    }
  }

  /// Puts a mark on the character before the cursor.
  private mutating func join(_ scalar: Unicode.Scalar) {
    var index = cursor.row * size.columns + cursor.column - (isWrapPending ? 0 : 1)
    if index > 0, cells[index].text.isEmpty { index -= 1 }
    guard index >= 0 else { return }
    cells[index].text.unicodeScalars.append(scalar)
  }

  mutating func lineFeed() {
    if cursor.row == region.upperBound - 1 {
      scroll(region, by: 1)
    } else {
      move(column: cursor.column, row: cursor.row + 1)
    }
  }

  /// Moves the rows of a range up, or down if `count` is negative.
  mutating func scroll(_ rows: Range<Int>, by count: Int) {
    let old = cells
    for row in rows {
      for column in 0..<size.columns {
        let from = row + count
        cells[row * size.columns + column] =
          rows.contains(from) ? old[from * size.columns + column] : blank
      }
    }
  }

  /// Erases cells in reading order; the background colour stays, as in xterm.
  mutating func erase(_ range: Range<Int>) {
    for index in range { cells[index] = blank }
  }

  private var blank: VTCell {
    var blankPen = VTPen()
    blankPen.background = pen.background
    return VTCell(pen: blankPen)
  }
}
