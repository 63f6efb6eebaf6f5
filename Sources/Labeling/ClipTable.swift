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
    let table: NamedTable
    do {
      table = try NamedTable(guessing: text)
    } catch {
      throw .table(error)
    }
    guard let columns = columns ?? TableColumns(usualIn: table.names) else {
      throw .noUsualColumns(table.names)
    }
    let wanted = [columns.path, columns.label, columns.group, columns.split]
    for case let name? in wanted where table.place(of: name) == nil {
      throw .missingColumn(name, table.names)
    }
    var rows: [Row] = []
    for record in table.records {
      func field(_ name: String?) -> String? {
        name.flatMap { table.field($0, of: record) }.flatMap { $0.isEmpty ? nil : $0 }
      }
      guard let path = field(columns.path) else { throw .noPath(line: record.line) }
      rows.append(
        Row(
          line: record.line, path: path,
          attribution: Attribution(
            label: field(columns.label), group: field(columns.group), split: field(columns.split),
            origin: .imported(format: "csv")),
          seconds: try ClipTable.seconds(field("onset"), field("offset"), line: record.line)))
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
