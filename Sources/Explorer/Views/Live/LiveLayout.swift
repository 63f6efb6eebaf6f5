import CellCanvas

/// Where everything lies on a screen of live sound.
///
/// What is not drawn belongs to the picture; with less room the rule and the facts leave first, then
/// the second row of label keys, then the numbers of the meter.
struct LiveLayout: Sendable, Equatable {
  let place, heading, axis, picture, ruler, meter, model, legend, rule, facts, counts, status,
    keys: CellRect

  init(size: CellSize, style: LiveStyle, hasModel: Bool = false) {
    let (columns, rows) = (size.columns, size.rows)
    func row(_ row: Int, count: Int = 1) -> CellRect {
      CellRect(column: 1, row: row, columns: columns - 2, rows: count)
    }
    place = CellRect(column: 0, row: 0, columns: columns, rows: 1)
    status = CellRect(column: 0, row: rows - 2, columns: columns, rows: 1)
    keys = CellRect(column: 0, row: rows - 1, columns: columns, rows: 1)
    let isTall = rows >= 30
    counts = row(rows - 3)
    facts = row(rows - 4, count: isTall ? 1 : 0)
    rule = row(rows - 5, count: isTall ? 1 : 0)
    let legendRows = columns < 100 && rows >= 20 ? 2 : 1
    legend = row(counts.row - (isTall ? 2 : 0) - legendRows, count: legendRows)
    model = row(legend.row - (hasModel ? 1 : 0), count: hasModel ? 1 : 0)
    let meterColumns = columns < 70 ? 2 : 8
    let left = style == .waterfall ? 8 : ScreenLayout.axisColumns
    heading = row(1)
    picture = CellRect(
      column: left, row: 2, columns: columns - left - meterColumns - 1,
      rows: model.row - 3)
    axis = CellRect(column: 0, row: 2, columns: left, rows: picture.rows)
    ruler = CellRect(column: 0, row: picture.endRow, columns: picture.endColumn + 1, rows: 1)
    meter = CellRect(
      column: picture.endColumn + 1, row: 2, columns: meterColumns, rows: picture.rows)
  }
}
