#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads Label Studio's tasks.
struct LabelStudioReader {
  private var labels: [ImportedLabel] = []
  /// What was lost before there was a label to say it of.
  private var lost: [String] = []

  mutating func labels(of text: String) throws(LabelFormatError) -> [ImportedLabel] {
    let root = try JSONReader.value(of: text)
    guard let tasks = root.values ?? (root.isObject ? [root] : nil) else {
      throw .malformed(.notA("list of tasks of Label Studio"), line: root.line)
    }
    for task in tasks {
      guard task.isObject else { throw .notAnObject(line: task.line) }
      try read(task: task)
    }
    if let last = labels.indices.last { labels[last].lost += lost }
    return labels
  }

  private mutating func read(task: JSONNode) throws(LabelFormatError) {
    guard let data = task["data"], let name = data["audio"]?.string ?? Self.firstText(data) else {
      throw .missingValue("audio", line: task.line)
    }
    let path = RecordingPath(Self.path(name))
    // Older versions have completions for annotations.
    for annotation in (task["annotations"] ?? task["completions"])?.values ?? [] {
      if annotation["was_cancelled"]?.text == "true" {
        lost.append("annotations that were skipped")
        continue
      }
      try read(annotation: annotation, of: path)
    }
    for prediction in task["predictions"]?.values ?? [] {
      let first = labels.count
      try read(annotation: prediction, of: path)
      for place in first..<labels.count {
        labels[place].tier = ReservedTier.prediction
        labels[place].annotator = prediction["model_version"]?.text ?? "Label Studio"
        guard labels[place].confidence == nil, let score = prediction["score"]?.number else {
          continue
        }
        labels[place].take(confidence: score)
      }
    }
  }

  private mutating func read(
    annotation: JSONNode, of path: RecordingPath
  ) throws(LabelFormatError) {
    let results = annotation["result"]?.values ?? []
    var notes: [String: [String]] = [:]
    for result in results where result["type"]?.string == "textarea" {
      guard let id = result["id"]?.text else { continue }
      notes[id, default: []] += Self.texts(result["value"]?["text"])
    }
    var noted: Set<String> = []
    for result in results {
      let id = result["id"]?.text ?? ""
      let kind = result["type"]?.string ?? ""
      switch kind {
      case "labels", "choices", "hypertextlabels":
        let note = Self.texts(result["meta"]?["text"]) + (notes[id] ?? [])
        if notes[id] != nil { noted.insert(id) }
        try add(result, kind, path, note: note, annotation)
      case "textarea": break
      default: lost.append("results of the kind '\(kind)'")
      }
    }
    for id in notes.keys where !noted.contains(id) { lost.append("texts that belong to no label") }
  }

  private mutating func add(
    _ result: JSONNode, _ kind: String, _ path: RecordingPath, note: [String],
    _ annotation: JSONNode
  ) throws(LabelFormatError) {
    guard let value = result["value"] else { throw .missingValue("value", line: result.line) }
    guard let names = value[kind]?.values, !names.isEmpty else {
      throw .missingValue(kind, line: result.line)
    }
    for name in names {
      guard let text = name.text else { throw .missingValue(kind, line: name.line) }
      var label = ImportedLabel(line: result.line, path: path, label: text)
      if value["start"] != nil || value["end"] != nil {
        let (start, end) = (try value.time("start"), try value.time("end"))
        guard start <= end else {
          throw .unclearValue(value["end"]?.text ?? "", column: "end", line: value.line)
        }
        label.seconds = start...end
      }
      let control = result["from_name"]?.string ?? ""
      let usual =
        label.seconds == nil ? LabelStudioTasks.clipControl : LabelStudioTasks.regionControl
      label.tier = control.isEmpty || control == usual ? nil : control
      label.note = note.isEmpty ? nil : note.joined(separator: "\n")
      label.annotator = Self.person(annotation["completed_by"])
      label.created = annotation["created_at"]?.string.flatMap(Self.moment)
      if let score = result["score"]?.number { label.take(confidence: score) }
      if let channel = value["channel"]?.number, channel != 0 { label.lost.append("the channel") }
      label.lost += lost
      lost = []
      labels.append(label)
    }
  }

  private static func texts(_ node: JSONNode?) -> [String] {
    guard let node else { return [] }
    return node.values.map { $0.compactMap(\.text) } ?? node.text.map { [$0] } ?? []
  }

  private static func firstText(_ data: JSONNode) -> String? {
    guard data.keys.count == 1 else { return nil }
    return data.keys.first.flatMap { data[$0]?.string }
  }

  private static func person(_ node: JSONNode?) -> String? {
    node.flatMap { $0["email"]?.text ?? $0["username"]?.text ?? $0["id"]?.text ?? $0.text }
  }

  /// A moment with microseconds, as Label Studio writes it.
  private static func moment(_ text: String) -> Date? {
    let seconds = text.prefix(19)
    let fraction = text.dropFirst(20).prefix { $0.isNumber }.prefix(3)
    let thousandths = fraction + String(repeating: "0", count: 3 - fraction.count)
    return Timestamp.date("\(seconds).\(thousandths)Z")
  }

  /// The path in the address of a file that Label Studio serves.
  private static func path(_ address: String) -> String {
    guard let range = address.firstRange(of: "/data/local-files/?d=") else { return address }
    return percentDecoded(String(address[range.upperBound...]))
  }

  private static func percentDecoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      if byte == UInt8(ascii: "%"), rest.count >= 2, let code {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
