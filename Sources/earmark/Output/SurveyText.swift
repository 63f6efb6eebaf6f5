import CellCanvas
import Explorer
import Foundation
import Labeling
import SoundFiles

/// The facts of a survey as JSON and as text.
struct SurveyText {
  private let survey: SoundFileSurvey

  /// Takes a survey.
  init(_ survey: SoundFileSurvey) { self.survey = survey }

  /// The object of `info --json`.
  func json(path: RecordingPath) -> JSONValue {
    let facts = survey.facts
    return .object(
      path.jsonMembers + [
        ("container", .string(facts.container)),
        ("encoding", .string(facts.encoding)),
        ("sampleRate", .number(facts.sampleRate)),
        ("channels", .integer(facts.channelCount)),
        ("samples", .integer(survey.sampleCount)),
        ("duration", .number(Double(survey.sampleCount) / facts.sampleRate)),
        ("peak", Self.rounded(survey.peakLevel)),
        ("rms", Self.rounded(survey.rmsLevel)),
        ("loudness", Self.rounded(survey.loudness)),
        ("dcOffset", .number(survey.dcOffset)),
        ("clippedSamples", .integer(survey.clippedSamples)),
        ("leadingSilence", .number(survey.leadingSilence)),
        ("trailingSilence", .number(survey.trailingSilence)),
        ("bandwidth", Self.rounded(survey.bandwidth)),
        ("truncated", .bool(survey.isTruncated)),
        ("issues", .array(survey.issues.map(JSONValue.string))),
        ("sha256", .string(survey.sha256)),
      ])
  }

  /// A line for each fact.
  func facts(path: RecordingPath) -> String {
    let facts = survey.facts
    var rows = [
      ("path", path.text),
      ("container", facts.container),
      ("encoding", facts.encoding),
      ("sample rate", Format.sampleRate(facts.sampleRate)),
      ("channels", Format.channels(facts.channelCount)),
      ("duration", "\(Format.time(seconds)), \(Format.count(survey.sampleCount)) samples"),
      ("peak", Self.level(survey.peakLevel, "dB")),
      ("rms", Self.level(survey.rmsLevel, "dB")),
      ("loudness", Self.level(survey.loudness, "LUFS")),
      ("DC offset", Format.number(survey.dcOffset, decimals: 5)),
      ("clipped", "\(Format.count(survey.clippedSamples)) samples"),
      ("silence before", Format.time(survey.leadingSilence)),
      ("silence after", Format.time(survey.trailingSilence)),
      ("bandwidth", survey.bandwidth.map(Format.hertz) ?? "none"),
      ("truncated", survey.isTruncated ? "yes" : "no"),
    ]
    rows += survey.issues.map { ("issue", $0) }
    rows.append(("sha256", survey.sha256))
    var table = TextTable()
    for row in rows { table.add([row.0, row.1]) }
    return table.text
  }

  /// The names of the columns of `line(path:)`.
  static let heading = row(
    ["duration", "rate", "channels", "encoding", "peak", "rms", "LUFS", "path"])

  /// A line of a table, the issues after the path.
  func line(path: RecordingPath) -> String {
    let facts = survey.facts
    let encoding = "\(facts.container) \(facts.encoding)"
    return Self.row([
      Format.time(seconds), Format.sampleRate(facts.sampleRate),
      Format.channels(facts.channelCount), encoding, Self.level(survey.peakLevel, ""),
      Self.level(survey.rmsLevel, ""), Self.level(survey.loudness, ""),
      path.text + survey.issues.map { "  ! \($0)" }.joined(),
    ])
  }

  private var seconds: Double { Double(survey.sampleCount) / survey.facts.sampleRate }

  private static let widths = [11, 9, -9, -14, 6, 6, 6]

  private static func row(_ cells: [String]) -> String {
    var parts: [String] = []
    for (place, cell) in cells.enumerated() {
      let text = DisplayText(cell)
      if place < widths.count {
        let width = widths[place]
        parts.append(
          width < 0 ? text.padded(to: -width).text : text.paddedLeft(to: width).text)
      } else {
        parts.append(text.text)
      }
    }
    return parts.joined(separator: "  ") + "\n"
  }

  private static func level(_ value: Double?, _ unit: String) -> String {
    guard let value else { return "none" }
    let text = Format.number(value, decimals: 1)
    return unit.isEmpty ? text : "\(text) \(unit)"
  }

  /// To a tenth of a thousandth, which is finer than any of these can be known.
  private static func rounded(_ value: Double?) -> JSONValue {
    value.map { .number(($0 * 10_000).rounded() / 10_000) } ?? .null
  }
}
