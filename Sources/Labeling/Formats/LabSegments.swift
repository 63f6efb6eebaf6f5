/// Segments in `.lab` files: onset, offset and label on each line.
///
/// Times are seconds; whole numbers beyond a day's seconds are units of 100 ns, as in HTK. A file
/// with such times and scores behind its labels, or with alternatives, is read as HTK does. A line
/// with one time is a point. The file says nothing of the recording, which stands beside it.
///
/// - Source: the chord and segment files of MIREX, as `mir_eval.io` reads them; `#` begins a
///   comment.
public struct LabSegments: LabelFormat {
  /// `lab`.
  public static let id = "lab"
  /// What it is, in a line.
  public static let summary = "onset, offset and label in seconds, for one recording"
  /// `lab`.
  public static let fileExtension = "lab"
  /// A file is of one recording.
  public static let isOfOneRecording = true

  private static let day = 86_400.0

  /// Makes a reader and writer.
  public init() {}

  /// Writes annotations in the order given; a label of a whole clip spans the clip.
  public func write(_ rows: [LabelRow]) -> LabelText {
    var losses = LossCount()
    var text = ""
    let hasSeveral = rows.hasSeveralRecordings
    for row in rows {
      guard let seconds = row.spanOrClip(&losses) else { continue }
      let label = LineText(row.annotation.label, &losses)
      losses.count("which recording a label belongs to", if: hasSeveral)
      losses.countUnsaid(row.annotation)
      let times = [seconds.lowerBound, seconds.upperBound].map(Seconds.padded)
      text += times.joined(separator: "\t") + "\t" + label.text + "\n"
    }
    return LabelText(text: text, losses: losses.losses)
  }

  /// Reads segments; they have no path.
  public func read(_ text: String) throws(LabelFormatError) -> [ImportedLabel] {
    let lines = TextLine.lines(text).filter { !$0.text.hasPrefix("#") }
    if Self.isOfHTK(lines) { return try HTKLabels().read(text) }
    let unit = Self.isInHundredNanoseconds(lines) ? 1e7 : 1
    var labels: [ImportedLabel] = []
    for line in lines {
      var fields = line.words(upTo: 3)
      if fields.count > 1, TabbedText.number(fields[1]) == nil {
        fields = line.words(upTo: 2)
        fields.insert(fields[0], at: 1)
      }
      if fields.count == 1 { fields.append(fields[0]) }
      let seconds = try line.seconds(from: fields[0], to: fields[1])
      var label = ImportedLabel(
        line: line.number, path: nil, label: fields.count > 2 ? fields[2] : "")
      label.seconds = (seconds.lowerBound / unit)...(seconds.upperBound / unit)
      labels.append(label)
    }
    return labels
  }

  /// Whether only HTK writes such lines: scores behind every label, or alternatives.
  private static func isOfHTK(_ lines: [TextLine]) -> Bool {
    let labels = lines.filter { $0.text != HTKLabels.alternative }
    guard isInHundredNanoseconds(labels) else { return false }
    return labels.count < lines.count
      || labels.allSatisfy { line in
        let words = line.words(upTo: 5)
        return words.count > 3 && TabbedText.number(words[3]) != nil
      }
  }

  private static func isInHundredNanoseconds(_ lines: [TextLine]) -> Bool {
    var isLong = false
    for line in lines {
      let times = line.words(upTo: 3).prefix(2)
      guard times.count == 2, let onset = Int(times[0]), let offset = Int(times[1]) else {
        return false
      }
      if Double(max(onset, offset)) > day { isLong = true }
    }
    return isLong
  }
}
