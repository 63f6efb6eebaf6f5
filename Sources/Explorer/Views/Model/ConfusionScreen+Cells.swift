import CellCanvas
import Labeling

extension ConfusionScreen {
  /// Names, cells, recall at the right and precision below.
  func drawCells(
    _ table: ConfusionTable, _ cell: (row: Int, column: Int), on screen: inout Screen,
    _ layout: Layout
  ) {
    let legend = LabelLegend(state.library.labels)
    let rows = visible(layout.rowCount, of: table.labels.count, around: cell.row)
    let columns = visible(layout.columnCount, of: table.classes.count, around: cell.column)
    let left = layout.nameColumns + 2
    let top = layout.matrix.row
    let most = table.worst.first.map { table.counts[$0.row][$0.column] } ?? 1
    for (place, column) in columns.enumerated() {
      let name = table.classes[column]
      let isHere = column == cell.column
      let text = DisplayText(name).cutMiddle(to: layout.cellColumns - 1)
      let style =
        isHere ? Style(.bright, on: .ground, .bold) : Style(.label(legend.color(of: name)))
      screen.canvas.write(
        text,
        at: CellPoint(
          column: left + (place + 1) * layout.cellColumns - 1 - text.columns, row: top), style)
    }
    let recallEnd = left + columns.count * layout.cellColumns + 7
    screen.write("recall", endingAt: recallEnd, row: top, Style(.dim))
    for (line, row) in rows.enumerated() {
      let y = top + 1 + line * layout.cellRows
      drawName(table.labels[row], isHere: row == cell.row, legend, on: &screen, y, layout)
      for (place, column) in columns.enumerated() {
        let rect = CellRect(
          column: left + place * layout.cellColumns, row: y, columns: layout.cellColumns - 1,
          rows: min(2, layout.cellRows))
        drawCell(
          table, (row, column), isHere: (row, column) == cell, most: most, on: &screen, rect)
      }
      if let recall = table.recall(row) {
        screen.write(
          Format.number(recall * 100, decimals: 1), endingAt: recallEnd, row: y, Style(.text))
      }
    }
    let bottom = top + 1 + rows.count * layout.cellRows
    guard bottom < layout.matrix.endRow else { return }
    screen.write("precision", endingAt: layout.nameColumns, row: bottom, Style(.dim))
    for (place, column) in columns.enumerated() {
      guard let precision = table.precision(column) else { continue }
      screen.write(
        Format.number(precision * 100, decimals: precision >= 0.9995 ? 0 : 1),
        endingAt: left + (place + 1) * layout.cellColumns - 1, row: bottom, Style(.text))
    }
    drawRest(table, rows, columns, on: &screen, layout, bottom + 1)
  }

  private func drawRest(
    _ table: ConfusionTable, _ rows: Range<Int>, _ columns: Range<Int>, on screen: inout Screen,
    _ layout: Layout, _ row: Int
  ) {
    let hidden =
      (table.labels.count - rows.count, table.classes.count - columns.count)
    guard hidden.0 + hidden.1 > 0, row < layout.matrix.endRow else { return }
    screen.write(
      "\(hidden.0) more rows, \(hidden.1) more columns: the cursor scrolls",
      at: CellPoint(column: 1, row: row), Style(.dim),
      within: CellRect(column: 0, row: row, columns: layout.matrix.columns - 1, rows: 1))
  }

  private func visible(_ count: Int, of total: Int, around place: Int) -> Range<Int> {
    let first = max(0, min(place - count / 2, total - count))
    return first..<min(total, first + count)
  }

  private func drawName(
    _ name: String, isHere: Bool, _ legend: LabelLegend, on screen: inout Screen, _ row: Int,
    _ layout: Layout
  ) {
    let text = DisplayText(name).cutMiddle(to: layout.nameColumns - 1)
    screen.canvas.write(
      text, at: CellPoint(column: layout.nameColumns - text.columns, row: row),
      isHere
        ? Style(.bright, on: .ground, .bold) : Style(.label(legend.color(of: name))))
    if isHere {
      screen.write("▌", at: CellPoint(column: 0, row: row), Style(.accent))
    }
  }

  private func drawCell(
    _ table: ConfusionTable, _ cell: (row: Int, column: Int), isHere: Bool, most: Int,
    on screen: inout Screen, _ rect: CellRect
  ) {
    let count = table.counts[cell.row][cell.column]
    let isRight = table.isDiagonal(cell.row, cell.column)
    let attributes: TextAttributes = isHere ? [.bold, .reverseInMono] : isRight ? .bold : []
    var style = Style(.slot(.faint))
    if count > 0 {
      let slot: ThemeSlot = isRight ? .good : .bad
      // How bad a cell is shows in three steps that need no colour: plain, bold, a filled ground.
      let step = isRight ? 1 : count * 3 >= most * 2 ? 2 : count * 3 >= most ? 1 : 0
      style =
        step == 2
        ? Style(.slot(.ink), on: .slot(slot), attributes.union([.bold, .reverseInMono]))
        : Style(
          .slot(slot), on: .slot(.ground),
          step == 1 || isHere ? attributes.union(.bold) : attributes)
    }
    if isHere { style = Style(.slot(.ink), on: .slot(.cursor), [.bold, .reverseInMono]) }
    if isHere || style.background != .slot(.ground) { screen.canvas.fill(rect, style) }
    guard count > 0 else {
      screen.write("·", endingAt: rect.endColumn - 1, row: rect.row, style)
      return
    }
    let percent =
      Double(count) / Double(max(1, table.rowTotal(cell.row))) * 100
    let share = Format.number(percent, decimals: percent >= 99.95 ? 0 : 1)
    let first = state.model.matrix.showsShares ? share : Format.count(count)
    screen.write(first, endingAt: rect.endColumn - (first.count > 4 ? 0 : 1), row: rect.row, style)
    guard rect.rows > 1, !state.model.matrix.showsShares else { return }
    var below = style
    if !isHere, below.background == .slot(.ground) { below = Style(.dim) }
    screen.write(share, endingAt: rect.endColumn - 1, row: rect.row + 1, below)
  }
}
