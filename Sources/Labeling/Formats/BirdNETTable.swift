/// BirdNET-Analyzer's table of results: onset, offset, species, confidence and file on each line.
///
/// What it says are predictions, no labels. The selection tables that BirdNET writes for Raven are
/// read too.
///
/// - Source: BirdNET-Analyzer, `birdnet_analyzer/analyze/utils.py`, the output type `csv`.
public struct BirdNETTable: LabelFormat {
  /// `birdnet`.
  public static let id = "birdnet"
  /// What it is, in a line.
  public static let summary = "BirdNET's results, one line for each detection"
  /// `csv`.
  public static let fileExtension = "csv"

  /// Its labels are what BirdNET says.
  public static let isOfPredictions = true

  /// The annotator of its predictions.
  private static let model = "BirdNET"
  private static let columns = [
    "Start (s)", "End (s)", "Scientific name", "Common name", "Confidence", "File",
  ]

  /// Makes a reader and writer.
  public init() {}

  /// Whether the first line has the names of the times, or those of its tables for Raven.
  public static func recognizes(_ beginning: String) -> Bool {
    let first = (TextLine.lines(beginning).first?.text ?? "").lowercased()
    if first.contains("begin time (s)") {
      return ["common name", "species code", "confidence"].allSatisfy(first.contains)
    }
    return first.hasPrefix("start (s),end (s)") && first.contains("confidence")
  }

  /// Writes annotations in the order given; a label of a whole clip spans the clip.
  public func write(_ rows: [LabelRow]) -> LabelText {
    var losses = LossCount()
    var text = Self.columns.joined(separator: ",") + "\n"
    for row in rows {
      guard let seconds = row.spanOrClip(&losses) else { continue }
      let annotation = row.annotation
      losses.count("names of files that are not UTF-8", if: !row.path.isText)
      losses.count("that nobody says how sure a label is", if: annotation.confidence == nil)
      if annotation.isPrediction {
        losses.count("the name of the model", if: annotation.annotator != Self.model)
      } else {
        losses.count("that a label is no prediction")
        losses.countUnsaid(annotation, except: [.confidence])
      }
      let fields = [
        Seconds.text(seconds.lowerBound), Seconds.text(seconds.upperBound), "", annotation.label,
        (annotation.confidence ?? 1).description, row.path.text,
      ]
      text += fields.map(DelimitedText.quoted).joined(separator: ",") + "\n"
    }
    return LabelText(text: text, losses: losses.losses)
  }

  /// A label as what BirdNET says.
  private static func prediction(_ label: ImportedLabel) -> ImportedLabel {
    var label = label
    label.tier = ReservedTier.prediction
    label.annotator = model
    return label
  }

  /// Reads a table; the label is the common name, or the scientific one where there is none.
  public func read(_ text: String) throws(LabelFormatError) -> [ImportedLabel] {
    let first = TextLine.lines(String(text.prefix(1000))).first?.text.lowercased() ?? ""
    if first.contains("begin time (s)") {
      return try RavenTable().read(text).map(Self.prediction)
    }
    let table: NamedTable
    do {
      table = try NamedTable(text, delimiter: ",")
    } catch {
      throw .table(error)
    }
    var names: [String: String] = [:]
    for column in Self.columns {
      names[column] = table.names.first { $0.lowercased() == column.lowercased() }
    }
    let needed = [Self.columns[0], Self.columns[1], Self.columns[3]]
    for column in needed where names[column] == nil { throw .missingColumn(column) }
    let others = table.names.filter { !names.values.contains($0) }
    var labels: [ImportedLabel] = []
    for record in table.records {
      func given(_ name: String?) -> String? {
        name.flatMap { table.field($0, of: record) }.flatMap { $0.isEmpty ? nil : $0 }
      }
      let scientific = given(names["Scientific name"])
      let common = given(names["Common name"])
      let values = [
        "label": common ?? scientific, "onset": given(names["Start (s)"]),
        "offset": given(names["End (s)"]), "path": given(names["File"]),
      ]
      let fields = LabelFields(line: record.line) { values[$0] ?? nil }
      var label = try fields.label(hasPath: names["File"] != nil)
      guard label.seconds != nil else { throw .missingValue("Start (s)", line: record.line) }
      if let confidence = given(names["Confidence"]) { try label.take(confidence: confidence) }
      if let scientific, scientific != label.label { label.lost.append("the scientific name") }
      label.lost += others.filter { given($0) != nil }.map { "the column '\($0)'" }
      labels.append(Self.prediction(label))
    }
    return labels
  }
}
