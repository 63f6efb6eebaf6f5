import Foundation
import Labeling
import Testing

/// Labels of real files go through every format and come back.
@Suite struct InterchangeTests {
  /// A label as far as all formats can say it.
  private struct Said: Equatable, CustomStringConvertible {
    let onset: Double
    let offset: Double
    let label: String

    var description: String { "\(onset)…\(offset) \(label)" }

    static func isBefore(_ one: Said, _ other: Said) -> Bool {
      (one.onset, one.offset, one.label) < (other.onset, other.offset, other.label)
    }
  }

  private static let rate = 44_100.0

  private static let sources = [
    "audacity/spinetail.txt", "audacity/canary/100_marron1_May_24_2016_62101389.audacity.txt",
    "raven/chronister/Recording_1_Segment_08.Table.1.selections.txt",
    "textgrid/kylebgorman/long_format.TextGrid", "textgrid/praatio/bobby_words.TextGrid",
    "syncmaps/sonnet001.eaf", "rttm/dscore_ref.rttm", "ctm/stmctm.ctm", "lab/chord_est01.lab",
    "one_clip_every_format/Bird0_0.csv", "one_clip_every_format/Bird0_0.labelstudio.json",
  ]

  /// Seconds that times may be off by; the others write microseconds or finer.
  private static let resolutions = [
    "elan": 0.0005, "streaming-truth": 0.0005, "timit": 0.5 / rate, "cue": 0.5 / rate,
  ]

  /// Those that say where a region is.
  private static let regional = FormatRegistry.all.map { $0.id }.filter {
    $0 != SpeechCommandsTree.id
  }

  private func rows(_ labels: [ImportedLabel]) -> [LabelRow] {
    let duration = labels.compactMap { $0.seconds(sampleRate: Self.rate)?.upperBound }.max()
    return labels.filter { !$0.label.isEmpty }.compactMap { label in
      guard let seconds = label.seconds(sampleRate: Self.rate),
        let onset = Seconds.sample(ofSeconds: seconds.lowerBound, sampleRate: Self.rate),
        let offset = Seconds.sample(ofSeconds: seconds.upperBound, sampleRate: Self.rate)
      else { return nil }
      return LabelRow(
        path: RecordingPath("one.wav"), seconds: seconds,
        annotation: Annotation(
          id: UUID(), clip: ID(row: 1), span: onset..<offset, hertz: label.hertz,
          label: label.label, origin: .person, annotator: "",
          created: Date(timeIntervalSince1970: 0)),
        sampleRate: Self.rate, recordingDuration: duration)
    }
  }

  private func said(_ rows: [LabelRow], onsetsOnly: Bool) -> [Said] {
    rows.compactMap { row in
      guard let onset = row.onset, let offset = row.offset else { return nil }
      // What losses name is not compared: blanks and commas of labels.
      let plain = row.annotation.label.unicodeScalars.filter {
        $0.value > 32 && !["_", ","].contains($0)
      }
      return Said(
        onset: onset, offset: onsetsOnly ? onset : offset,
        label: String(String.UnicodeScalarView(plain)))
    }.sorted(by: Said.isBefore)
  }

  @Test(arguments: sources, regional)
  func labelsComeBack(source: String, id: String) throws {
    guard let text = try SharedLabelFiles.text("annotations/" + source) else { return }
    let name = String(source.split(separator: "/").last ?? "")
    let original = rows(try FormatRegistry.read(text, name: name).labels)
    #expect(!original.isEmpty)
    let format = try #require(FormatRegistry.format(id)).init()
    let written = format.write(original)
    let back = rows(try format.read(written.text))
    let onsetsOnly = written.losses.contains { $0.what == "where a label ends" }
    // A label without a length has no place in some formats, and they say so.
    let isPointless = written.losses.contains { $0.what == "that a label is a point" }
    let resolution = (Self.resolutions[id] ?? 1e-6) + 1e-9
    let (before, after) = (
      said(original, onsetsOnly: onsetsOnly), said(back, onsetsOnly: onsetsOnly)
    )
    try #require(before.count == after.count, "\(id): \(written.losses)")
    for (one, two) in zip(before, after) where !isPointless {
      #expect(abs(one.onset - two.onset) <= resolution, "\(id): \(one) \(two)")
      #expect(abs(one.offset - two.offset) <= 2 * resolution, "\(id): \(one) \(two)")
    }
    #expect(before.map(\.label).sorted() == after.map(\.label).sorted(), "\(id)")
    // A second time nothing changes any more, but for the last digit of a sum of times.
    let again = said(rows(try format.read(format.write(back).text)), onsetsOnly: onsetsOnly)
    #expect(again.map(\.label) == after.map(\.label), "\(id)")
    for (one, two) in zip(again, after) {
      #expect(abs(one.onset - two.onset) <= 2e-9 && abs(one.offset - two.offset) <= 2e-9, "\(id)")
    }
  }

  @Test func regionsHaveNoPlaceInATree() throws {
    guard let text = try SharedLabelFiles.text("annotations/audacity/spinetail.txt") else { return }
    let original = rows(try AudacityLabels().read(text))
    let losses = SpeechCommandsTree().write(original).losses
    #expect(losses.contains { $0.count == original.count })
  }

  @Test(arguments: regional)
  func whatIsWrittenIsReadWithAMarkAndOtherLineEnds(id: String) throws {
    guard let text = try SharedLabelFiles.text("annotations/audacity/spinetail.txt") else { return }
    let format = try #require(FormatRegistry.format(id)).init()
    let written = format.write(rows(try AudacityLabels().read(text))).text
    let expected = try format.read(written)
    let other = "\u{feff}" + written.replacing("\n", with: "\r\n")
    let found = try format.read(LabelEncoding.text(Array(other.utf8)))
    #expect(found.map(\.label) == expected.map(\.label), "\(id)")
    #expect(found.map(\.seconds) == expected.map(\.seconds), "\(id)")
  }
}
