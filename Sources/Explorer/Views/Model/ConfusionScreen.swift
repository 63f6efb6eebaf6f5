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

  // MARK: Rows at the top and the bottom

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
    let end = screen.write(kind, at: CellPoint(column: start, row: rect.row), plain, within: rect)
    var right = rect.endColumn - 1
    guard table.total > 0 else { return }
    let accuracy = Double(table.agreeing) / Double(table.total)
    var facts: [(String, String)] = [
      ("agree", share(accuracy)), ("macro F1", Format.number(table.macroF1, decimals: 3)),
      ("clips", Format.count(table.total)),
    ]
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

  // MARK: Cells

  private func drawCells(
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

  // MARK: The pane at the right

  private func drawSide(
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
      ("label ", Style(.dim)), (label, Style(.label(legend.color(of: label)), on: .slot(.ground), .bold)),
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
