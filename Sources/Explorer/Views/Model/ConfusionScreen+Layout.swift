import CellCanvas

extension ConfusionScreen {
  /// Where everything lies, for a size and a table.
  struct Layout {
    let matrix: CellRect
    let side: CellRect
    /// Columns of the names of rows, of a cell with its gap, and rows of a cell.
    let nameColumns, cellColumns, cellRows: Int
    /// How many rows and columns of the table there is room for.
    let rowCount, columnCount: Int

    /// Columns right of the cells: how much of a row is right.
    private static let recallColumns = 8

    init(_ size: CellSize, _ table: ConfusionTable) {
      let sideColumns = size.columns >= 160 ? 52 : size.columns >= 110 ? 40 : 0
      matrix = CellRect(
        column: 0, row: 2, columns: size.columns - sideColumns, rows: size.rows - 4)
      side = CellRect(
        column: size.columns - sideColumns, row: 1, columns: sideColumns, rows: size.rows - 3)
      let widest = Layout.columns(table.labels)
      nameColumns = max(9, min(widest, matrix.columns >= 100 ? 14 : 9))
      // A cell holds a count or a share; where there is room, the name of its class too.
      let most = table.counts.reduce(0) { max($0, $1.max() ?? 0) }
      let least = max(4, Format.count(most).count)
      let wanted = max(5, least, min(9, Layout.columns(table.classes)))
      let room = matrix.columns - nameColumns - 2 - Layout.recallColumns
      cellColumns = 1 + max(least, min(wanted, room / max(1, table.classes.count) - 1))
      let all = matrix.rows - 2
      // Where rows are hidden, a line says which are shown.
      let rows = all < table.labels.count ? all - 1 : all
      cellRows = rows >= 3 * table.labels.count ? 3 : rows >= 2 * table.labels.count ? 2 : 1
      rowCount = max(1, min(table.labels.count, rows / cellRows))
      columnCount = max(1, min(table.classes.count, room / cellColumns))
    }

    private static func columns(_ names: [String]) -> Int {
      names.map { DisplayText($0).columns }.max() ?? 0
    }
  }
}
