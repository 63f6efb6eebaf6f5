import CellCanvas

/// Rectangles that cover some cells of a screen, and no others.
enum PixelCover {
  /// Joins cells that follow each other in a row, and such runs that lie under each other.
  ///
  /// - Parameters:
  ///   - rect: Where cells are looked at.
  ///   - width: Columns of the screen.
  ///   - isWanted: Whether the cell of that index is one of them.
  static func rects(
    in rect: CellRect, width: Int, where isWanted: (Int) -> Bool
  ) -> [CellRect] {
    var closed: [CellRect] = []
    var growing: [CellRect] = []
    for row in rect.row..<max(rect.row, rect.endRow) {
      var next: [CellRect] = []
      for run in runs(row, rect, width, isWanted) {
        var run = run
        if let above = growing.firstIndex(where: {
          $0.column == run.column && $0.columns == run.columns
        }) {
          let upper = growing.remove(at: above)
          run = CellRect(
            column: run.column, row: upper.row, columns: run.columns, rows: upper.rows + 1)
        }
        next.append(run)
      }
      closed += growing
      growing = next
    }
    return (closed + growing).sorted { ($0.row, $0.column) < ($1.row, $1.column) }
  }

  /// Cuts rectangles into pieces of so many cells at most.
  static func tiles(_ rects: [CellRect], columns: Int, rows: Int) -> [CellRect] {
    rects.flatMap { rect in
      stride(from: rect.row, to: rect.endRow, by: max(1, rows)).flatMap { row in
        stride(from: rect.column, to: rect.endColumn, by: max(1, columns)).map { column in
          CellRect(
            column: column, row: row, columns: min(columns, rect.endColumn - column),
            rows: min(rows, rect.endRow - row))
        }
      }
    }
  }

  private static func runs(
    _ row: Int, _ rect: CellRect, _ width: Int, _ isWanted: (Int) -> Bool
  ) -> [CellRect] {
    var runs: [CellRect] = []
    var start: Int?
    for column in rect.column...max(rect.column, rect.endColumn) {
      let isIn = column < rect.endColumn && isWanted(row * width + column)
      if isIn {
        start = start ?? column
      } else if let first = start {
        runs.append(CellRect(column: first, row: row, columns: column - first, rows: 1))
        start = nil
      }
    }
    return runs
  }
}
