import Acoustics
import Explorer
import ExplorerRuntime
import Foundation
import Labeling
import SoundFiles

/// Tells what came of the inputs of `segment`, in their order.
struct SegmentResults {
  /// A row for each sound, where labels are written.
  private(set) var rows: [LabelRow] = []
  private var output: ResultOutput
  private var table = TextTable(rightAligned: Set(1...7))
  private var sum = ScoreSum()
  private let label: String?
  private let isScored: Bool
  private let reporter: Reporter

  /// Makes a teller.
  ///
  /// - Parameter label: The label of the rows, nil if no labels are written.
  init(_ output: JSONListOptions, label: String?, isScored: Bool, _ reporter: Reporter) {
    self.output = ResultOutput(output, reporter)
    self.label = label
    self.isScored = isScored
    self.reporter = reporter
    if isScored { table.add(["path"] + ScoreSum.names) }
  }

  /// Inputs that failed.
  var failed: Int { output.failed }

  /// Takes the result of an input.
  mutating func add(_ result: Result<SegmentJob.Result, Failure>, for input: Input) {
    guard let result = output.success(of: result, for: input.shown) else { return }
    for warning in result.warnings { reporter.note("\(input.shown.text): \(warning)") }
    if let score = result.score {
      sum.add(score)
      table.add([input.shown.text] + ScoreSum.cells(score))
    }
    add(result, of: input.shown)
  }

  private mutating func add(_ result: SegmentJob.Result, of path: RecordingPath) {
    let rate = result.facts.sampleRate
    if let label {
      let now = Date()
      rows += result.segments.map { segment in
        LabelRow(
          path: path, seconds: segment.seconds(at: rate),
          annotation: Annotation(
            id: UUID(), clip: ID(row: 0), label: label, origin: .imported(format: "segment"),
            annotator: "", created: now),
          sampleRate: rate, recordingDuration: result.facts.duration)
      }
    } else if !output.isJSON, !isScored {
      print(result, of: path)
    }
    let segments = result.segments.map { segment -> JSONValue in
      let seconds = segment.seconds(at: rate)
      return .object([
        ("onset", .number(seconds.lowerBound)), ("offset", .number(seconds.upperBound)),
        ("score", .number((Double(segment.score) * 100).rounded() / 100)),
      ])
    }
    output.write(
      .object(
        path.jsonMembers + [("segments", .array(segments))]
          + (result.score.map(ScoreSum.json) ?? [])))
  }

  private mutating func print(_ result: SegmentJob.Result, of path: RecordingPath) {
    if result.segments.isEmpty { reporter.note("\(path.text): no sound stands out of the rest") }
    var lines = TextTable(rightAligned: [0, 1, 2])
    for segment in result.segments {
      let seconds = segment.seconds(at: result.facts.sampleRate)
      lines.add([
        Self.time(seconds.lowerBound), Self.time(seconds.upperBound),
        "\(Format.number(Double(segment.score), decimals: 1)) dB", path.text,
      ])
    }
    output.print(lines.text)
  }

  private static func time(_ seconds: Double) -> String {
    Format.number(seconds, decimals: 6)
  }

  /// Ends the list, or prints the table of scores.
  ///
  /// - Throws: Why results could not be written.
  mutating func finish() throws(Failure) {
    try output.finish()
    if sum.count > 1 {
      table.add(["all \(sum.count)"] + sum.cells)
      if output.isJSON {
        let figures = zip(ScoreSum.names, sum.cells).map { "\($0) \($1)" }
        reporter.note("all \(sum.count) recordings: \(figures.joined(separator: ", "))")
      }
    }
    if isScored, !output.isJSON, label == nil, sum.count > 0 {
      try StandardOutput.write(table.text)
    }
  }
}
