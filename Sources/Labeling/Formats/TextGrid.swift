/// Praat's TextGrid: tiers of intervals and of points.
///
/// The file says nothing of the recording, which stands beside it. It is read in the long and in
/// the short form and written in the long one. A tier has no overlaps, so what overlaps is written
/// into further tiers; intervals without a text are the gaps between labels.
///
/// - Source: Praat's manual, *TextGrid file formats*.
public struct TextGrid: LabelFormat {
  /// `textgrid`.
  public static let id = "textgrid"
  /// What it is, in a line.
  public static let summary = "Praat's TextGrid, for one recording"
  /// `TextGrid`.
  public static let fileExtension = "TextGrid"
  /// A TextGrid is of one recording.
  public static let isOfOneRecording = true

  /// A text may go on over lines.
  public static let isOfLines = false

  /// Makes a reader and writer.
  public init() {}

  /// Whether the first words are those of a TextGrid.
  public static func recognizes(_ beginning: String) -> Bool {
    beginning.contains("ooTextFile") && beginning.contains("\"TextGrid\"")
  }

  /// Reads the labels tier by tier; they have no path.
  public func read(_ text: String) throws(LabelFormatError) -> [ImportedLabel] {
    var reader = TextGridReader(text)
    return try reader.labels()
  }

  /// Writes the labels tier by tier, in order of time; a label of a whole clip spans the clip.
  public func write(_ rows: [LabelRow]) -> LabelText {
    var losses = LossCount()
    var entries: [TierLayout.Entry] = []
    var end = 0
    let hasSeveral = rows.hasSeveralRecordings
    for row in rows {
      guard let seconds = row.spanOrClip(&losses) else { continue }
      let label = row.annotation.label
      guard !label.allSatisfy(\.isWhitespace) else {
        losses.count("labels without a text")
        continue
      }
      losses.count("which recording a label belongs to", if: hasSeveral)
      losses.countUnsaid(row.annotation, except: [.tier])
      entries.append(
        TierLayout.Entry(
          tier: row.annotation.tier, onset: Self.nanoseconds(seconds.lowerBound),
          offset: Self.nanoseconds(seconds.upperBound), text: label))
      end = max(end, Self.nanoseconds(row.recordingDuration ?? 0), entries.last?.offset ?? 0)
    }
    let layout = TierLayout(entries, &losses)
    // A grid must have a length.
    let text = Self.text(layout.tiers, end: end > 0 ? end : 1_000_000_000)
    return LabelText(text: text, losses: losses.losses)
  }

  private static func nanoseconds(_ seconds: Double) -> Int {
    Int(exactly: (seconds * 1e9).rounded()) ?? 0
  }

  private static func text(_ tiers: [TierLayout.Tier], end: Int) -> String {
    var text = """
      File type = "ooTextFile"
      Object class = "TextGrid"

      xmin = 0
      xmax = \(seconds(end))
      tiers? <exists>
      size = \(tiers.count)
      item []:

      """
    for (place, tier) in tiers.enumerated() {
      text += """
            item [\(place + 1)]:
                class = "\(tier.isOfPoints ? "TextTier" : "IntervalTier")"
                name = \(quoted(tier.name))
                xmin = 0
                xmax = \(seconds(end))

        """
      append(tier, end: end, to: &text)
    }
    return text
  }

  private static func append(_ tier: TierLayout.Tier, end: Int, to text: inout String) {
    if tier.isOfPoints {
      text += "        points: size = \(tier.entries.count)\n"
      for (place, entry) in tier.entries.enumerated() {
        text += "        points [\(place + 1)]:\n"
        text += "            number = \(seconds(entry.onset))\n"
        text += "            mark = \(quoted(entry.text))\n"
      }
      return
    }
    let intervals = filled(tier.entries, end: end)
    text += "        intervals: size = \(intervals.count)\n"
    for (place, entry) in intervals.enumerated() {
      text += "        intervals [\(place + 1)]:\n"
      text += "            xmin = \(seconds(entry.onset))\n"
      text += "            xmax = \(seconds(entry.offset))\n"
      text += "            text = \(quoted(entry.text))\n"
    }
  }

  /// Entries with the gaps between them.
  private static func filled(_ entries: [TierLayout.Entry], end: Int) -> [TierLayout.Entry] {
    var filled: [TierLayout.Entry] = []
    var time = 0
    func fill(to onset: Int) {
      guard time < onset else { return }
      filled.append(TierLayout.Entry(tier: nil, onset: time, offset: onset, text: ""))
    }
    for entry in entries {
      fill(to: entry.onset)
      filled.append(entry)
      time = entry.offset
    }
    fill(to: end)
    return filled
  }

  private static func seconds(_ nanoseconds: Int) -> String {
    Seconds.text(Double(nanoseconds) / 1e9)
  }

  private static func quoted(_ text: String) -> String {
    "\"\(text.replacing("\"", with: "\"\""))\""
  }
}
