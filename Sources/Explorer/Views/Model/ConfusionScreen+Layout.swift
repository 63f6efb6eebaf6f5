import CellCanvas

extension ConfusionScreen {
  /// Where everything lies, for a size and a table.
  struct Layout {
    let matrix: CellRect
    let side: CellRect
    /// Columns of the names of rows, of a cell with its gap, and rows of a cell.
    let nameColumns, cellColumns, cellRows: Int
    /// Rows before the first cell: the names of classes, and a blank where a frame needs one.
    let headRows: Int
    /// Rows that the names of classes take: where one has no room, every other stands lower.
    let classRows: Int
    /// How many rows and columns of the table there is room for.
    let rowCount, columnCount: Int

    /// What the side pane has within its rule; empty without one.
    var sideRoom: CellRect {
      CellRect(
        column: side.column + 2, row: side.row, columns: max(0, side.columns - 3), rows: side.rows)
    }

    /// Columns right of the cells: how much of a row is right.
    private static let recallColumns = 8

    /// Columns of the name of a class at least, where it has so many.
    private static let classColumns = 5

    /// - Parameters:
    ///   - hasSigns: Whether a sign stands before the figure of a cell.
    ///   - showsShares: Whether that figure is a share.
    init(
      _ size: CellSize, _ table: ConfusionTable, hasSigns: Bool = false, showsShares: Bool = false
    ) {
      let sideColumns = size.columns >= 160 ? 52 : size.columns >= 110 ? 40 : 0
      matrix = CellRect(
        column: 0, row: 2, columns: size.columns - sideColumns, rows: size.rows - 4)
      side = CellRect(
        column: size.columns - sideColumns, row: 1, columns: sideColumns, rows: size.rows - 3)
      let widest = Layout.columns(table.labels)
      nameColumns = max(9, min(widest, matrix.columns >= 100 ? 14 : 9))
      // A cell holds a count or a share; where there is room, the name of its class too.
      let most = table.counts.reduce(0) { max($0, $1.max() ?? 0) }
      let widestClass = Layout.columns(table.classes)
      let least = max(
        showsShares ? (hasSigns ? 5 : 4) : max(4, Format.count(most).count + (hasSigns ? 1 : 0)),
        Layout.areWide(table.classes) ? min(Layout.classColumns, widestClass) : 0)
      let wanted = max(5, least, min(9, widestClass))
      let room = matrix.columns - nameColumns - 2 - Layout.recallColumns
      cellColumns = 1 + max(least, min(wanted, room / max(1, table.classes.count) - 1))
      classRows = widestClass < cellColumns ? 1 : 2
      let all = matrix.rows - 1 - classRows
      // Where rows are hidden, a line says which are shown.
      let rows = all < table.labels.count ? all - 1 : all
      cellRows = rows >= 3 * table.labels.count ? 3 : rows >= 2 * table.labels.count ? 2 : 1
      headRows = classRows + (cellRows == 3 && rows > 3 * table.labels.count ? 1 : 0)
      rowCount = max(1, min(table.labels.count, rows / cellRows))
      columnCount = max(1, min(table.classes.count, room / cellColumns))
    }

    /// Whether more than one name in four has no room in the least cell.
    private static func areWide(_ names: [String]) -> Bool {
      4 * names.count { DisplayText($0).columns >= classColumns } > names.count
    }

    private static func columns(_ names: [String]) -> Int {
      names.map { DisplayText($0).columns }.max() ?? 0
    }
  }
}
