import CellCanvas

/// A box that lies over the dimmed screen, with one blank column around.
struct FloatingBox {
  let title: String
  let note: String
  let columns: Int
  let rows: Int
  /// Whether it lies at the right edge and leaves the screen as it is.
  var isAside = false

  /// Columns of what lies behind that are worth leaving beside it; fewer are parts of words.
  private static let leastRemains = 4

  /// Dims what lies behind, draws the frame, and returns the place inside it.
  func draw(on screen: inout Screen) -> CellRect {
    if !isAside { screen.dim() }
    let box = frame(in: screen.canvas.size)
    let width = box.columns
    let (left, right) = (box.column, screen.canvas.size.columns - box.endColumn)
    screen.clear(
      box.inset(
        left: -(left - 1 < Self.leastRemains ? left : 1),
        right: -(right - 1 < Self.leastRemains ? right : 1)), Style(.text))
    // Where few colors are, a fainter line is that of the text behind.
    let rule = Style(.dim)
    let bar = String(repeating: "─", count: max(0, width - 2))
    let corner = CellPoint(column: box.column, row: box.row)
    screen.write("╭" + bar + "╮", at: corner, rule)
    screen.write("╰" + bar + "╯", at: CellPoint(column: box.column, row: box.endRow - 1), rule)
    for row in (box.row + 1)..<(box.endRow - 1) {
      screen.write("│", at: CellPoint(column: box.column, row: row), rule)
      screen.write("│", at: CellPoint(column: box.endColumn - 1, row: row), rule)
    }
    screen.write(
      " \(title) ", at: CellPoint(column: box.column + 2, row: box.row),
      Style(.bright, on: .ground, .bold))
    if !note.isEmpty, width > title.count + note.count + 10 {
      screen.write(" \(note) ", endingAt: box.endColumn - 2, row: box.row, Style(.dim))
    }
    return inside(screen.canvas.size)
  }

  /// Where its frame lies in a window.
  func frame(in size: CellSize) -> CellRect {
    let width = min(columns + 6, size.columns - 2)
    let height = min(rows + 2, size.rows - 3)
    return CellRect(
      column: isAside ? size.columns - width - 2 : (size.columns - width) / 2,
      row: max(1, (size.rows - 1 - height) / 2), columns: width, rows: height)
  }

  /// The place inside it.
  func inside(_ size: CellSize) -> CellRect {
    frame(in: size).inset(left: 3, top: 1, right: 3, bottom: 1)
  }
}
