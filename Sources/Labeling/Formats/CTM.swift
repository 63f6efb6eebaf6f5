/// Time-marked conversation: recording, channel, onset, duration and word on each line.
///
/// Lines are in the order of recordings and onsets, as scoring programs ask for.
///
/// - Source: NIST SCTK, *ctm format*; `;;` begins a comment.
public struct CTM: LabelFormat {
  /// `ctm`.
  public static let id = "ctm"
  /// What it is, in a line.
  public static let summary = "NIST's time-marked words, one line for each label"
  /// `ctm`.
  public static let fileExtension = "ctm"

  private static let none = "<NA>"

  /// Makes a reader and writer.
  public init() {}

  /// Writes annotations in the order of the format; a label of a whole clip spans the clip.
  public func write(_ rows: [LabelRow]) -> LabelText {
    var losses = LossCount()
    var lines: [(name: String, onset: Double, text: String)] = []
    let names = RecordingNames(rows)
    for row in rows {
      guard let seconds = row.spanOrClip(&losses) else { continue }
      let label = row.annotation.label
      let word = RecordingNames.word(label, empty: Self.none)
      losses.count("blanks in labels", if: word != label && !label.isEmpty)
      losses.count("labels that stand for none", if: label == Self.none)
      losses.count("the folders and the extension of a recording")
      losses.countUnsaid(row.annotation, except: [.confidence])
      let (name, onset) = (names[row.path], seconds.lowerBound)
      let duration = Seconds.padded(seconds.upperBound - onset)
      let confidence = row.annotation.confidence.map { " \($0)" } ?? ""
      let text = "\(name) 1 \(Seconds.padded(onset)) \(duration) \(word)\(confidence)\n"
      lines.append((name, onset, text))
    }
    let sorted = lines.enumerated().sorted { one, other in
      (one.element.name, one.element.onset, one.offset)
        < (other.element.name, other.element.onset, other.offset)
    }
    return LabelText(text: sorted.map(\.element.text).joined(), losses: losses.losses)
  }

  /// Reads words; alternatives of which none is certain are lost.
  public func read(_ text: String) throws(LabelFormatError) -> [ImportedLabel] {
    var labels: [ImportedLabel] = []
    for line in TextLine.lines(text) where !line.text.hasPrefix(";;") {
      let fields = line.words()
      for (place, name) in ["channel", "onset", "duration", "word"].enumerated()
      where fields.count < place + 2 {
        throw .missingValue(name, line: line.number)
      }
      // Marks of alternatives have stars for times.
      if fields[2] == "*" || fields[3] == "*" {
        if let last = labels.indices.last {
          labels[last].lost.append("that words are alternatives")
        }
        continue
      }
      let word = fields[4]
      var label = ImportedLabel(
        line: line.number, path: RecordingPath(fields[0]), label: word == Self.none ? "" : word)
      label.seconds = try line.seconds(from: fields[2], length: fields[3])
      label.take(channel: fields[1])
      if fields.count > 5, fields[5] != "NA" { try label.take(confidence: fields[5]) }
      if fields.count > 6 { label.lost.append("the kind and the speaker of a word") }
      labels.append(label)
    }
    return labels
  }
}
