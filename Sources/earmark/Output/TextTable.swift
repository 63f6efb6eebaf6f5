import CellCanvas

/// Rows of text in columns for people; nothing in them reaches the terminal as a command.
struct TextTable {
  private var rows: [[DisplayText]] = []
  private let rightAligned: Set<Int>

  /// Makes a table.
  ///
  /// - Parameter rightAligned: The columns of figures.
  init(rightAligned: Set<Int> = []) { self.rightAligned = rightAligned }

  /// Adds a row.
  mutating func add(_ cells: [String]) { rows.append(cells.map(DisplayText.init)) }

  /// The rows as lines; the last column is not filled up.
  var text: String {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? $0[column].columns : 0 }.max() ?? 0
    }
    return rows.reduce(into: "") { text, row in
      let cells = row.enumerated().map { column, cell in
        rightAligned.contains(column)
          ? cell.paddedLeft(to: widths[column]).text : cell.padded(to: widths[column]).text
      }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
  }
}
