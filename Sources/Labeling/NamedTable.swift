/// A table whose first line names its columns.
struct NamedTable {
  /// The first line.
  let header: TableHeader
  /// The lines after the first.
  let records: [DelimitedText.Record]

  /// Reads a table.
  init(_ text: String, delimiter: Character) throws(DelimitedTextError) {
    let all = try DelimitedText.records(text, delimiter: delimiter)
    header = TableHeader(all.first)
    records = Array(all.dropFirst())
  }

  /// Reads a table of commas, or of tabs if its first line has a tab and no comma.
  init(guessing text: String) throws(DelimitedTextError) {
    try self.init(text, delimiter: TableHeader.delimiter(of: text))
  }

  /// The names of the columns in order, without blanks around them.
  var names: [String] { header.names }

  /// The place of a column, nil if there is none of the name.
  func place(of name: String) -> Int? { header.place(of: name) }

  /// A field by the name of its column; nil if the column is not there or the line is too short.
  func field(_ name: String, of record: DelimitedText.Record) -> String? {
    header.field(name, of: record)
  }
}
