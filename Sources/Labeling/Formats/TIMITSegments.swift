/// TIMIT's `.phn`, `.wrd` and `.txt` files: first sample, sample after the last, and label.
///
/// Positions are samples of the recording, which stands beside the file; where nobody knows its
/// rate, it is 16 kHz, as in TIMIT.
///
/// - Source: *DARPA TIMIT Acoustic-Phonetic Continuous Speech Corpus*, NISTIR 4930, `TESTSET.DOC`.
public struct TIMITSegments: LabelFormat {
  /// `timit`.
  public static let id = "timit"
  /// What it is, in a line.
  public static let summary = "TIMIT's segments in samples, for one recording"
  /// `phn`.
  public static let fileExtension = "phn"
  /// `wrd`.
  public static let otherExtensions = ["wrd"]
  /// A file is of one recording.
  public static let isOfOneRecording = true

  private static let usualRate = 16_000.0

  /// Makes a reader and writer.
  public init() {}

  /// Writes annotations in the order given; a label of a whole clip spans the clip.
  public func write(_ rows: [LabelRow]) -> LabelText {
    var losses = LossCount()
    var text = ""
    let hasSeveral = rows.hasSeveralRecordings
    for row in rows {
      guard let seconds = row.spanOrClip(&losses) else { continue }
      let rate = row.sampleRate > 0 ? row.sampleRate : Self.usualRate
      let times = [seconds.lowerBound, seconds.upperBound].map { time in
        Seconds.sample(ofSeconds: time, sampleRate: rate) ?? 0
      }
      let label = LineText(row.annotation.label, &losses)
      losses.count("the rate of a recording, taken for 16 kHz", if: row.sampleRate <= 0)
      losses.count("which recording a label belongs to", if: hasSeveral)
      losses.countUnsaid(row.annotation)
      text += "\(times[0]) \(times[1]) \(label.text)\n"
    }
    return LabelText(text: text, losses: losses.losses)
  }

  /// Reads segments; they have no path.
  public func read(_ text: String) throws(LabelFormatError) -> [ImportedLabel] {
    var labels: [ImportedLabel] = []
    for line in TextLine.lines(text) {
      let fields = line.words(upTo: 3)
      var positions: [Int] = []
      for (place, name) in ["first sample", "end sample"].enumerated() {
        guard place < fields.count else { throw .missingValue(name, line: line.number) }
        guard let position = Int(fields[place]), position >= positions.last ?? 0 else {
          throw .unclearValue(fields[place], column: name, line: line.number)
        }
        positions.append(position)
      }
      var label = ImportedLabel(
        line: line.number, path: nil, label: fields.count > 2 ? fields[2] : "")
      label.samples = positions[0]..<positions[1]
      label.seconds = label.seconds(sampleRate: Self.usualRate)
      labels.append(label)
    }
    return labels
  }
}
