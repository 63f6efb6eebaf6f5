import CellCanvas

/// Where the lines of help stand: groups in as many columns as the window has room for.
struct HelpLayout {
  /// A row of a column.
  enum Row: Equatable {
    case heading(String)
    case line(keys: DisplayText, meaning: DisplayText)
    case blank
  }

  /// The rows of each column.
  let columns: [[Row]]
  /// The cells of a column, without what lies between two.
  let width: Int
  /// The cells of its keys.
  let keyWidth: Int

  /// Cells between two columns, and between keys and meaning.
  static let gaps = (column: 3, keys: 2)
  /// The cells of a column that is wide enough for nearly all, and of one that serves.
  private static let widths = (wide: 53, least: 43)
  private static let mostColumns = 3

  /// Lays lines out for a window.
  /// - Parameters:
  ///   - columns: The cells between the edges of the box.
  ///   - first: The group that matters most and stands before the others.
  init(_ lines: [HelpLine], columns: Int, first: Command.Group? = nil) {
    let place = Self.widths.least + Self.gaps.column
    let count = max(1, min(Self.mostColumns, (columns + Self.gaps.column) / place))
    let room = (columns - (count - 1) * Self.gaps.column) / count
    width = min(Self.widths.wide, room)
    // Where a column is as good as wide, the second of two keys is not left out.
    keyWidth = width < Self.widths.wide - 3 ? 13 : 16
    let (keyWidth, meaningWidth) = (keyWidth, width - keyWidth - Self.gaps.keys)
    let order = [first].compactMap(\.self) + Command.Group.allCases.filter { $0 != first }
    let groups: [[Row]] = order.compactMap { group in
      let own = lines.filter { $0.group == group }
      guard !own.isEmpty else { return nil }
      return [.heading(group.rawValue)]
        + own.flatMap { Self.rows(of: $0, keyWidth: keyWidth, meaningWidth: meaningWidth) }
        + [.blank]
    }
    self.columns = Self.spread(groups, over: count)
  }

  /// The rows of the longest column.
  var rowCount: Int { columns.map(\.count).max() ?? 0 }

  /// The cells of all columns.
  var totalWidth: Int { columns.count * (width + Self.gaps.column) - Self.gaps.column }

  /// A line, and what its meaning goes on with; keys that have no room are left out.
  private static func rows(of line: HelpLine, keyWidth: Int, meaningWidth: Int) -> [Row] {
    var keys = DisplayText(line.keys.first ?? "")
    for count in 1...max(1, line.keys.count) {
      let more = DisplayText(line.keys.prefix(count).joined(separator: " "))
      if more.columns <= keyWidth { keys = more }
    }
    let meanings = WrappedText(line.meaning, columns: meaningWidth).lines
    return meanings.enumerated().map { place, meaning in
      .line(
        keys: (place == 0 ? keys : DisplayText("")).cutEnd(to: keyWidth).paddedLeft(to: keyWidth),
        meaning: meaning)
    }
  }

  /// Groups one after the other, such that the longest column is short.
  private static func spread(_ groups: [[Row]], over count: Int) -> [[Row]] {
    let total = groups.reduce(0) { $0 + $1.count }
    var columns: [[Row]] = [[]]
    var placed = 0
    for group in groups {
      let isFull = (placed + group.count / 2) * count > total * columns.count
      if isFull, columns.count < count, columns.last?.isEmpty == false { columns.append([]) }
      columns[columns.count - 1] += group
      placed += group.count
    }
    return columns.map { Array($0.dropLast()) }
  }
}
