#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Lhotse's supervisions: recording, start, duration and text of a label on each line.
///
/// The name of a recording is what Lhotse makes of its file: the name without the extension. What
/// Lhotse has no field for is in `custom`. Cuts with supervisions are read too, also those of which a
/// mixed cut consists; a manifest of recordings has no labels and is refused.
///
/// - Source: Lhotse, *Corpus*, `SupervisionSegment` and `RecordingSet.from_dir`; *Cuts*, `MonoCut`,
///   `MixedCut` and `MixTrack`.
public struct LhotseSupervisions: LabelFormat {
  /// `lhotse`.
  public static let id = "lhotse"
  /// What it is, in a line.
  public static let summary = "Lhotse's supervisions, one object for each label"
  /// `jsonl`.
  public static let fileExtension = "jsonl"

  /// The tier of a clip as a whole tells a flag.
  public static let keepsFlags = true

  /// Makes a reader and writer.
  public init() {}

  /// Whether the first object is a supervision, a cut or a recording of Lhotse.
  public static func recognizes(_ beginning: String) -> Bool {
    let first = TextLine.lines(beginning).first?.text ?? ""
    guard first.hasPrefix("{") else { return false }
    let signs = [
      ["recording_id"], ["supervisions"], ["tracks", "cut"], ["sources", "sampling_rate"],
    ]
    return signs.contains { $0.allSatisfy { first.contains("\"\($0)\"") } }
  }

  /// Writes annotations in the order given; a label of a whole clip spans the clip.
  public func write(_ rows: [LabelRow]) -> LabelText {
    var losses = LossCount()
    var text = ""
    let names = RecordingNames(rows)
    for row in rows {
      var isWhole = LossCount()
      guard let seconds = row.spanOrClip(&isWhole) else {
        losses.count(isWhole.losses.first?.what ?? "")
        continue
      }
      var custom = AnnotationKeys.members(of: row)
      custom.insert(("path", .string(row.path.text)), at: 0)
      if row.isOfWholeClip { custom.append(("whole", .bool(true))) }
      let duration = ((seconds.upperBound - seconds.lowerBound) * 1e9).rounded() / 1e9
      JSONValue.object([
        ("id", .string(row.annotation.id.uuidString)),
        ("recording_id", .string(names[row.path])), ("start", .number(seconds.lowerBound)),
        ("duration", .number(duration)), ("channel", .integer(0)),
        ("text", .string(row.annotation.label)), ("custom", .object(custom)),
      ]).append(to: &text)
      text += "\n"
    }
    return LabelText(text: text, losses: losses.losses)
  }

  /// Reads supervisions; the label is the text, or `label` in `custom`.
  public func read(_ text: String) throws(LabelFormatError) -> [ImportedLabel] {
    var labels: [ImportedLabel] = []
    for object in try JSONReader.lines(of: text) {
      if let tracks = object["tracks"]?.values {
        for cut in tracks.compactMap({ $0["cut"] }) { labels += try Self.labels(ofCut: cut) }
      } else if object["supervisions"] != nil {
        labels += try Self.labels(ofCut: object)
      } else if object["sources"] != nil, object["recording_id"] == nil {
        throw .malformed(
          .notA("supervision but a recording, which has no labels"), line: object.line)
      } else {
        labels.append(try Self.label(object, shift: 0, path: nil))
      }
    }
    return labels
  }

  /// The labels of a cut, whose times count from its start; none of one that is silence.
  private static func labels(ofCut cut: JSONNode) throws(LabelFormatError) -> [ImportedLabel] {
    guard let supervisions = cut["supervisions"]?.values, !supervisions.isEmpty else { return [] }
    let start = try cut.time("start")
    let source = cut["recording"]?["sources"]?.values?.first?["source"]?.string
    var labels: [ImportedLabel] = []
    for supervision in supervisions {
      labels.append(try label(supervision, shift: start, path: source.map { RecordingPath($0) }))
    }
    return labels
  }

  /// - Parameters:
  ///   - shift: The start of the cut that times count from.
  ///   - path: Where the recording lies, if the cut says so.
  private static func label(
    _ object: JSONNode, shift: Double, path: RecordingPath?
  ) throws(LabelFormatError) -> ImportedLabel {
    let custom = object["custom"]
    guard let name = object["recording_id"]?.text else {
      throw .missingValue("recording_id", line: object.line)
    }
    var label = try LabelFields(line: object.line) { key in
      switch key {
      case "path": custom?["path"]?.string ?? path?.text ?? name
      case "label": object["text"]?.text ?? custom?["label"]?.text
      case "onset", "offset": nil
      case "annotator": custom?["annotator"]?.text
      default: custom?[key]?.text
      }
    }.label()
    // A supervision may begin before its cut.
    guard let start = object["start"]?.number, start + shift >= 0 else {
      throw .unclearValue(object["start"]?.text ?? "", column: "start", line: object.line)
    }
    let seconds = Seconds.range(from: start + shift, duration: try object.time("duration"))
    if custom?["whole"]?.text != "true" { label.seconds = seconds }
    let channels = object["channel"]?.values ?? object["channel"].map { [$0] } ?? []
    if channels.contains(where: { $0.number != 0 }) { label.lost.append("the channel") }
    for key in ["speaker", "gender", "language", "alignment"] where object[key] != nil {
      label.lost.append("the key '\(key)'")
    }
    return label
  }
}
