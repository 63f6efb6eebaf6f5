import CellCanvas
import Labeling

extension ConfusionScreen {
  /// The pane at the right: the cell in words, its clips, the worst pairs.
  func drawSide(
    _ table: ConfusionTable, _ cell: (row: Int, column: Int), on screen: inout Screen,
    _ rect: CellRect
  ) {
    for row in rect.row..<rect.endRow {
      screen.write("│", at: CellPoint(column: rect.column, row: row), Style(.rule))
    }
    let legend = LabelLegend(state.library.labels)
    let room = CellRect(
      column: rect.column + 2, row: rect.row, columns: rect.columns - 3, rows: rect.rows)
    var row = room.row
    func line(_ parts: [(String, Style)]) {
      var column = room.column
      for (text, style) in parts {
        column = screen.canvas.write(
          DisplayText(text).cutMiddle(to: max(0, room.endColumn - column)),
          at: CellPoint(column: column, row: row), style, within: room)
      }
      row += 1
    }
    let (label, said) = (table.labels[cell.row], table.classes[cell.column])
    let count = table.counts[cell.row][cell.column]
    let bold = Style(.dim, on: .ground, .bold)
    line([("this cell", bold)])
    line([
      ("label ", Style(.dim)),
      (label, Style(.label(legend.color(of: label)), on: .slot(.ground), .bold)),
      ("  heard as ", Style(.dim)), (said, Style(.model, on: .ground, .bold)),
    ])
    let percent = Double(count) / Double(max(1, table.rowTotal(cell.row))) * 100
    line([
      (
        "\(Format.count(count)) \(count == 1 ? "clip" : "clips") · "
          + "\(Format.number(percent, decimals: 1)) % of \(label)", Style(.text)
      )
    ])
    row += 1
    let worst = table.worst
    let names = max(3, min(12, room.rows - 16))
    for clip in state.clips(label: label, said: said).prefix(names) {
      let score = state.model.matrix.source == .model ? state.model.best(of: clip)?.score : nil
      let figure =
        state.model.card?.isCalibrated == true
        ? score.map { Format.score(Double($0)) } ?? "" : ""
      let name = DisplayText(clip.recording.path.stem)
        .cutMiddle(to: room.columns - figure.count - 1)
      screen.canvas.write(
        name, at: CellPoint(column: room.column, row: row), Style(.text), within: room)
      screen.write(figure, endingAt: room.endColumn, row: row, Style(.dim))
      row += 1
    }
    if count > names { line([("and \(Format.count(count - names)) more", Style(.dim))]) }
    row += 1
    guard !worst.isEmpty, row + 3 < room.endRow else { return }
    line([("worst pairs", bold)])
    for pair in worst.prefix(max(0, min(10, room.endRow - row - 4))) {
      let (from, to) = (table.labels[pair.row], table.classes[pair.column])
      let isHere = pair == cell
      let ground: ThemeSlot = isHere ? .select : .ground
      let attributes: TextAttributes = isHere ? .reverseInMono : []
      let rowRect = CellRect(column: rect.column + 1, row: row, columns: rect.columns - 1, rows: 1)
      screen.canvas.fill(rowRect, Style(.text, on: ground, attributes))
      let width = (room.columns - 10) / 2
      screen.canvas.write(
        DisplayText(from).cutMiddle(to: width), at: CellPoint(column: room.column, row: row),
        Style(.label(legend.color(of: from)), on: .slot(ground), attributes), within: room)
      screen.canvas.write(
        DisplayText("→ " + to).cutMiddle(to: width + 2),
        at: CellPoint(column: room.column + width + 1, row: row),
        Style(.model, on: ground, attributes), within: room)
      screen.write(
        Format.count(table.counts[pair.row][pair.column]), endingAt: room.endColumn, row: row,
        Style(.text, on: ground, attributes))
      row += 1
    }
    row = max(row + 1, room.endRow - 3)
    guard row + 1 < room.endRow else { return }
    line([("Enter opens these clips;", Style(.dim))])
    line([("relabel there, the matrix follows.", Style(.dim))])
  }
}
