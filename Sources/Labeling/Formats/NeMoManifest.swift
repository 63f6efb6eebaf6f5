/// NVIDIA NeMo's manifest: an object with the path, the duration and the label on each line.
///
/// A region has an `offset` too, in seconds. Everything else is in keys that NeMo passes over.
///
/// - Source: NVIDIA NeMo, *Datasets*, and `process_speech_commands_data.py`, which has `command`
///   for `label`.
public struct NeMoManifest: LabelFormat {
  /// `nemo`.
  public static let id = "nemo"
  /// What it is, in a line.
  public static let summary = "NeMo's manifest, one object for each label"
  /// `json`, though it is JSON Lines.
  public static let fileExtension = "json"
  /// `jsonl`.
  public static let otherExtensions = ["jsonl"]

  private static let labelNames = ["label", "command", "text"]

  /// The tier of a clip as a whole tells a flag.
  public static let keepsFlags = true

  /// Makes a reader and writer.
  public init() {}

  /// Whether the first object has the key of the path.
  public static func recognizes(_ beginning: String) -> Bool {
    let first = TextLine.lines(beginning).first?.text ?? ""
    return first.hasPrefix("{") && first.contains("\"audio_filepath\"")
  }

  /// Writes annotations in the order given.
  public func write(_ rows: [LabelRow]) -> LabelText {
    var text = ""
    var losses = LossCount()
    for row in rows {
      var members: [(String, JSONValue)] = [("audio_filepath", .string(row.path.text))]
      if let onset = row.onset, let offset = row.offset {
        members.append(("offset", .number(onset)))
        members.append(("duration", .number(((offset - onset) * 1e9).rounded() / 1e9)))
      } else if row.annotation.span != nil {
        losses.count("the times of regions in recordings that were not read yet")
      } else if let seconds = row.clipSeconds {
        members.append(("duration", .number(seconds.upperBound - seconds.lowerBound)))
      }
      members.append(("label", .string(row.annotation.label)))
      JSONValue.object(members + AnnotationKeys.members(of: row)).append(to: &text)
      text += "\n"
    }
    return LabelText(text: text, losses: losses.losses)
  }

  /// Reads objects; what other keys say is lost.
  public func read(_ text: String) throws(LabelFormatError) -> [ImportedLabel] {
    var labels: [ImportedLabel] = []
    for object in try JSONReader.lines(of: text) {
      let labelName = Self.labelNames.first { object[$0]?.text?.isEmpty == false }
      var label = try LabelFields(line: object.line) { name in
        switch name {
        case "path": object["audio_filepath"]?.string
        case "label": labelName.flatMap { object[$0]?.text }
        case "onset", "offset": nil
        default: object[name]?.text
        }
      }.label()
      if object["offset"] != nil { label.seconds = try Self.seconds(object) }
      let known = Set(
        ["audio_filepath", "duration", "offset", labelName] + AnnotationKeys.all)
      label.lost = object.keys.filter { !known.contains($0) && object[$0] != nil }.map {
        "the key '\($0)'"
      }
      labels.append(label)
    }
    return labels
  }

  private static func seconds(_ object: JSONNode) throws(LabelFormatError) -> ClosedRange<Double> {
    Seconds.range(
      from: try object.time("offset"), duration: try object.time("duration"))
  }
}

extension JSONNode {
  /// The seconds of a key.
  ///
  /// - Throws: The value that is missing, negative or no number.
  func time(_ key: String) throws(LabelFormatError) -> Double {
    guard let value = self[key] else { throw .missingValue(key, line: line) }
    guard let time = value.number, time >= 0 else {
      throw .unclearValue(value.text ?? "", column: key, line: value.line)
    }
    return time + 0
  }
}
