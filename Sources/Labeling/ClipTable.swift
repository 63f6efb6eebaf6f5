/// A table of clips: a line for each, with its path and what is said about it.
///
/// Columns `onset` and `offset`, in seconds, make a clip a part of its recording.
public struct ClipTable: Sendable, Hashable {
  /// A line.
  public struct Row: Sendable, Hashable {
    /// Its number in the text, from 1.
    public let line: Int
    /// The path, relative to the folder of the table, or absolute.
    public let path: String
    /// What is said about it.
    public let attribution: Attribution
    /// The part of the recording; nil for all of it.
    public let seconds: ClosedRange<Double>?
  }

  /// The lines in order.
  public let rows: [Row]

  /// Reads a table of commas, or of tabs.
  ///
  /// - Parameters:
  ///   - text: The table; its first line names the columns.
  ///   - columns: Which of them say what; nil: those with usual names.
  public init(
    _ text: String, columns: TableColumns? = nil
  ) throws(AttributionTableError) {
    var rows: [Row] = []
    for line in try RecordingLines(text, columns: columns).all {
      rows.append(
        Row(
          line: line.number, path: line.path, attribution: line.attribution,
          seconds: try ClipTable.seconds(line.onset, line.offset, line: line.number)))
    }
    self.rows = rows
  }

  private static func seconds(
    _ onset: String?, _ offset: String?, line: Int
  ) throws(AttributionTableError) -> ClosedRange<Double>? {
    guard onset != nil || offset != nil else { return nil }
    guard let first = onset.flatMap(Double.init), let end = offset.flatMap(Double.init),
      first >= 0, first < end, end < 1e9
    else { throw .noTimes(line: line) }
    return first...end
  }
}
