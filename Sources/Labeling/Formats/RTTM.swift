/// Rich Transcription Time Marked: who speaks when, ten fields on each line.
///
/// - Source: NIST, *RT-09 Evaluation Plan*, appendix A; variants with nine fields are read too.
public struct RTTM: LabelFormat {
  /// `rttm`.
  public static let id = "rttm"
  /// What it is, in a line.
  public static let summary = "Rich Transcription Time Marked, one line for each label"
  /// `rttm`.
  public static let fileExtension = "rttm"

  private static let none = "<NA>"
  /// Kinds of lines that have a word instead of a speaker.
  private static let wordKinds: Set<String> = ["LEXEME", "NON-LEX", "NON-SPEECH", "FILLER"]
  private static let otherKinds: Set<String> = [
    "SPKR-INFO", "NOSCORE", "NO_RT_METADATA", "SEGMENT", "SU", "A/P", "IP", "EDIT", "CB", "NOTE",
  ]

  /// Makes a reader and writer.
  public init() {}

  /// Whether the first line is one of the kinds.
  public static func recognizes(_ beginning: String) -> Bool {
    let first = TextLine.lines(beginning).first { !$0.text.hasPrefix(";;") }
    guard let words = first?.words(), words.count > 7, let kind = words.first else { return false }
    return kind == "SPEAKER" || wordKinds.contains(kind) || otherKinds.contains(kind)
  }

  /// Writes annotations in the order given; a label of a whole clip spans the clip.
  public func write(_ rows: [LabelRow]) -> LabelText {
    var losses = LossCount()
    var text = ""
    let names = RecordingNames(rows)
    for row in rows {
      guard let seconds = row.spanOrClip(&losses) else { continue }
      let label = row.annotation.label
      let word = RecordingNames.word(label, empty: Self.none)
      losses.count("blanks in labels", if: word != label && !label.isEmpty)
      losses.count("labels that stand for none", if: label == Self.none)
      losses.count("the folders and the extension of a recording")
      losses.countUnsaid(row.annotation, except: [.confidence])
      let duration = Seconds.padded(seconds.upperBound - seconds.lowerBound)
      let confidence = row.annotation.confidence?.description ?? Self.none
      text += "SPEAKER \(names[row.path]) 1 \(Seconds.padded(seconds.lowerBound)) \(duration) "
      text += "\(Self.none) \(Self.none) \(word) \(confidence) \(Self.none)\n"
    }
    return LabelText(text: text, losses: losses.losses)
  }

  /// Reads speakers and words; lines of other kinds are lost.
  public func read(_ text: String) throws(LabelFormatError) -> [ImportedLabel] {
    var labels: [ImportedLabel] = []
    var skipped: [String] = []
    for line in TextLine.lines(text) where !line.text.hasPrefix(";") {
      let fields = line.words()
      let isWord = Self.wordKinds.contains(fields[0])
      guard fields[0] == "SPEAKER" || isWord else {
        guard Self.otherKinds.contains(fields[0]) else {
          throw .unclearValue(fields[0], column: "type", line: line.number)
        }
        skipped.append("lines of the kind '\(fields[0])'")
        continue
      }
      for (place, name) in ["file", "channel", "onset", "duration"].enumerated()
      where fields.count < place + 2 {
        throw .missingValue(name, line: line.number)
      }
      guard fields.count > 7 else { throw .missingValue("name", line: line.number) }
      let name = fields[isWord ? 5 : 7]
      var label = ImportedLabel(
        line: line.number, path: RecordingPath(fields[1]), label: name == Self.none ? "" : name)
      label.seconds = try line.seconds(from: fields[3], length: fields[4])
      label.take(channel: fields[2])
      if fields.count > 8, fields[8] != Self.none { try label.take(confidence: fields[8]) }
      if isWord, fields[7] != Self.none { label.lost.append("the speaker of a word") }
      label.lost += skipped
      skipped = []
      labels.append(label)
    }
    if let last = labels.indices.last { labels[last].lost += skipped }
    return labels
  }
}

extension ImportedLabel {
  /// Takes a channel: all but the first are lost.
  mutating func take(channel: String) {
    if !["0", "1", "A", "<NA>"].contains(channel) { lost.append("the channel") }
  }

  /// Takes a confidence; one that is not from 0 to 1 is lost.
  mutating func take(confidence text: String) throws(LabelFormatError) {
    guard let confidence = TabbedText.number(text) else {
      throw .unclearValue(text, column: "confidence", line: line)
    }
    take(confidence: confidence)
  }

  /// Takes a confidence; one that is not from 0 to 1 is lost.
  mutating func take(confidence: Double) {
    if (0...1).contains(confidence) {
      self.confidence = Float(confidence)
    } else {
      lost.append("a confidence that is not from 0 to 1")
    }
  }
}
