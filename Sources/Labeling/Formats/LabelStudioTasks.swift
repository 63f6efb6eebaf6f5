#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Label Studio's tasks: a recording each, with regions and choices.
///
/// Labels are of the control `labels`, those of whole clips of the control `choice`; a tier is a
/// control of its name. What models say are predictions of their versions. A note is the text that belongs to a region.
///
/// - Source: Label Studio, *Task format*, and the templates for audio.
public struct LabelStudioTasks: LabelFormat {
  /// `label-studio`.
  public static let id = "label-studio"
  /// What it is, in a line.
  public static let summary = "Label Studio's tasks"
  /// `json`.
  public static let fileExtension = "json"

  static let regionControl = "labels"
  static let clipControl = "choice"

  /// The tier of a clip as a whole tells a flag.
  public static let keepsFlags = true
  /// It is one value.
  public static let isOfLines = false

  /// Makes a reader and writer.
  public init() {}

  /// Whether the first thing is an array of objects.
  public static func recognizes(_ beginning: String) -> Bool {
    let first = beginning.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "\u{feff}" }
    return String(first.prefix(2).map(Character.init)) == "[{"
  }

  /// Reads the annotations of all tasks.
  public func read(_ text: String) throws(LabelFormatError) -> [ImportedLabel] {
    var reader = LabelStudioReader()
    return try reader.labels(of: text)
  }

  /// Writes a task for each recording, on a line of its own.
  public func write(_ rows: [LabelRow]) -> LabelText {
    var losses = LossCount()
    var order: [RecordingPath] = []
    var results: [RecordingPath: [JSONValue]] = [:]
    var predictions: [RecordingPath: [String: [JSONValue]]] = [:]
    for row in rows {
      guard row.onset != nil || row.annotation.span == nil else {
        losses.count("the times of regions in recordings that were not read yet")
        continue
      }
      let control = row.onset == nil ? Self.clipControl : Self.regionControl
      losses.count("names of files that are not UTF-8", if: !row.path.isText)
      losses.count("a tier with the name of a control", if: row.annotation.tier == control)
      losses.countUnsaid(row.annotation, except: [.tier, .note, .confidence])
      if results[row.path] == nil {
        order.append(row.path)
        results[row.path] = []
      }
      let result = Self.result(row, control)
      if row.annotation.isPrediction {
        predictions[row.path, default: [:]][row.annotation.annotator, default: []].append(result)
      } else {
        results[row.path]?.append(result)
      }
    }
    let tasks = order.map { path in
      JSONValue.object([
        ("data", .object([("audio", .string(path.text))])),
        ("annotations", .array([.object([("result", .array(results[path] ?? []))])])),
        (
          "predictions",
          .array((predictions[path] ?? [:]).sorted { $0.key < $1.key }.map(prediction))
        ),
      ]).compact
    }
    return LabelText(text: "[\n\(tasks.joined(separator: ",\n"))\n]\n", losses: losses.losses)
  }

  private func prediction(_ model: String, _ results: [JSONValue]) -> JSONValue {
    .object([("model_version", .string(model)), ("result", .array(results))])
  }

  /// The control that a tier is; nil for the usual one.
  ///
  /// Further labels of a clip, whose tiers are `+LABEL`, are choices of the same control as the first.
  private static func control(of annotation: Annotation) -> String? {
    annotation.isPrediction ? nil : annotation.wholeTier
  }

  private static func result(_ row: LabelRow, _ control: String) -> JSONValue {
    let annotation = row.annotation
    var members: [(String, JSONValue)] = [
      ("id", .string(annotation.id.uuidString)),
      ("from_name", .string(self.control(of: annotation) ?? control)),
      ("to_name", .string("audio")),
    ]
    let names = JSONValue.array([.string(annotation.label)])
    if let onset = row.onset, let offset = row.offset {
      members.append(("type", .string("labels")))
      if let duration = row.recordingDuration {
        members.append(("original_length", .number(duration)))
      }
      let value: [(String, JSONValue)] = [
        ("start", .number(onset)), ("end", .number(offset)), ("channel", .integer(0)),
        ("labels", names),
      ]
      members.append(("value", .object(value)))
    } else {
      members.append(("type", .string("choices")))
      members.append(("value", .object([("choices", names)])))
    }
    if let note = annotation.note {
      members.append(("meta", .object([("text", .array([.string(note)]))])))
    }
    if let confidence = annotation.confidence {
      members.append(("score", .number(confidence)))
    }
    members.append(("origin", .string("manual")))
    return .object(members)
  }
}
