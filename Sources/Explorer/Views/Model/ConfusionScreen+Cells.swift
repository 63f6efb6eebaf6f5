import CellCanvas
import Labeling

extension ConfusionScreen {
  /// Names, cells, recall at the right and precision below.
  func drawCells(
    _ table: ConfusionTable, _ cell: ConfusionTable.Cell, on screen: inout Screen,
    _ layout: Layout
  ) {
    let legend = LabelLegend(state.library.labels)
    let rows = visible(layout.rowCount, of: table.labels.count, around: cell.row)
    let columns = visible(layout.columnCount, of: table.classes.count, around: cell.column)
    let left = layout.nameColumns + 2
    let top = layout.matrix.row
    let most = table.worst.first.map(table.count) ?? 1
    for (place, column) in columns.enumerated() {
      drawClass(
        table.classes[column], isHere: column == cell.column, legend, on: &screen,
        endingAt: left + (place + 1) * layout.cellColumns - 1,
        row: top + column % layout.classRows,
        // The mark of columns further left stands before the first.
        room: place == 0 && column > 0
          ? layout.cellColumns - 1 : layout.classRows * layout.cellColumns - 1)
    }
    let recallEnd = left + columns.count * layout.cellColumns + 7
    screen.write("recall", endingAt: recallEnd, row: top, Style(.dim))
    for (line, row) in rows.enumerated() {
      let y = top + layout.headRows + line * layout.cellRows
      drawName(table.labels[row], isHere: row == cell.row, legend, on: &screen, y, layout)
      for (place, column) in columns.enumerated() {
        let rect = CellRect(
          column: left + place * layout.cellColumns, row: y, columns: layout.cellColumns - 1,
          rows: min(2, layout.cellRows))
        let here = ConfusionTable.Cell(row: row, column: column)
        drawCell(table, here, isHere: here == cell, most: most, on: &screen, rect)
        if here == cell { drawFrame(on: &screen, rect, layout) }
      }
      if let recall = table.recall(row) {
        screen.write(share(of: recall), endingAt: recallEnd, row: y, Style(.text))
      }
    }
    drawMore(table, rows, columns, on: &screen, layout)
    let bottom = top + layout.headRows + rows.count * layout.cellRows
    guard bottom < layout.matrix.endRow else { return }
    screen.write("precision", endingAt: layout.nameColumns, row: bottom, Style(.dim))
    for (place, column) in columns.enumerated() {
      guard let precision = table.precision(column) else { continue }
      let end = left + (place + 1) * layout.cellColumns - 1
      screen.write(share(of: precision), endingAt: end, row: bottom, Style(.text))
    }
    drawRest(table, rows, columns, on: &screen, layout, bottom + 1)
  }

  /// The cell of the table under a cell of the screen.
  func cell(at point: CellPoint, in table: ConfusionTable) -> ConfusionTable.Cell? {
    let layout = layout(of: table)
    guard let here = state.matrixCell(in: table) else { return nil }
    let rows = visible(layout.rowCount, of: table.labels.count, around: here.row)
    let columns = visible(layout.columnCount, of: table.classes.count, around: here.column)
    let (across, down) = (
      point.column - layout.nameColumns - 2, point.row - layout.matrix.row - layout.headRows
    )
    guard across >= 0, down >= 0 else { return nil }
    let row = rows.lowerBound + down / layout.cellRows
    let column = columns.lowerBound + across / layout.cellColumns
    guard rows.contains(row), columns.contains(column) else { return nil }
    return ConfusionTable.Cell(row: row, column: column)
  }

  /// A share in at most four characters.
  private func share(of value: Double) -> String {
    Format.number(value * 100, decimals: value >= 0.9995 ? 0 : 1)
  }

  /// Which part of a table is shown that has no room, and what the colours say.
  private func drawRest(
    _ table: ConfusionTable, _ rows: Range<Int>, _ columns: Range<Int>, on screen: inout Screen,
    _ layout: Layout, _ row: Int
  ) {
    var row = row
    let parts = [
      part("rows", rows, of: table.labels.count), part("columns", columns, of: table.classes.count),
    ].compactMap(\.self)
    if !parts.isEmpty, row < layout.matrix.endRow {
      screen.write(
        DisplayText(parts.joined(separator: ", ") + ": the cursor scrolls")
          .cutEnd(to: layout.matrix.columns - 2),
        at: CellPoint(column: 1, row: row), Style(.dim), layout.matrix)
      row += 1
    }
    guard row < layout.matrix.endRow, !table.worst.isEmpty else { return }
    drawLegend(on: &screen, layout, min(row + 1, layout.matrix.endRow - 1))
  }

  private func part(_ name: String, _ shown: Range<Int>, of count: Int) -> String? {
    guard shown.count < count else { return nil }
    return "\(name) \(shown.lowerBound + 1)–\(shown.upperBound) of \(count)"
  }

  private func visible(_ count: Int, of total: Int, around place: Int) -> Range<Int> {
    let first = max(0, min(place - count / 2, total - count))
    return first..<min(total, first + count)
  }

  private func drawClass(
    _ name: String, isHere: Bool, _ legend: LabelLegend, on screen: inout Screen,
    endingAt end: Int, row: Int, room: Int
  ) {
    let text = DisplayText(name).cutMiddle(to: room)
    screen.canvas.write(
      text, at: CellPoint(column: end - text.columns, row: row), nameStyle(name, isHere, legend))
  }

  private func drawName(
    _ name: String, isHere: Bool, _ legend: LabelLegend, on screen: inout Screen, _ row: Int,
    _ layout: Layout
  ) {
    let text = DisplayText(name).cutMiddle(to: layout.nameColumns - 1)
    screen.canvas.write(
      text, at: CellPoint(column: layout.nameColumns - text.columns, row: row),
      nameStyle(name, isHere, legend))
    if isHere { screen.write("▌", at: CellPoint(column: 0, row: row), Style(.accent)) }
  }

  /// A class that is no label of the library has no colour of its own.
  private func nameStyle(_ name: String, _ isHere: Bool, _ legend: LabelLegend) -> Style {
    if isHere { return Style(.bright, on: .ground, .bold) }
    guard state.library.labels.place(of: name) != nil else { return Style(.model) }
    return Style(.label(legend.color(of: name)))
  }

  /// How bad a cell is, in steps.
  enum Step {
    case none, right, few, some, most

    init(_ table: ConfusionTable, _ cell: ConfusionTable.Cell, most: Int) {
      let count = table.count(cell)
      if count == 0 {
        self = .none
      } else if table.isDiagonal(cell) {
        self = .right
      } else {
        self = count * 3 >= most * 2 ? .most : count * 3 >= most ? .some : .few
      }
    }

    var style: Style {
      switch self {
      case .none: Style(.faint)
      case .right: Style(.slot(.bright), on: .tint(.good, percent: 35), .bold)
      case .few: Style(.slot(.bright), on: .tint(.bad, percent: 20))
      case .some: Style(.slot(.bright), on: .tint(.bad, percent: 33), .bold)
      case .most: Style(.slot(.bright), on: .tint(.bad, percent: 45), .bold)
      }
    }
  }

  private func drawCell(
    _ table: ConfusionTable, _ cell: ConfusionTable.Cell, isHere: Bool, most: Int,
    on screen: inout Screen, _ rect: CellRect
  ) {
    let step = Step(table, cell, most: most)
    let style = hasSigns ? signed(step) : step.style
    var below = style
    below.attributes.subtract([.bold, .underline])
    if step != .none { screen.canvas.fill(rect, below) }
    let count = table.count(cell)
    guard count > 0 else {
      screen.write(
        "·", endingAt: rect.endColumn - 1, row: rect.row,
        isHere ? Style(.cursor, on: .ground, .bold) : style)
      return
    }
    let sign = !hasSigns ? "" : step == .right ? "=" : "≠"
    let share = share(of: table.share(cell))
    let showsShares = state.model.matrix.showsShares
    write(sign + (showsShares ? share : Format.count(count)), on: &screen, rect, line: 0, style)
    guard rect.rows > 1, !showsShares else { return }
    write(share, on: &screen, rect, line: 1, below)
  }

  /// With signs, bold and underline tell the steps too: there may be no tints, or too few.
  func signed(_ step: Step) -> Style {
    var style = step.style
    if step == .most { style.attributes.insert(.underline) }
    return style
  }

  /// Writes a figure at the right of a cell, with a blank after it where there is room.
  private func write(
    _ text: String, on screen: inout Screen, _ rect: CellRect, line: Int, _ style: Style
  ) {
    let margin = rect.columns > 4 && text.count < rect.columns ? 1 : 0
    screen.write(text, endingAt: rect.endColumn - margin, row: rect.row + line, style)
  }
}
