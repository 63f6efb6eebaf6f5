/// A table whose first line names its columns.
struct NamedTable {
  /// The lines after the first.
  let records: [DelimitedText.Record]
  /// The names in order, without blanks around them.
  let names: [String]
  private let places: [String: Int]

  /// Reads a table; where a name comes twice, the first column has it.
  init(_ text: String, delimiter: Character) throws(DelimitedTextError) {
    let all = try DelimitedText.records(text, delimiter: delimiter)
    names = (all.first?.fields ?? []).map { name in
      String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    records = Array(all.dropFirst())
    places = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
  }

  /// Reads a table of commas, or of tabs if its first line has a tab and no comma.
  init(guessing text: String) throws(DelimitedTextError) {
    let first = text.unicodeScalars.prefix { $0 != "\n" && $0 != "\r" }
    let hasTab = first.contains("\t") && !first.contains(",")
    try self.init(text, delimiter: hasTab ? "\t" : ",")
  }

  /// The place of a column, nil if there is none of the name.
  func place(of name: String) -> Int? { places[name] }

  /// A field by the name of its column; nil if the column is not there or the line is too short.
  func field(_ name: String, of record: DelimitedText.Record) -> String? {
    guard let place = places[name], place < record.fields.count else { return nil }
    return record.fields[place]
  }
}
