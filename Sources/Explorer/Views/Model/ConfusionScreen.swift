import CellCanvas
import Labeling

/// The confusion matrix: rows are labels, columns what the model says.
struct ConfusionScreen {
  let state: AppState

  /// Where everything lies, for a size and a table.
  struct Layout {
    let matrix: CellRect
    let side: CellRect
    /// Columns of the names of rows, of a cell with its gap, and rows of a cell.
    let nameColumns, cellColumns, cellRows: Int
    /// How many rows and columns of the table there is room for.
    let rowCount, columnCount: Int

    init(_ size: CellSize, _ table: ConfusionTable) {
      let sideColumns = size.columns >= 110 ? 40 : 0
      matrix = CellRect(
        column: 0, row: 2, columns: size.columns - sideColumns, rows: size.rows - 4)
      side = CellRect(
        column: size.columns - sideColumns, row: 1, columns: sideColumns, rows: size.rows - 3)
      let widest = table.labels.map { DisplayText($0).columns }.max() ?? 0
      nameColumns = max(9, min(widest, matrix.columns >= 100 ? 14 : 9))
      cellColumns = 6
      let room = matrix.rows - 2
      cellRows = room >= 3 * table.labels.count ? 3 : room >= 2 * table.labels.count ? 2 : 1
      rowCount = max(1, min(table.labels.count, room / cellRows))
      columnCount = max(
        1, min(table.classes.count, (matrix.columns - nameColumns - 2 - 8) / cellColumns))
    }
  }

  func draw(on screen: inout Screen) {
    let table = state.confusion
    let size = state.size
    let layout = Layout(size, table)
    drawPlace(table, on: &screen, CellRect(column: 0, row: 0, columns: size.columns, rows: 1))
    drawStatus(
      table, on: &screen, CellRect(column: 0, row: size.rows - 2, columns: size.columns, rows: 1))
    guard table.total > 0, let cell = state.matrixCell(in: table) else {
      Explanation(
        sign: "·", .dim, what: "There is nothing to compare yet.",
        rest: ["The model judges labelled clips in the background.", "gb goes back to the list."]
      ).draw(on: &screen, in: layout.matrix)
      return
    }
    drawHeading(on: &screen, layout)
    drawCells(table, cell, on: &screen, layout)
    if layout.side.columns > 0 { drawSide(table, cell, on: &screen, layout.side) }
  }

  private func drawPlace(_ table: ConfusionTable, on screen: inout Screen, _ rect: CellRect) {
    let plain = Style(.text, on: .raised, .reverseInMono)
    let bright = Style(.bright, on: .raised, [.bold, .reverseInMono])
    let dim = Style(.dim, on: .raised, .reverseInMono)
    screen.canvas.fill(rect, plain)
    let parts = state.place.split(separator: "/").map(String.init).joined(separator: " / ")
    let start = screen.canvas.write(
      DisplayText(parts).cutMiddle(to: rect.columns / 4), at: CellPoint(column: 1, row: rect.row),
      bright, within: rect)
    let kind = state.model.matrix.source == .heldOut ? " / confusion held out" : " / confusion"
    var end = screen.write(kind, at: CellPoint(column: start, row: rect.row), plain, within: rect)
    var right = rect.endColumn - 1
    guard table.total > 0 else { return }
    let accuracy = Double(table.agreeing) / Double(table.total)
    var facts: [(String, String)] = [
      ("agree", share(accuracy)), ("macro F1", Format.number(table.macroF1, decimals: 3)),
      ("clips", Format.count(table.total)),
    ]
    if state.model.matrix.source == .model, state.model.card?.isTrainedHere == true {
      let note = "  with the clips it learnt from"
      if end + note.count + 46 < rect.endColumn {
        end = screen.write(note, at: CellPoint(column: end, row: rect.row), dim, within: rect)
      }
    }
    if state.model.isJudging { facts.append(("wait", Format.count(state.model.sweptCount))) }
    for (name, value) in facts {
      let width = name.count + value.count + 1
      guard right - width > end + 2 else { break }
      screen.write(value, endingAt: right, row: rect.row, bright)
      screen.write(name + " ", endingAt: right - value.count, row: rect.row, dim)
      right -= width + 3
    }
  }

  private func share(_ value: Double) -> String {
    Format.number(value * 100, decimals: 1) + " %"
  }

  private func drawStatus(_ table: ConfusionTable, on screen: inout Screen, _ rect: CellRect) {
    var words: [DisplayText] = []
    if let cell = state.matrixCell(in: table) {
      let count = table.counts[cell.row][cell.column]
      words = [
        DisplayText("\(table.labels[cell.row]) → \(table.classes[cell.column])"),
        DisplayText("\(Format.count(count)) \(count == 1 ? "clip" : "clips")"),
      ]
    }
    PlainStatus(state: state, words: words).draw(on: &screen, in: rect)
  }

  private func drawHeading(on screen: inout Screen, _ layout: Layout) {
    let row = 1
    let kind = state.model.matrix.showsShares ? "% of the label" : "counts"
    screen.write("▌", at: CellPoint(column: 0, row: row), Style(.accent))
    let end = screen.write(
      kind, at: CellPoint(column: 1, row: row), Style(.bright, on: .ground, .bold))
    let more = layout.cellRows > 1 && !state.model.matrix.showsShares ? "  and % of the label;" : ""
    screen.write(
      more + "  rows: label, columns: model", at: CellPoint(column: end, row: row), Style(.dim),
      within: CellRect(column: 0, row: row, columns: layout.matrix.columns - 1, rows: 1))
  }
}
