/// The lines of a table that name recordings and say what they are.
struct RecordingLines {
  /// A line.
  struct Line {
    /// Its number in the text, from 1.
    let number: Int
    /// The path as it is written.
    let path: String
    /// What is said about it.
    let attribution: Attribution
    /// What stands in the columns `onset` and `offset`, if anything does.
    let onset, offset: String?
  }

  /// The lines in order.
  let all: [Line]

  /// Reads a table of commas, or of tabs.
  ///
  /// - Parameters:
  ///   - text: The table; its first line names the columns.
  ///   - columns: Which of them say what; nil: those with usual names.
  init(_ text: String, columns: TableColumns?) throws(AttributionTableError) {
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
    var lines: [Line] = []
    for record in table.records {
      func field(_ name: String?) -> String? {
        name.flatMap { table.field($0, of: record) }.flatMap { $0.isEmpty ? nil : $0 }
      }
      guard let path = field(columns.path) else { throw .noPath(line: record.line) }
      lines.append(
        Line(
          number: record.line, path: path,
          attribution: Attribution(
            label: field(columns.label), group: field(columns.group), split: field(columns.split),
            origin: .imported(format: "csv")),
          onset: field("onset"), offset: field("offset")))
    }
    all = lines
  }
}
