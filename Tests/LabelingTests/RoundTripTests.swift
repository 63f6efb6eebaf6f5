import Foundation
import Labeling
import Testing

/// What is written and read again is the same, but for what the losses say.
@Suite struct RoundTripTests {
  private static let ids = FormatRegistry.all.map { $0.id }

  /// A label as far as a format can say it.
  private struct Said: Hashable {
    var onset: Double?
    var offset: Double?
    var label = ""
    var tier: String?
    var hertz: [Float]?
    var note: String?
    var confidence: Float?
    var annotator: String?
  }

  @Test(arguments: ids)
  func nothingIsLostButWhatIsTold(id: String) throws {
    let format = try #require(FormatRegistry.format(id))
    for seed in 1...12 as ClosedRange<UInt64> {
      var random = RandomLabels(seed: seed)
      let count = Int.random(in: 0...25, using: &random)
      let rows = random.rows(of: RecordingPath("yes/a b.wav"), row: 1, count: count)
      let written = format.init().write(rows)
      let read = try format.init().read(written.text)
      let losses = Dictionary(uniqueKeysWithValues: written.losses.map { ($0.what, $0.count) })
      #expect(losses.values.allSatisfy { $0 > 0 && $0 <= rows.count })
      let expected = rows.compactMap { said($0, losses) }.reduce(into: [:]) {
        $0[$1, default: 0] += 1
      }
      let found = read.map { said($0, losses) }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
      #expect(found == expected, "\(id), seed \(seed): \(written.losses)")
      #expect(read.flatMap(\.lost).isEmpty, "\(id), seed \(seed)")
      #expect(format.init().write(rows) == written)
    }
  }

  private func said(_ row: LabelRow, _ losses: [String: Int]) -> Said? {
    var said = Said()
    let annotation = row.annotation
    if annotation.span == nil {
      if losses["that a label is of the whole clip"] != nil {
        (said.onset, said.offset) = (row.clipSeconds?.lowerBound, row.clipSeconds?.upperBound)
      }
    } else {
      if losses["labels of regions, which have no folder"] != nil { return nil }
      (said.onset, said.offset) = (row.onset, row.offset)
    }
    said.label = annotation.label
    said.tier = annotation.tier
    said.hertz = annotation.hertz.map { [$0.lowerBound, $0.upperBound] }
    said.note = annotation.note
    said.confidence = annotation.confidence
    said.annotator = annotation.annotator.isEmpty ? nil : annotation.annotator
    guard !losses.keys.contains("labels that can't be the name of a folder") else { return nil }
    return forget(said, losses)
  }

  private func said(_ label: ImportedLabel, _ losses: [String: Int]) -> Said {
    let seconds = label.seconds(sampleRate: 16_000)
    return forget(
      Said(
        onset: seconds?.lowerBound, offset: seconds?.upperBound, label: label.label,
        tier: label.tier, hertz: label.hertz.map { [$0.lowerBound, $0.upperBound] },
        note: label.note, confidence: label.confidence, annotator: label.annotator), losses)
  }

  /// Takes away what a loss names.
  private func forget(_ said: Said, _ losses: [String: Int]) -> Said {
    var said = said
    func has(_ names: String...) -> Bool { names.contains { losses[$0] != nil } }
    if has("fractions of milliseconds", "that a label is a point") {
      said.onset = nil
      said.offset = nil
    } else {
      // The nearest sample counts.
      said.onset = said.onset.map { ($0 * 16_000).rounded() }
      said.offset = said.offset.map { ($0 * 16_000).rounded() }
    }
    if has("where a label ends") { said.offset = nil }
    if has("that there is no range of frequencies"), said.hertz == [0, 8000] { said.hertz = nil }
    if has("the range of frequencies") { said.hertz = nil }
    if has(
      "the tier", "that a label is in no tier", "the tier of labels that need another one",
      "a tier with the name of a control")
    {
      said.tier = nil
    }
    if has("the note") { said.note = nil }
    if has("the confidence", "that nobody says how sure a label is") { said.confidence = nil }
    if has("who gave a label, how and when") { said.annotator = nil }
    if has("labels that stand for none"), said.label == "<NA>" { said.label = "" }
    if losses.keys.contains(where: {
      $0.contains("blanks") || $0.contains("tabs") || $0.contains("commas")
    })
      || has("control characters")
    {
      let plain = said.label.unicodeScalars.filter {
        $0.value > 32 && !["_", ",", "\u{fffd}"].contains($0)
      }
      said.label = String(String.UnicodeScalarView(plain))
      said.note = nil
      said.tier = nil
    }
    return said
  }

  @Test(arguments: ids)
  func manyRecordingsKeepTheirNames(id: String) throws {
    let format = try #require(FormatRegistry.format(id))
    var random = RandomLabels(seed: 7)
    var rows = random.rows(of: RecordingPath("yes/a.wav"), row: 1, count: 3)
    rows += random.rows(of: RecordingPath("no/b.wav"), row: 2, count: 3)
    rows += random.rows(of: RecordingPath("no/sub/a.wav"), row: 3, count: 3)
    let written = format.init().write(rows)
    let read = try format.init().read(written.text)
    let told = written.losses.first { $0.what == "which recording a label belongs to" }
    #expect((told != nil) == format.isOfOneRecording)
    if format.isOfOneRecording {
      let files = format.init().files(of: rows)
      #expect(
        files.map(\.path.text).map { String($0.prefix { $0 != "." }) } == [
          "yes/a", "no/b", "no/sub/a",
        ])
      #expect(files.allSatisfy { !$0.text.losses.contains { $0.what.contains("which recording") } })
    } else {
      let names = Set(read.compactMap(\.path?.text))
      #expect(names.count == (id == "speech-commands" ? names.count : 3))
    }
  }
}
