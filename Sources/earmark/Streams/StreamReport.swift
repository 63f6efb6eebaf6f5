import Explorer
import ExplorerRuntime
import Foundation
import Labeling
import Recognition

/// What was found in a stream, and how well that fits what is there.
struct StreamReport {
  private let path: RecordingPath
  private let found: [StreamHearing.Detection]
  private let tolerance: Int
  private let score: (original: StreamScore, onsets: EventScore)?

  /// Scores what was found, where the truth is known.
  ///
  /// - Parameter tolerance: Milliseconds that an onset may be away.
  init(
    path: RecordingPath, found: [StreamHearing.Detection], truth: [StreamEvent]?, tolerance: Int
  ) {
    self.path = path
    self.found = found
    self.tolerance = tolerance
    score = truth.map { truth in
      let heard = found.map {
        StreamEvent($0.label, atMilliseconds: Int(($0.onset * 1_000).rounded()))
      }
      return (
        StreamScore(found: heard, truth: truth, toleranceMilliseconds: tolerance),
        EventScore(
          found: heard.map { ($0.label, Double($0.milliseconds) / 1_000) },
          truth: truth.map { ($0.label, Double($0.milliseconds) / 1_000) },
          tolerance: Double(tolerance) / 1_000)
      )
    }
  }

  /// The object of `stream --json`; figures are null where the truth is not known.
  func json(_ hearing: StreamHearing) -> JSONValue {
    func whole(_ value: Int?) -> JSONValue { value.map(JSONValue.integer) ?? .null }
    func share(_ value: Double?) -> JSONValue { value.map { .number(rounded($0, 1e6)) } ?? .null }
    let detections = found.map { sound -> JSONValue in
      .object([
        ("label", .string(sound.label)), ("onset", .number(rounded(sound.onset, 1e6))),
        ("offset", .number(rounded(sound.offset, 1e6))),
        ("score", .number(rounded(Double(sound.score), 1e6))),
      ])
    }
    return .object(
      path.jsonMembers + [
        ("smoother", .string(hearing.name)), ("listen", .string(hearing.attention.rawValue)),
        ("detections", .array(detections)), ("truth", whole(score?.original.truth)),
        ("matched", whole(score?.original.matched)), ("correct", whole(score?.original.correct)),
        ("wrong", whole(score?.original.wrong)),
        ("falsePositives", whole(score?.original.falsePositives)),
        ("toleranceMs", .integer(tolerance)), ("precision", share(score?.onsets.precision)),
        ("recall", share(score?.onsets.recall)), ("f1", share(score?.onsets.f1)),
      ])
  }

  /// What was found, a line each, and the counts.
  func text(listing: Bool) -> String {
    var table = TextTable(rightAligned: [0, 1, 2])
    for sound in found where listing {
      table.add([
        Format.number(sound.onset, decimals: 3), Format.number(sound.offset, decimals: 3),
        Format.number(Double(sound.score), decimals: 2), sound.label,
      ])
    }
    guard let score else { return table.text }
    func part(_ count: Int) -> String {
      "\(Format.count(count)) (\(Format.number(score.original.percentage(of: count), decimals: 1)) %)"
    }
    func share(_ value: Double) -> String { Format.number(value, decimals: 3) }
    let counts = [
      "\(Format.count(score.original.truth)) there", "matched \(part(score.original.matched))",
      "correct \(part(score.original.correct))", "wrong \(part(score.original.wrong))",
      "false positives \(part(score.original.falsePositives))",
    ]
    let shares = [
      "precision \(share(score.onsets.precision))", "recall \(share(score.onsets.recall))",
      "F1 \(share(score.onsets.f1))",
    ]
    return table.text + counts.joined(separator: ", ") + "\n" + shares.joined(separator: ", ")
      + " of onsets within \(tolerance) ms\n"
  }

  /// Writes what was found as labels.
  ///
  /// - Parameter target: The file; nil is standard output.
  func write(
    _ format: any LabelFormat.Type, to target: [UInt8]?, model: String
  ) throws(Failure) {
    let now = Date()
    let rows = found.map { sound in
      LabelRow(
        path: path, seconds: sound.onset...max(sound.onset, sound.offset),
        annotation: Annotation(
          id: UUID(), clip: ID(row: 0), label: sound.label, confidence: sound.score,
          origin: .imported(format: "stream"), annotator: model, created: now))
    }
    let text = format.init().write(rows).text
    if let target {
      try FileOutput.write(text, to: target)
    } else {
      try StandardOutput.write(text)
    }
  }

  private func rounded(_ value: Double, _ scale: Double) -> Double {
    (value * scale).rounded() / scale
  }
}

extension StreamHearing {
  /// The name of the smoother on the command line.
  var name: String {
    switch smoother {
    case .recognizeCommands: StreamOptions.Smoother.recognizeCommands.rawValue
    case .hysteresis: StreamOptions.Smoother.hysteresis.rawValue
    }
  }
}
