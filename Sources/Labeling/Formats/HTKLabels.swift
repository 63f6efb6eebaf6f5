/// HTK's master label file: for each recording its labels, with times in units of 100 ns.
///
/// A label without times is one of the whole clip. A file without the first line of a master label
/// file is the labels of one recording.
///
/// - Source: *The HTK Book*, 6.2 to 6.4.
public struct HTKLabels: LabelFormat {
  /// `htk`.
  public static let id = "htk"
  /// What it is, in a line.
  public static let summary = "HTK's master label file"
  /// `mlf`.
  public static let fileExtension = "mlf"

  private static let head = "#!MLF!#"
  private static let end = "."
  /// What stands between alternatives.
  static let alternative = "///"
  private static let unitsPerSecond = 1e7

  /// Makes a reader and writer.
  public init() {}

  /// Whether the first line is that of a master label file.
  public static func recognizes(_ beginning: String) -> Bool {
    TextLine.lines(beginning).first?.text == head
  }

  /// Writes recording by recording, labels in order of time.
  public func write(_ rows: [LabelRow]) -> LabelText {
    var losses = LossCount()
    let names = RecordingNames(rows)
    var order: [RecordingPath] = []
    var lines: [RecordingPath: [(onset: Double, text: String)]] = [:]
    for row in rows {
      var times: [String] = []
      if let onset = row.onset, let offset = row.offset {
        times = [onset, offset].map { Int(exactly: ($0 * Self.unitsPerSecond).rounded()) ?? 0 }
          .map(\.description)
      } else if row.annotation.span != nil {
        losses.count("the times of regions in recordings that were not read yet")
        continue
      }
      losses.count("the folders and the extension of a recording")
      losses.countUnsaid(row.annotation, except: [.confidence])
      let confidence = row.annotation.confidence.map { [$0.description] } ?? []
      let fields = times + [HTKText.written(row.annotation.label)] + confidence
      if lines[row.path] == nil { order.append(row.path) }
      lines[row.path, default: []].append((row.onset ?? -1, fields.joined(separator: " ")))
    }
    var text = Self.head + "\n"
    for path in order {
      text += HTKText.quoted("*/\(names[path]).lab") + "\n"
      let sorted = (lines[path] ?? []).enumerated().sorted {
        ($0.element.onset, $0.offset) < ($1.element.onset, $1.offset)
      }
      for line in sorted { text += line.element.text + "\n" }
      text += Self.end + "\n"
    }
    return LabelText(text: text, losses: losses.losses)
  }

  /// Reads labels; only the first of several alternatives counts.
  public func read(_ text: String) throws(LabelFormatError) -> [ImportedLabel] {
    var labels: [ImportedLabel] = []
    var lines = TextLine.lines(text)[...]
    let isMaster = lines.first?.text == Self.head
    if isMaster { lines = lines.dropFirst() }
    var path: RecordingPath?
    var isAlternative = false
    for line in lines {
      let fields = try HTKText.words(line)
      if isMaster, path == nil {
        path = Self.recording(fields[0].text)
        isAlternative = false
      } else if line.text == Self.end, isMaster {
        path = nil
      } else if line.text == Self.alternative {
        if !isAlternative, let last = labels.indices.last {
          labels[last].lost.append("alternatives to what is labelled")
        }
        isAlternative = true
      } else if !isAlternative {
        labels.append(try Self.label(fields, path, line))
      }
    }
    return labels
  }

  /// The recording of `"*/name.lab"`.
  private static func recording(_ name: String) -> RecordingPath {
    var name = name[...]
    while name.hasPrefix("*/") { name = name.dropFirst(2) }
    for ending in [".lab", ".rec"] where name.hasSuffix(ending) {
      name = name.dropLast(ending.count)
      break
    }
    return RecordingPath(String(name))
  }

  private static func label(
    _ fields: [HTKText.Word], _ path: RecordingPath?, _ line: TextLine
  ) throws(LabelFormatError) -> ImportedLabel {
    let times = fields.prefix(2).prefix { $0.isTime }
    let rest = fields.dropFirst(times.count)
    guard let name = rest.first else { throw .missingValue("label", line: line.number) }
    var label = ImportedLabel(line: line.number, path: path, label: name.text)
    if let first = times.first, let last = times.last {
      let seconds = try line.seconds(from: first.text, to: last.text)
      label.seconds =
        (seconds.lowerBound / unitsPerSecond)...(seconds.upperBound / unitsPerSecond)
    }
    var others = rest.dropFirst()
    if let score = others.first, TabbedText.number(score.text) != nil {
      try label.take(confidence: score.text)
      others = others.dropFirst()
    }
    if !others.isEmpty { label.lost.append("further levels of a label") }
    return label
  }
}
