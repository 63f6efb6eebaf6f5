/// Labels as the cue points of a sound file: first sample, length, label and note.
///
/// They lie in the sound file itself, whose chunks other parts read and write. Between those and
/// labels a point is a line: first sample, length, label and note, with tabs between them.
public struct CueLabels: LabelFormat {
  /// One point.
  public struct Point: Sendable, Hashable {
    /// The first sample.
    public let onset: Int
    /// Samples, 0 for a point in time.
    public let length: Int
    /// The class.
    public let label: String
    /// Free text.
    public let note: String?

    /// Makes a point.
    public init(onset: Int, length: Int, label: String, note: String?) {
      self.onset = onset
      self.length = length
      self.label = label
      self.note = note
    }
  }

  /// `cue`.
  public static let id = "cue"
  /// What it is, in a line.
  public static let summary = "Cue points in copies of the recordings as WAV files"
  /// `wav`.
  public static let fileExtension = "wav"
  /// The points are of the sound that they lie in.
  public static let isOfOneRecording = true
  /// They lie in the sound file.
  public static let isInSound = true

  /// Positions beyond it have no place in the file.
  private static let largest = Int(UInt32.max)

  /// Makes a reader and writer.
  public init() {}

  /// The points of labels of one recording, and what they can't say.
  public static func points(of rows: [LabelRow]) -> (points: [Point], losses: [Loss]) {
    var losses = LossCount()
    var points: [Point] = []
    let hasSeveral = rows.hasSeveralRecordings
    for row in rows {
      guard let seconds = row.spanOrClip(&losses) else { continue }
      guard let point = point(row, seconds) else {
        losses.count("places beyond sample \(largest)")
        continue
      }
      losses.count("which recording a label belongs to", if: hasSeveral)
      let texts = [row.annotation.label, row.annotation.note ?? ""]
      losses.count("tabs and line ends", if: texts.contains(where: TabbedText.hasBreak))
      losses.countUnsaid(row.annotation, except: [.note])
      points.append(point)
    }
    return (points, losses.losses)
  }

  private static func point(_ row: LabelRow, _ seconds: ClosedRange<Double>) -> Point? {
    guard
      let onset = Seconds.sample(ofSeconds: seconds.lowerBound, sampleRate: row.sampleRate),
      let offset = Seconds.sample(ofSeconds: seconds.upperBound, sampleRate: row.sampleRate),
      onset >= 0, offset <= largest
    else { return nil }
    return Point(
      onset: onset, length: offset - onset, label: TabbedText.field(row.annotation.label),
      note: row.annotation.note.map(TabbedText.field))
  }

  /// The labels that points stand for.
  public static func labels(of points: [Point]) -> [ImportedLabel] {
    points.enumerated().map { place, point in
      var label = ImportedLabel(line: place + 1, path: nil, label: point.label)
      label.samples = point.onset..<point.onset + point.length
      // Where the rate is known the samples count.
      label.seconds = 0...0
      label.note = point.note
      return label
    }
  }

  /// Writes annotations in the order given; a label of a whole clip spans the clip.
  public func write(_ rows: [LabelRow]) -> LabelText {
    let (points, losses) = Self.points(of: rows)
    let lines = points.map { point in
      let fields = ["\(point.onset)", "\(point.length)", point.label]
      return (fields + (point.note.map { [$0] } ?? [])).joined(separator: "\t") + "\n"
    }
    return LabelText(text: lines.joined(), losses: losses)
  }

  /// Reads lines of points.
  public func read(_ text: String) throws(LabelFormatError) -> [ImportedLabel] {
    var points: [Point] = []
    for line in TabbedText.lines(text) {
      let onset = try Self.count(line, 0, "first sample")
      let length = try Self.count(line, 1, "length")
      points.append(
        Point(
          onset: onset, length: length, label: line.fields.count > 2 ? line.fields[2] : "",
          note: line.fields.count > 3 ? line.fields[3] : nil))
    }
    return Self.labels(of: points)
  }

  private static func count(
    _ line: TabbedText.Line, _ place: Int, _ column: String
  ) throws(LabelFormatError) -> Int {
    guard line.fields.count > place else { throw .missingValue(column, line: line.number) }
    guard let count = Int(line.fields[place]), (0...largest).contains(count) else {
      throw .unclearValue(line.fields[place], column: column, line: line.number)
    }
    return count
  }
}
