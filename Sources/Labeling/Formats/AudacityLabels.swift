/// Audacity's label track: onset, offset and text of each label, and its frequencies below it.
///
/// The file says nothing of the recording, which stands beside it. A label without a length is a
/// point. Times are written with six decimals, as Audacity does: enough for the sample of any
/// recording up to 500 kHz.
///
/// - Source: Audacity's manual, *Importing and Exporting Labels*, and what its importer accepts
///   (`LabelTrack.cpp`): one time alone is a point, a comma is a decimal point too, times and
///   frequencies may come in either order, and further lines that begin with a backslash are passed
///   over.
public struct AudacityLabels: LabelFormat {
  /// `audacity`.
  public static let id = "audacity"
  /// What it is, in a line.
  public static let summary = "Audacity's label track, for one recording"
  /// `txt`.
  public static let fileExtension = "txt"
  /// A label track is of one recording.
  public static let isOfOneRecording = true

  /// What stands for a frequency that is not given.
  private static let noFrequency = -1.0
  private static let places = 6

  /// Makes a reader and writer.
  public init() {}

  /// Writes annotations in the order given; a label of a whole clip spans the clip.
  public func write(_ rows: [LabelRow]) -> LabelText {
    var text = ""
    var losses = LossCount()
    let hasSeveral = rows.contains { $0.path != rows.first?.path }
    for row in rows {
      guard let seconds = row.spanOrClip(&losses) else { continue }
      losses.count("which recording a label belongs to", if: hasSeveral)
      let times = [seconds.lowerBound, seconds.upperBound].map(Self.decimals)
      let label = TabbedText.field(row.annotation.label)
      losses.count("tabs and line ends", if: label != row.annotation.label)
      text += times.joined(separator: "\t") + "\t" + label + "\n"
      if let hertz = row.annotation.hertz {
        let limits = [hertz.lowerBound, hertz.upperBound].map { Self.decimals(Double($0)) }
        text += "\\\t" + limits.joined(separator: "\t") + "\n"
      }
      losses.count("the tier", if: row.annotation.tier != nil)
      losses.count("the note", if: row.annotation.note != nil)
      losses.count("the confidence", if: row.annotation.confidence != nil)
      losses.count("who gave a label, how and when")
    }
    return LabelText(text: text, losses: losses.losses)
  }

  private static func decimals(_ number: Double) -> String {
    TabbedText.decimals(number, places: places)
  }

  /// Reads a label track; labels have no path.
  public func read(_ text: String) throws(LabelFormatError) -> [ImportedLabel] {
    var labels: [ImportedLabel] = []
    var isLimited = true
    for line in TabbedText.lines(text) {
      guard line.fields[0].hasPrefix("\\"), let last = labels.indices.last else {
        labels.append(try Self.label(line))
        isLimited = false
        continue
      }
      // Only the first such line has a meaning.
      if !isLimited { try Self.limit(&labels[last], line) }
      isLimited = true
    }
    return labels
  }

  private static func label(_ line: TabbedText.Line) throws(LabelFormatError) -> ImportedLabel {
    // Empty fields are none: programs that write tables add tabs.
    let fields = line.fields.filter { !TabbedText.blankless($0).isEmpty }
    let onset = try time(fields[0], "onset", line.number)
    var (offset, rest) = (onset, fields.dropFirst())
    if let second = rest.first, TabbedText.number(second) != nil {
      offset = try time(second, "offset", line.number)
      rest = rest.dropFirst()
    }
    var label = ImportedLabel(
      line: line.number, path: nil, label: rest.joined(separator: " "))
    label.seconds = min(onset, offset)...max(onset, offset)
    return label
  }

  private static func time(
    _ text: String, _ column: String, _ line: Int
  ) throws(LabelFormatError) -> Double {
    guard let time = TabbedText.number(text), time >= 0 else {
      throw .unclearValue(text, column: column, line: line)
    }
    return time
  }

  /// Gives a label the frequencies of the line below it.
  private static func limit(
    _ label: inout ImportedLabel, _ line: TabbedText.Line
  ) throws(LabelFormatError) {
    let fields = line.fields.dropFirst().filter { !TabbedText.blankless($0).isEmpty }
    var limits: [Double] = []
    for (place, column) in ["lowHz", "highHz"].enumerated() {
      guard place < fields.count else { throw .missingValue(column, line: line.number) }
      guard let hertz = TabbedText.number(fields[place]), hertz >= 0 || hertz == noFrequency,
        Float(hertz).isFinite
      else { throw .unclearValue(fields[place], column: column, line: line.number) }
      limits.append(hertz)
    }
    if limits == [noFrequency, noFrequency] { return }
    if limits[1] == noFrequency {
      label.lost.append("a range of frequencies without an upper end")
    } else if limits[0] == noFrequency {
      label.hertz = 0...Float(limits[1])
    } else {
      let (low, high) = (Float(limits[0]), Float(limits[1]))
      label.hertz = min(low, high)...max(low, high)
    }
  }
}

extension LabelRow {
  /// The seconds of the region, or of the clip if there is none; nil while they are not known.
  func spanOrClip(_ losses: inout LossCount) -> ClosedRange<Double>? {
    if let onset, let offset { return onset...offset }
    guard annotation.span == nil else {
      losses.count("the times of regions in recordings that were not read yet")
      return nil
    }
    guard let clipSeconds else {
      losses.count("labels of clips whose length is not known")
      return nil
    }
    losses.count("that a label is of the whole clip")
    return clipSeconds
  }
}
