/// A place on a grid of character cells, counted from the top left.
public struct CellPoint: Sendable, Hashable {
  /// Cells from the left edge.
  public var column: Int
  /// Cells from the top edge.
  public var row: Int

  /// Makes a place from its column and row.
  public init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }
}

/// How many columns and rows of character cells there are.
public struct CellSize: Sendable, Hashable {
  /// Cells from left to right.
  public var columns: Int
  /// Cells from top to bottom.
  public var rows: Int

  /// Makes a size from columns and rows.
  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

/// A rectangle of cells; it may be empty, never negative.
public struct CellRect: Sendable, Hashable {
  /// The leftmost column.
  public var column: Int
  /// The topmost row.
  public var row: Int
  /// How many columns, at least 0.
  public var columns: Int
  /// How many rows, at least 0.
  public var rows: Int

  /// Makes a rectangle; negative extents become 0.
  public init(column: Int, row: Int, columns: Int, rows: Int) {
    self.column = column
    self.row = row
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }

  /// The whole of a grid of that size.
  public init(_ size: CellSize) {
    self.init(column: 0, row: 0, columns: size.columns, rows: size.rows)
  }

  /// One past the rightmost column.
  public var endColumn: Int { column + columns }
  /// One past the lowest row.
  public var endRow: Int { row + rows }
  /// Whether there is no cell in it.
  public var isEmpty: Bool { columns == 0 || rows == 0 }

  /// Whether the cell lies inside.
  public func contains(column c: Int, row r: Int) -> Bool {
    c >= column && c < endColumn && r >= row && r < endRow
  }

  /// The cells that lie in both rectangles.
  public func intersection(_ other: CellRect) -> CellRect {
    let left = max(column, other.column)
    let top = max(row, other.row)
    return CellRect(
      column: left, row: top,
      columns: min(endColumn, other.endColumn) - left, rows: min(endRow, other.endRow) - top)
  }

  /// The rectangle without some columns and rows at its edges.
  public func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> CellRect {
    CellRect(
      column: column + left, row: row + top,
      columns: columns - left - right, rows: rows - top - bottom)
  }
}
