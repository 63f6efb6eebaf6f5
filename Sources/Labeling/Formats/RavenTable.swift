/// Raven's selection table: a header, and a line of time, frequencies and label for each selection.
///
/// Columns are found by their names. Where several recordings are in a table, times are counted
/// through all of them, as Raven does for a sequence of files, and `File Offset (s)` has those in
/// the file. Where there is no range of frequencies, 0 up to half of the rate is written, if that
/// is known.
///
/// - Source: Raven Pro's manual, *Selection Tables*, and tables in use.
public struct RavenTable: LabelFormat {
  /// `raven`.
  public static let id = "raven"
  /// What it is, in a line.
  public static let summary = "Raven's selection table"
  /// `txt`.
  public static let fileExtension = "txt"

  private typealias Meaning = RavenColumns.Meaning
  private static let places = 9

  /// Makes a reader and writer.
  public init() {}

  /// Whether the first line has Raven's name of the onset.
  public static func recognizes(_ beginning: String) -> Bool {
    guard !BirdNETTable.recognizes(beginning) else { return false }
    return TextLine.lines(beginning).first?.text.lowercased().contains("begin time (s)") ?? false
  }

  /// Writes annotations in the order given; a label of a whole clip spans the clip.
  ///
  /// Tier, note, confidence and annotator have a column only if one is there.
  public func write(_ rows: [LabelRow]) -> LabelText {
    var losses = LossCount()
    var spans: [(row: LabelRow, seconds: ClosedRange<Double>)] = []
    for row in rows {
      if let seconds = row.spanOrClip(&losses) { spans.append((row, seconds)) }
    }
    let starts = Self.starts(spans)
    let columns = Self.columns(spans.map(\.row.annotation))
    var text = columns.map(\.title).joined(separator: "\t") + "\n"
    for (place, span) in spans.enumerated() {
      let start = starts[span.row.path] ?? 0
      let fields = columns.map { meaning in
        meaning == .selection
          ? "\(place + 1)" : Self.value(of: meaning, span.row, span.seconds, start: start)
      }
      losses.count("tabs and line ends", if: fields.contains(where: TabbedText.hasBreak))
      losses.count("names of files that are not UTF-8", if: !span.row.path.isText)
      losses.count("that there is no range of frequencies", if: span.row.annotation.hertz == nil)
      losses.count("the attributes", if: !span.row.annotation.attributes.isEmpty)
      losses.count("how and when a label was given")
      text += fields.map(TabbedText.field).joined(separator: "\t") + "\n"
    }
    return LabelText(text: text, losses: losses.losses)
  }

  private static func columns(_ annotations: [Annotation]) -> [Meaning] {
    var columns: [Meaning] = [
      .selection, .view, .channel, .onset, .offset, .low, .high, .path, .fileOffset, .label,
    ]
    if annotations.contains(where: { $0.tier != nil }) { columns.append(.tier) }
    if annotations.contains(where: { $0.note != nil }) { columns.append(.note) }
    if annotations.contains(where: { $0.confidence != nil }) { columns.append(.confidence) }
    if annotations.contains(where: { !$0.annotator.isEmpty }) { columns.append(.annotator) }
    return columns
  }

  /// When each recording begins, if they are played one after the other.
  private static func starts(
    _ spans: [(row: LabelRow, seconds: ClosedRange<Double>)]
  ) -> [RecordingPath: Double] {
    var order: [RecordingPath] = []
    var lengths: [RecordingPath: Double] = [:]
    for (row, seconds) in spans {
      if lengths[row.path] == nil { order.append(row.path) }
      let length = row.recordingDuration ?? seconds.upperBound
      lengths[row.path] = max(lengths[row.path] ?? 0, length)
    }
    var starts: [RecordingPath: Double] = [:]
    var time = 0.0
    for path in order {
      starts[path] = time
      time += lengths[path] ?? 0
    }
    return starts
  }

  private static func value(
    of meaning: Meaning, _ row: LabelRow, _ seconds: ClosedRange<Double>, start: Double
  ) -> String {
    let annotation = row.annotation
    func hertz() -> ClosedRange<Float>? {
      annotation.hertz ?? (row.sampleRate > 0 ? 0...Float(row.sampleRate / 2) : nil)
    }
    switch meaning {
    case .view: return "Spectrogram 1"
    case .channel: return "1"
    case .onset: return TabbedText.decimals(start + seconds.lowerBound, places: places)
    case .offset: return TabbedText.decimals(start + seconds.upperBound, places: places)
    case .low: return hertz()?.lowerBound.description ?? ""
    case .high: return hertz()?.upperBound.description ?? ""
    case .path: return row.path.text
    case .fileOffset: return TabbedText.decimals(seconds.lowerBound, places: places)
    case .label: return annotation.label
    case .tier: return annotation.tier ?? ""
    case .note: return annotation.note ?? ""
    case .confidence: return annotation.confidence?.description ?? ""
    case .annotator: return annotation.annotator
    case .selection, .file, .endFile: return ""
    }
  }

  /// Reads a table; where a selection has a row for each view, one is kept.
  ///
  /// The label is in the column `Annotation`, `Species` or the like, else in the last one that is
  /// none of Raven's; it may be empty. What other columns say is lost.
  public func read(_ text: String) throws(LabelFormatError) -> [ImportedLabel] {
    let lines = TabbedText.lines(text)
    let columns = try RavenColumns(lines.first?.fields ?? [])
    var labels: [ImportedLabel] = []
    var seen: [String: (place: Int, views: [String])] = [:]
    for line in lines.dropFirst() {
      let row = RavenRow(line, columns)
      let label = try row.label()
      if let selection = row.selection, let view = row[.view] {
        if let kept = seen[selection], !kept.views.contains(view) {
          seen[selection]?.views.append(view)
          if labels[kept.place].hertz == nil { labels[kept.place].hertz = label.hertz }
          continue
        }
        seen[selection] = (labels.count, [view])
      }
      labels.append(label)
    }
    return labels
  }
}
