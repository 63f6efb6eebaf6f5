import CellCanvas

/// Captions and values in lines: one to a line, or short ones in pairs where lines are few.
struct FactTable {
  /// A caption and a line of its value.
  struct Cell: Equatable {
    /// Cells from the left edge.
    let column: Int
    let caption: String
    let value: DisplayText
  }

  private let facts: [(caption: String, value: String)]
  private let captionColumns: Int

  /// Makes a table with captions of a width.
  init(_ facts: [(caption: String, value: String)], captionColumns: Int) {
    self.facts = facts
    self.captionColumns = captionColumns
  }

  /// Columns of the widest line, its caption among them.
  var columns: Int {
    captionColumns + (facts.map { DisplayText($0.value).columns }.max() ?? 0)
  }

  /// One fact after the other; values go on in further lines, whole.
  func lines(columns: Int) -> [[Cell]] {
    facts.flatMap { cells(of: $0, columns: columns).map { [$0] } }
  }

  /// Two facts that follow each other share a line where each has room in its half.
  func pairedLines(columns: Int) -> [[Cell]] {
    let half = columns / 2
    var lines: [[Cell]] = []
    var isOpen = false
    for fact in facts {
      let isShort = captionColumns + DisplayText(fact.value).columns < half
      let own = cells(of: fact, columns: columns)
      if isShort, isOpen, let cell = own.first {
        lines[lines.count - 1].append(
          Cell(column: half, caption: cell.caption, value: cell.value))
        isOpen = false
      } else {
        lines += own.map { [$0] }
        isOpen = isShort
      }
    }
    return lines
  }

  private func cells(of fact: (caption: String, value: String), columns: Int) -> [Cell] {
    let room = max(1, columns - captionColumns)
    let value = DisplayText(fact.value)
    // A name without blanks keeps its ends, words flow.
    guard value.columns > room, fact.value.contains(" ") else {
      return [Cell(column: 0, caption: fact.caption, value: value.cutMiddle(to: room))]
    }
    return WrappedText(fact.value, columns: room).lines.enumerated().map { place, line in
      Cell(column: 0, caption: place == 0 ? fact.caption : "", value: line)
    }
  }
}
