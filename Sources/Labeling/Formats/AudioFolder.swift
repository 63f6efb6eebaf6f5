/// Hugging Face's `metadata.csv`: the file's name in the folder of the table, its label, and more.
///
/// `metadata.jsonl`, the same as an object on each line, is read too. Columns other than
/// `file_name` are free, so everything has one, if there is any of it.
///
/// - Source: Hugging Face *datasets*, *Create an audio dataset*, `AudioFolder`.
public struct AudioFolder: LabelFormat {
  /// `audiofolder`.
  public static let id = "audiofolder"
  /// What it is, in a line.
  public static let summary = "Hugging Face's metadata.csv, one line for each label"
  /// `csv`.
  public static let fileExtension = "csv"

  /// The columns that are there if they are needed, with their names in ``LabelRow/columns``.
  private static let columns = [
    ("start", "onset"), ("end", "offset"), ("low_hz", "lowHz"), ("high_hz", "highHz"),
    ("tier", "tier"), ("note", "note"), ("confidence", "confidence"),
    ("annotator", "annotator"), ("origin", "origin"), ("created", "created"),
    ("attributes", "attributes"),
  ]
  private static let labelNames = ["label", "labels", "class", "category", "transcription", "text"]

  /// The tier of a clip as a whole tells a flag.
  public static let keepsFlags = true

  /// Makes a reader and writer.
  public init() {}

  /// Whether the first line names the column `file_name`, or the first object has it.
  public static func recognizes(_ beginning: String) -> Bool {
    let first = TextLine.lines(beginning).first?.text ?? ""
    if first.hasPrefix("{") { return first.contains("\"file_name\"") }
    return first.split(separator: ",").contains { $0 == "file_name" || $0 == "\"file_name\"" }
  }

  /// Writes annotations in the order given.
  public func write(_ rows: [LabelRow]) -> LabelText {
    var losses = LossCount()
    for loss in unknownPositions(in: rows) {
      for _ in 0..<loss.count { losses.count(loss.what) }
    }
    let fields = rows.map(Self.fields)
    let used = Self.columns.filter { column in fields.contains { $0[column.1] != nil } }
    var text = (["file_name", "label"] + used.map(\.0)).joined(separator: ",") + "\n"
    for (row, values) in zip(rows, fields) {
      losses.count("names of files that are not UTF-8", if: !row.path.isText)
      let line = [row.path.text, row.annotation.label] + used.map { values[$0.1] ?? "" }
      text += line.map(DelimitedText.quoted).joined(separator: ",") + "\n"
    }
    return LabelText(text: text, losses: losses.losses)
  }

  private static func fields(of row: LabelRow) -> [String: String] {
    let annotation = row.annotation
    var fields: [String: String] = [:]
    fields["onset"] = row.onset.map(Seconds.text)
    fields["offset"] = row.offset.map(Seconds.text)
    fields["lowHz"] = annotation.hertz.map { JSONValue.number($0.lowerBound).compact }
    fields["highHz"] = annotation.hertz.map { JSONValue.number($0.upperBound).compact }
    fields["tier"] = annotation.tier
    fields["note"] = annotation.note
    fields["confidence"] = annotation.confidence.map { JSONValue.number($0).compact }
    fields["annotator"] = annotation.annotator.isEmpty ? nil : annotation.annotator
    fields["origin"] = annotation.origin.name
    fields["created"] = Timestamp.text(annotation.created)
    if !annotation.attributes.isEmpty {
      fields["attributes"] = AttributeText.text(annotation.attributes)
    }
    return fields
  }

  /// Reads a table, or objects; where there is no label, the folder gives it.
  ///
  /// What other columns say is lost.
  public func read(_ text: String) throws(LabelFormatError) -> [ImportedLabel] {
    var labels: [ImportedLabel] = []
    if text.utf8.first(where: { $0 > 0x20 && $0 < 0x80 }) == UInt8(ascii: "{") {
      for object in try JSONReader.lines(of: text) {
        labels.append(try Self.label(object.line, names: object.keys) { object[$0]?.text })
      }
      return labels
    }
    let table: NamedTable
    do {
      table = try NamedTable(text, delimiter: ",")
    } catch {
      throw .table(error)
    }
    guard table.place(of: "file_name") != nil else { throw .missingColumn("file_name") }
    for record in table.records {
      labels.append(
        try Self.label(record.line, names: table.names) { table.field($0, of: record) })
    }
    return labels
  }

  private static func label(
    _ line: Int, names: [String], _ text: (String) -> String?
  ) throws(LabelFormatError) -> ImportedLabel {
    func given(_ name: String) -> String? { text(name).flatMap { $0.isEmpty ? nil : $0 } }
    var values: [String: String] = [:]
    values["path"] = given("file_name")
    let labelName = labelNames.first { given($0) != nil }
    values["label"] =
      labelName.flatMap(given)
      ?? values["path"].flatMap { FolderLabel.label(of: RecordingPath($0)) }
    for (name, meaning) in columns { values[meaning] = given(name) ?? given(meaning) }
    var label = try LabelFields(line: line) { values[$0] }.label()
    let known = Set(["file_name", labelName] + columns.flatMap { [$0.0, $0.1] })
    label.lost = names.filter { !known.contains($0) && given($0) != nil }.map {
      "the column '\($0)'"
    }
    return label
  }
}
