/// Comma-separated values: a header and a line for each annotation.
///
/// Quoting follows RFC 4180; lines end with a line feed. A field that a spreadsheet could take for
/// a formula is quoted and not changed. `attributes` and `pathHex` are last columns, there only if an
/// annotation has some or a path is not UTF-8.
public struct CSVTable: LineFormat {
  /// Lines of commas.
  public typealias Lines = CSVLines
  /// `csv`.
  public static let id = "csv"
  /// What it is, in a line.
  public static let summary = "comma-separated values, one line for each annotation"
  /// `csv`.
  public static let fileExtension = "csv"

  /// The columns of a table that is read, by the names that ``write(_:)`` gives them.
  private let chosen: [String: String]
  /// Whether what other columns say becomes attributes.
  private let keepsRest: Bool

  /// The tier of a clip as a whole tells a flag.
  public static let keepsFlags = true

  /// Makes a reader and writer.
  public init() {
    chosen = [:]
    keepsRest = false
  }

  /// Makes a reader of a table whose columns have other names.
  ///
  /// What is in none of the columns becomes attributes.
  ///
  /// - Parameter columns: Names of the table's columns by those of ``LabelRow/columns``.
  public init(columns: [String: String]) {
    chosen = columns
    keepsRest = true
  }

  /// Whether the first line names the columns that `write` names.
  public static func recognizes(_ beginning: String) -> Bool {
    beginning.hasPrefix("path,label,onset,offset")
  }

  /// Writes annotations in the order given.
  public func write(_ rows: [LabelRow]) -> LabelText {
    var lines = CSVLines(
      hasAttributes: rows.contains { !$0.annotation.attributes.isEmpty },
      hasHex: rows.contains { !$0.path.isText })
    var text = lines.header
    for row in rows { lines.append(row, to: &text) }
    return LabelText(text: text, losses: lines.losses)
  }

  /// Reads a table whose columns have the names that `write` gives them, in any order.
  ///
  /// Other names in use, such as `onset_s` and `file_name`, do as well, and tabs instead of commas.
  /// Only `path` and `label` must be there, or `onset`, `offset` and `label` in a table of one
  /// recording; what other columns say is lost.
  public func read(_ text: String) throws(LabelFormatError) -> [ImportedLabel] {
    var labels: [ImportedLabel] = []
    try read(text) { label in labels.append(label) }
    return labels
  }

  /// Reads a table as ``read(_:)`` does, a label at a time.
  ///
  /// So a million of them need not be in memory together.
  public func read(
    _ text: String, _ body: (ImportedLabel) throws(LabelFormatError) -> Void
  ) throws(LabelFormatError) {
    var reader = DelimitedTextReader(text, delimiter: TableHeader.delimiter(of: text))
    let columns = try CSVColumns(TableHeader(try Self.next(&reader)), chosen: chosen)
    while let record = try Self.next(&reader) {
      let fields = LabelFields(line: record.line) { columns.field($0, of: record) }
      var label = try fields.label(hasPath: columns.hasPaths)
      let rest = columns.rest(of: record)
      if keepsRest {
        KeptColumns.add(rest, to: &label)
      } else {
        label.lost = rest.map { "the column '\($0.name)'" }
      }
      if columns.hasMore(record) { label.lost.append("what stands behind the last column") }
      try body(label)
    }
  }

  private static func next(
    _ reader: inout DelimitedTextReader
  ) throws(LabelFormatError) -> DelimitedText.Record? {
    do {
      return try reader.next()
    } catch {
      throw .table(error)
    }
  }

  /// What the first line of a table tells.
  public struct Header: Sendable, Hashable {
    /// The names of the columns in order.
    public let names: [String]
    /// The columns that are recognized, by the names of ``LabelRow/columns``.
    public let known: [String: String]
    /// What must be there and is not recognized: `path`, `label`.
    public let lacks: [String]

    /// Whether several columns are there, and all that must be.
    var isOfLabels: Bool { names.count > 1 && lacks.isEmpty }
  }

  /// Reads the first line of a table; nil if it is none.
  public static func header(of text: String) -> Header? {
    let first = String(text.prefix { !$0.isNewline })
    var reader = DelimitedTextReader(first, delimiter: TableHeader.delimiter(of: first))
    let header: TableHeader
    do { header = TableHeader(try reader.next()) } catch { return nil }
    let known = CSVColumns.known(in: header, chosen: [:])
    var lacks: [String] = []
    if known["path"] == nil, known["onset"] == nil || known["offset"] == nil {
      lacks.append("path")
    }
    if known["label"] == nil { lacks.append("label") }
    return Header(names: header.names, known: known, lacks: lacks)
  }
}
