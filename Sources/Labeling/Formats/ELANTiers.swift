#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// ELAN's annotation file: tiers of annotations in whole milliseconds, as XML.
///
/// A tier has no overlaps, so what overlaps is written into further tiers, and an annotation is at
/// least a millisecond long. The recording is the first media file.
///
/// - Source: Max Planck Institute, *EAF Annotation Format* 3.0, its schema `EAFv3.0.xsd`.
public struct ELANTiers: LabelFormat {
  /// `elan`.
  public static let id = "elan"
  /// What it is, in a line.
  public static let summary = "ELAN's annotation file, for one recording"
  /// `eaf`.
  public static let fileExtension = "eaf"
  /// A file is of one recording.
  public static let isOfOneRecording = true

  /// XML need not have lines.
  public static let isOfLines = false

  /// Makes a reader and writer.
  public init() {}

  /// Whether the first element is that of ELAN.
  public static func recognizes(_ beginning: String) -> Bool {
    beginning.contains("<ANNOTATION_DOCUMENT")
  }

  /// Reads the annotations tier by tier; those that depend on others have their times.
  public func read(_ text: String) throws(LabelFormatError) -> [ImportedLabel] {
    var reader = ELANReader()
    return try reader.labels(of: text)
  }

  /// Writes the labels tier by tier, in order of time; a label of a whole clip spans the clip.
  public func write(_ rows: [LabelRow]) -> LabelText {
    var losses = LossCount()
    var entries: [TierLayout.Entry] = []
    let hasSeveral = rows.hasSeveralRecordings
    var date = Date(timeIntervalSince1970: 0)
    for row in rows {
      guard let seconds = row.spanOrClip(&losses) else { continue }
      let times = [seconds.lowerBound, seconds.upperBound].map { $0 * 1000 }
      var (onset, offset) = (Self.whole(times[0]), Self.whole(times[1]))
      let isRounded = abs(times[0] - Double(onset)) + abs(times[1] - Double(offset)) > 2e-6
      losses.count("that a label is a point", if: times[0] == times[1])
      losses.count(
        "fractions of milliseconds", if: isRounded || onset == offset && times[0] < times[1])
      if onset == offset { offset += 1 }
      let tier = row.annotation.tier.map { XMLText.field($0) }
      let label = XMLText.field(row.annotation.label)
      losses.count(
        "control characters", if: label != row.annotation.label || tier != row.annotation.tier)
      losses.count("which recording a label belongs to", if: hasSeveral)
      losses.count("names of files that are not UTF-8", if: !row.path.isText)
      losses.countUnsaid(row.annotation, except: [.tier])
      entries.append(TierLayout.Entry(tier: tier, onset: onset, offset: offset, text: label))
      date = max(date, row.annotation.created)
    }
    let layout = TierLayout(entries, &losses)
    let path = hasSeveral ? nil : rows.first?.path.text
    return LabelText(
      text: Self.text(layout.tiers, path: path, date: date), losses: losses.losses)
  }

  private static func whole(_ milliseconds: Double) -> Int {
    Int(exactly: milliseconds.rounded()) ?? 0
  }

  private static func text(_ tiers: [TierLayout.Tier], path: String?, date: Date) -> String {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <ANNOTATION_DOCUMENT AUTHOR="" DATE="\(Timestamp.text(date))" FORMAT="3.0" VERSION="3.0" \
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
      xsi:noNamespaceSchemaLocation="http://www.mpi.nl/tools/elan/EAFv3.0.xsd">
        <HEADER MEDIA_FILE="" TIME_UNITS="milliseconds">

      """
    if let path {
      let url = XMLText.escaped(path.hasPrefix("/") ? "file://" + path : "./" + path)
      let kind = path.lowercased().hasSuffix(".wav") ? "audio/x-wav" : "unknown"
      text += "    <MEDIA_DESCRIPTOR MEDIA_URL=\"\(url)\" MIME_TYPE=\"\(kind)\""
      text += " RELATIVE_MEDIA_URL=\"\(url)\"/>\n"
    }
    text += "  </HEADER>\n  <TIME_ORDER>\n"
    let slots = slots(tiers)
    for (place, time) in slots.times.enumerated() {
      text += "    <TIME_SLOT TIME_SLOT_ID=\"ts\(place + 1)\" TIME_VALUE=\"\(time)\"/>\n"
    }
    text += "  </TIME_ORDER>\n"
    var number = 0
    for tier in tiers {
      text += "  <TIER LINGUISTIC_TYPE_REF=\"default-lt\""
      text += " TIER_ID=\"\(XMLText.escaped(tier.name))\">\n"
      for entry in tier.entries {
        text += "    <ANNOTATION>\n      <ALIGNABLE_ANNOTATION ANNOTATION_ID=\"a\(number + 1)\""
        text += " TIME_SLOT_REF1=\"ts\(slots.places[2 * number] + 1)\""
        text += " TIME_SLOT_REF2=\"ts\(slots.places[2 * number + 1] + 1)\">\n"
        text += "        <ANNOTATION_VALUE>\(XMLText.escaped(entry.text))</ANNOTATION_VALUE>\n"
        text += "      </ALIGNABLE_ANNOTATION>\n    </ANNOTATION>\n"
        number += 1
      }
      text += "  </TIER>\n"
    }
    return text + """
        <LINGUISTIC_TYPE GRAPHIC_REFERENCES="false" LINGUISTIC_TYPE_ID="default-lt" \
      TIME_ALIGNABLE="true"/>
      </ANNOTATION_DOCUMENT>

      """
  }

  /// The times of all slots in order, and for each onset and offset the place of its own.
  private static func slots(_ tiers: [TierLayout.Tier]) -> (times: [Int], places: [Int]) {
    let times = tiers.flatMap { $0.entries.flatMap { [$0.onset, $0.offset] } }
    let order = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
    var places = Array(repeating: 0, count: times.count)
    for (place, index) in order.enumerated() { places[index] = place }
    return (order.map { times[$0] }, places)
  }
}
