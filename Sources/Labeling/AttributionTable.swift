/// A table that says what recordings are: a `metadata.csv`, or any other with the columns named.
public struct AttributionTable: Sendable, Hashable {
  /// How many recordings it speaks about.
  public var count: Int { rows.count }
  /// The paths that it gives different classes on different lines; the first line holds.
  public let contradictions: [String]
  private let rows: [String: Attribution]

  /// Reads a table of commas, or of tabs.
  ///
  /// - Parameters:
  ///   - text: The table; its first line names the columns.
  ///   - columns: Which of them say what; nil: those with usual names.
  public init(
    _ text: String, columns: TableColumns? = nil
  ) throws(AttributionTableError) {
    var rows: [String: Attribution] = [:]
    var contradictions: [String] = []
    for line in try RecordingLines(text, columns: columns).all {
      let key = Self.key(line.path)
      if let earlier = rows[key] {
        if earlier.label != line.attribution.label { contradictions.append(line.path) }
      } else {
        rows[key] = line.attribution
      }
    }
    self.rows = rows
    self.contradictions = contradictions
  }

  /// What the table says about a recording; nil if nothing.
  ///
  /// A line speaks about the recordings whose path ends with the line's path, whole folders at a
  /// time; of several lines the one with the longest path holds.
  public func attribution(of path: RecordingPath) -> Attribution? {
    guard path.isText else { return nil }
    var rest = Self.key(path.text)[...]
    while true {
      if let found = rows[String(rest)] { return found }
      guard let slash = rest.firstIndex(of: "/") else { return nil }
      rest = rest[rest.index(after: slash)...]
    }
  }

  private static func key(_ path: String) -> String {
    path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }
}
