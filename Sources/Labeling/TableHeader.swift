/// The first line of a table, which names its columns.
struct TableHeader {
  /// The names in order, without blanks around them.
  let names: [String]
  private let places: [String: Int]

  /// Takes the first record; where a name comes twice, the first column has it.
  init(_ record: DelimitedText.Record?) {
    names = (record?.fields ?? []).map { name in
      String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    places = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
  }

  /// The place of a column, nil if there is none of the name.
  func place(of name: String) -> Int? { places[name] }

  /// A field by the name of its column; nil if the column is not there or the line is too short.
  func field(_ name: String, of record: DelimitedText.Record) -> String? {
    guard let place = places[name], place < record.fields.count else { return nil }
    return record.fields[place]
  }

  /// What parts the fields of a table: commas, or tabs if its first line has a tab and no comma.
  static func delimiter(of text: String) -> Character {
    let first = text.utf8.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    let hasTab = first.contains(UInt8(ascii: "\t")) && !first.contains(UInt8(ascii: ","))
    return hasTab ? "\t" : ","
  }
}
