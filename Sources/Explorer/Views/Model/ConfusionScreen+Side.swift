import CellCanvas
import Labeling

extension ConfusionScreen {
  /// Columns of the names in the list of worst pairs.
  private static let pairColumns = 12

  /// The pane at the right: the cell in words, its clips, the worst pairs.
  func drawSide(
    _ table: ConfusionTable, _ cell: ConfusionTable.Cell, on screen: inout Screen,
    _ layout: Layout
  ) {
    let rect = layout.side
    for row in rect.row..<rect.endRow {
      screen.write("│", at: CellPoint(column: rect.column, row: row), Style(.rule))
    }
    let room = layout.sideRoom
    var row = drawCellInWords(table, cell, on: &screen, room)
    row = drawClips(table, cell, on: &screen, room, row + 1)
    row = drawWorst(table, cell, on: &screen, room, row + 1)
    guard row + 3 < room.endRow else { return }
    for (line, text) in [
      state.withKeys("{open-cell} lists these clips;"), "relabel there, the matrix follows.",
    ]
    .enumerated() {
      screen.write(
        text, at: CellPoint(column: room.column, row: row + 1 + line), Style(.dim), within: room)
    }
  }

  private func drawCellInWords(
    _ table: ConfusionTable, _ cell: ConfusionTable.Cell, on screen: inout Screen, _ room: CellRect
  ) -> Int {
    let legend = LabelLegend(state.library.labels)
    let (label, said) = (table.labels[cell.row], table.classes[cell.column])
    screen.write(
      "this cell", at: CellPoint(column: room.column, row: room.row),
      Style(.dim, on: .ground, .bold), within: room)
    var column = room.column
    let width = (room.columns - 16) / 2
    let parts: [(String, Style)] = [
      ("label ", Style(.dim)),
      (label, Style(.label(legend.color(of: label)), on: .slot(.ground), .bold)),
      ("  heard as ", Style(.dim)), (said, Style(.model, on: .ground, .bold)),
    ]
    for (text, style) in parts {
      column = screen.canvas.write(
        DisplayText(text).cutMiddle(to: max(11, width)),
        at: CellPoint(column: column, row: room.row + 1), style, within: room)
    }
    let count = table.count(cell)
    let words =
      "\(Format.count(count)) \(count == 1 ? "clip" : "clips") · "
      + "\(Format.number(table.share(cell) * 100, decimals: 1)) % of "
    let end = screen.write(
      words, at: CellPoint(column: room.column, row: room.row + 2), Style(.text), within: room)
    screen.canvas.write(
      DisplayText(label).cutMiddle(to: max(0, room.endColumn - end)),
      at: CellPoint(column: end, row: room.row + 2), Style(.text), within: room)
    return room.row + 3
  }

  private func drawWorst(
    _ table: ConfusionTable, _ cell: ConfusionTable.Cell, on screen: inout Screen,
    _ room: CellRect, _ row: Int
  ) -> Int {
    guard !table.worst.isEmpty, row + 5 < room.endRow else { return row }
    screen.write(
      "worst pairs", at: CellPoint(column: room.column, row: row), Style(.dim, on: .ground, .bold),
      within: room)
    screen.write("clips", endingAt: room.endColumn - 7, row: row, Style(.dim))
    screen.write("%", endingAt: room.endColumn, row: row, Style(.dim))
    let pairs = table.worst.prefix(max(0, min(16, room.endRow - row - 5)))
    let labels = pairs.map { DisplayText(table.labels[$0.row]).columns }.max() ?? 0
    let width = min(ConfusionScreen.pairColumns, labels)
    for (line, pair) in pairs.enumerated() {
      drawPair(
        table, pair, isHere: pair == cell, width: width, on: &screen,
        CellRect(column: room.column, row: row + 1 + line, columns: room.columns, rows: 1))
    }
    return row + 1 + pairs.count
  }

  private func drawPair(
    _ table: ConfusionTable, _ pair: ConfusionTable.Cell, isHere: Bool, width: Int,
    on screen: inout Screen, _ rect: CellRect
  ) {
    let ground: ThemeSlot = isHere ? .select : .ground
    let attributes: TextAttributes = isHere ? .reverseInMono : []
    screen.canvas.fill(
      CellRect(column: rect.column - 1, row: rect.row, columns: rect.columns + 2, rows: 1),
      Style(.text, on: ground, attributes))
    if isHere {
      screen.write(
        "▌", at: CellPoint(column: rect.column - 1, row: rect.row),
        Style(.accent, on: ground, attributes))
    }
    let legend = LabelLegend(state.library.labels)
    let (from, to) = (table.labels[pair.row], table.classes[pair.column])
    screen.canvas.write(
      DisplayText(from).cutMiddle(to: width), at: CellPoint(column: rect.column, row: rect.row),
      Style(.label(legend.color(of: from)), on: .slot(ground), attributes), within: rect)
    let arrow = rect.column + width + 1
    screen.write(
      "→", at: CellPoint(column: arrow, row: rect.row), Style(.dim, on: ground, attributes))
    screen.canvas.write(
      DisplayText(to).cutMiddle(to: max(0, rect.endColumn - 13 - arrow - 2)),
      at: CellPoint(column: arrow + 2, row: rect.row), Style(.model, on: ground, attributes),
      within: rect)
    screen.write(
      Format.count(table.count(pair)), endingAt: rect.endColumn - 7, row: rect.row,
      Style(.text, on: ground, attributes))
    screen.write(
      Format.number(table.share(pair) * 100, decimals: 1), endingAt: rect.endColumn, row: rect.row,
      Style(.dim, on: ground, attributes))
  }
}
