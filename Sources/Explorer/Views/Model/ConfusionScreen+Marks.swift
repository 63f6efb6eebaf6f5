import CellCanvas

extension ConfusionScreen {
  /// The cursor is a frame in the gaps around a cell, or corners where there is no gap above.
  func drawFrame(on screen: inout Screen, _ rect: CellRect, _ layout: Layout) {
    let style = Style(.cursor, on: .ground, .bold)
    let (left, right) = (rect.column - 1, rect.endColumn)
    func write(_ text: String, _ column: Int, _ row: Int) {
      screen.write(text, at: CellPoint(column: column, row: row), style)
    }
    guard rect.rows > 1 else {
      write("[", left, rect.row)
      write("]", right, rect.row)
      return
    }
    guard layout.headRows > layout.classRows else {
      for (row, corners) in [(rect.row, ("┏", "┓")), (rect.endRow - 1, ("┗", "┛"))] {
        write(corners.0, left, row)
        write(corners.1, right, row)
      }
      return
    }
    let line = String(repeating: "━", count: rect.columns)
    write("┏" + line + "┓", left, rect.row - 1)
    write("┗" + line + "┛", left, rect.endRow)
    for row in rect.row..<rect.endRow {
      write("┃", left, row)
      write("┃", right, row)
    }
  }

  /// Marks that more rows or columns follow, where no line says so.
  func drawMore(
    _ table: ConfusionTable, _ rows: Range<Int>, _ columns: Range<Int>, on screen: inout Screen,
    _ layout: Layout
  ) {
    let style = Style(.accent, on: .ground, .bold)
    let left = layout.nameColumns + 2
    let top = layout.matrix.row
    func mark(_ glyph: String, _ column: Int, _ row: Int) {
      screen.write(glyph, at: CellPoint(column: column, row: row), style, within: layout.matrix)
    }
    if columns.lowerBound > 0 { mark("‹", left - 1, top) }
    if columns.upperBound < table.classes.count {
      mark("›", left + columns.count * layout.cellColumns - 1, top)
    }
    let first = top + layout.headRows
    if rows.lowerBound > 0 { mark("▲", layout.nameColumns, first) }
    if rows.upperBound < table.labels.count {
      mark("▼", layout.nameColumns, first + (rows.count - 1) * layout.cellRows)
    }
  }

  /// What the colours say, or the signs that stand for them.
  func drawLegend(on screen: inout Screen, _ layout: Layout, _ row: Int) {
    var column = layout.nameColumns + 2
    func write(_ text: String, _ style: Style) {
      column = screen.write(
        text, at: CellPoint(column: column, row: row), style, within: layout.matrix)
    }
    guard hasSigns else {
      for (steps, words) in [
        ([Step.right], "right"), ([Step.few, .some, .most], "wrong: few, some, most"),
      ] {
        for step in steps { write("   ", step.style) }
        write(" \(words)   ", Style(.dim))
      }
      return
    }
    write("= right   ≠ wrong: ", Style(.dim))
    for (step, words) in [(Step.few, "few"), (.some, "some"), (.most, "most")] {
      write(words, signed(step))
      if step != .most { write(", ", Style(.dim)) }
    }
  }
}
