/// The truth of a made stream: a label and the milliseconds of its onset on each line.
///
/// The file says nothing of the recording, which stands beside it.
///
/// - Source: TensorFlow's `speech_commands`, `generate_streaming_test_wav.py` and what
///   `accuracy_utils.py` reads: two fields between commas.
public struct StreamingTruth: LabelFormat {
  /// `streaming-truth`.
  public static let id = "streaming-truth"
  /// What it is, in a line.
  public static let summary = "label and onset in milliseconds, for one made stream"
  /// `txt`.
  public static let fileExtension = "txt"
  /// The truth is of one recording.
  public static let isOfOneRecording = true

  /// Makes a reader and writer.
  public init() {}

  /// Whether the first line is a word, a comma and a number.
  public static func recognizes(_ beginning: String) -> Bool {
    guard let line = TextLine.lines(beginning).first, !line.text.contains("\t"),
      let fields = fields(line)
    else { return false }
    return TabbedText.number(fields.label) == nil && Double(fields.time) != nil
  }

  /// Writes onsets in order of time.
  public func write(_ rows: [LabelRow]) -> LabelText {
    var losses = LossCount()
    var lines: [(onset: Double, label: String)] = []
    let hasSeveral = rows.hasSeveralRecordings
    for row in rows {
      guard let seconds = row.spanOrClip(&losses) else { continue }
      let label = LineText(row.annotation.label, &losses).text
      losses.count("commas in labels", if: label.contains(","))
      losses.count("where a label ends", if: seconds.lowerBound < seconds.upperBound)
      losses.count("which recording a label belongs to", if: hasSeveral)
      losses.countUnsaid(row.annotation)
      lines.append((seconds.lowerBound, label.replacing(",", with: " ")))
    }
    let sorted = lines.enumerated().sorted {
      ($0.element.onset, $0.offset) < ($1.element.onset, $1.offset)
    }
    let text = sorted.map { line in
      "\(line.element.label), \(TabbedText.decimals(line.element.onset * 1000, places: 6))\n"
    }
    return LabelText(text: text.joined(), losses: losses.losses)
  }

  /// Reads labels as points; they have no path.
  public func read(_ text: String) throws(LabelFormatError) -> [ImportedLabel] {
    var labels: [ImportedLabel] = []
    for line in TextLine.lines(text) {
      guard let fields = Self.fields(line) else { throw .missingValue("time", line: line.number) }
      guard let milliseconds = Double(fields.time), milliseconds.isFinite, milliseconds >= 0 else {
        throw .unclearValue(fields.time, column: "time", line: line.number)
      }
      let onset = (milliseconds * 1e6).rounded() / 1e9
      var label = ImportedLabel(line: line.number, path: nil, label: fields.label)
      label.seconds = onset...onset
      labels.append(label)
    }
    return labels
  }

  private static func fields(_ line: TextLine) -> (label: String, time: String)? {
    let text = line.text
    guard let comma = text.lastIndex(of: ",") else { return nil }
    return (
      TabbedText.blankless(String(text[..<comma])),
      TabbedText.blankless(String(text[text.index(after: comma)...]))
    )
  }
}
