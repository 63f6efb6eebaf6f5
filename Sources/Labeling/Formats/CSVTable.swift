/// Comma-separated values: a header and a line for each annotation.
///
/// Quoting follows RFC 4180; lines end with a line feed. A field that a spreadsheet could take for
/// a formula is quoted and not changed. `attributes` and `pathHex` are last columns, there only if an
/// annotation has some or a path is not UTF-8.
public struct CSVTable: LabelFormat {
  /// `csv`.
  public static let id = "csv"
  /// What it is, in a line.
  public static let summary = "comma-separated values, one line for each annotation"
  /// `csv`.
  public static let fileExtension = "csv"

  /// The columns of a table that is read, by the names that ``write(_:)`` gives them.
  private let chosen: [String: String]

  /// The tier of a clip as a whole tells a flag.
  public static let keepsFlags = true

  /// Makes a reader and writer.
  public init() { chosen = [:] }

  /// Makes a reader of a table whose columns have other names.
  ///
  /// - Parameter columns: Names of the table's columns by those of ``LabelRow/columns``.
  public init(columns: [String: String]) { chosen = columns }

  /// Whether the first line names the columns that `write` names.
  public static func recognizes(_ beginning: String) -> Bool {
    beginning.hasPrefix("path,label,onset,offset")
  }

  /// Writes annotations in the order given.
  public func write(_ rows: [LabelRow]) -> LabelText {
    let hasHex = rows.contains { !$0.path.isText }
    let hasAttributes = rows.contains { !$0.annotation.attributes.isEmpty }
    let more = (hasAttributes ? ["attributes"] : []) + (hasHex ? ["pathHex"] : [])
    var text = (LabelRow.columns + more).joined(separator: ",") + "\n"
    for row in rows {
      var fields = Self.fields(of: row)
      if hasAttributes { fields.append(AttributeText.text(row.annotation.attributes)) }
      if hasHex { fields.append(row.path.isText ? "" : row.path.hex) }
      text.append(fields.map(DelimitedText.quoted).joined(separator: ","))
      text.append("\n")
    }
    return LabelText(text: text, losses: unknownPositions(in: rows))
  }

  /// Reads a table whose columns have the names that `write` gives them, in any order.
  ///
  /// Other names in use, such as `onset_s` and `file_name`, do as well, and tabs instead of commas.
  /// Only `path` and `label` must be there, or `onset`, `offset` and `label` in a table of one
  /// recording; what other columns say is lost.
  public func read(_ text: String) throws(LabelFormatError) -> [ImportedLabel] {
    let table: NamedTable
    do {
      table = try NamedTable(guessing: text)
    } catch {
      throw .table(error)
    }
    let columns = try CSVColumns(table, chosen: chosen)
    var labels: [ImportedLabel] = []
    for record in table.records {
      let fields = LabelFields(line: record.line) { columns.field($0, of: record) }
      var label = try fields.label(hasPath: columns.hasPaths)
      label.lost = columns.lost(of: record)
      labels.append(label)
    }
    return labels
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
    let table: NamedTable
    do { table = try NamedTable(guessing: first) } catch { return nil }
    let known = CSVColumns.known(in: table, chosen: [:])
    var lacks: [String] = []
    if known["path"] == nil, known["onset"] == nil || known["offset"] == nil {
      lacks.append("path")
    }
    if known["label"] == nil { lacks.append("label") }
    return Header(names: table.names, known: known, lacks: lacks)
  }

  private static func fields(of row: LabelRow) -> [String] {
    let annotation = row.annotation
    return [
      row.path.text, annotation.label,
      row.onset.map(Seconds.text) ?? "", row.offset.map(Seconds.text) ?? "",
      annotation.hertz.map { JSONValue.number($0.lowerBound).compact } ?? "",
      annotation.hertz.map { JSONValue.number($0.upperBound).compact } ?? "",
      annotation.tier ?? "", annotation.note ?? "",
      annotation.confidence.map { JSONValue.number($0).compact } ?? "",
      annotation.annotator, annotation.origin.name, Timestamp.text(annotation.created),
    ]
  }
}
