import Explorer
import ExplorerRuntime
import Foundation
import Labeling
import Recognition
import SoundFiles

/// Tells what was heard in recordings, in their order.
struct HeardResults {
  /// What people are shown.
  enum Showing {
    /// The labels of a recording as a text, with its score.
    case text
    /// Each region.
    case regions
    /// Nothing: the labels go elsewhere as rows.
    case rows
  }

  /// The regions of a recording.
  struct Found {
    /// The absolute path of the recording.
    let path: [UInt8]
    /// What was heard.
    let heard: HeardLabels
  }

  /// A row for each region.
  private(set) var rows: [LabelRow] = []
  /// The regions of each recording.
  private(set) var found: [Found] = []
  private var output: ResultOutput
  private var otherRates: [Double: Int] = [:]
  private let frontEnd: FrontEnd
  private let shows: Showing
  private let model: String
  private let reporter: Reporter

  /// Scores below which a word is as good as not there.
  private static let doubtful = 0.1

  /// Makes a teller.
  init(
    _ output: JSONListOptions, frontEnd: FrontEnd, shows: Showing, model: String,
    _ reporter: Reporter
  ) {
    self.output = ResultOutput(output, reporter)
    self.frontEnd = frontEnd
    self.shows = shows
    self.model = model
    self.reporter = reporter
  }

  /// Inputs that failed.
  var failed: Int { output.failed }

  /// Takes the result of an input.
  mutating func add(_ result: Result<HeardLabels, Failure>, for input: Input) {
    if let heard = output.success(of: result, for: input.shown) { add(heard, of: input) }
  }

  private mutating func add(_ heard: HeardLabels, of input: Input) {
    let path = input.shown
    if heard.facts.sampleRate != frontEnd.sampleRate {
      otherRates[heard.facts.sampleRate, default: 0] += 1
    }
    if case .file(_, _, let absolute) = input {
      found.append(Found(path: FilePath.absolute(absolute), heard: heard))
    }
    let now = Date()
    rows += heard.regions.map { region in
      LabelRow(
        path: path, seconds: region.seconds,
        annotation: Annotation(
          id: UUID(), clip: ID(row: 0), label: region.label, confidence: Float(region.score),
          origin: .imported(format: "align"), annotator: model, created: now),
        sampleRate: heard.facts.sampleRate, recordingDuration: heard.facts.duration)
    }
    if heard.score == nil {
      let doubtful = heard.regions.count { $0.score < Self.doubtful }
      if doubtful > 0 {
        reporter.note(
          "\(path.text): \(doubtful) of \(heard.regions.count) words are hardly heard: they may not"
            + " be there")
      }
    }
    if !output.isJSON { print(heard, of: path) }
    let segments = heard.regions.map { region -> JSONValue in
      .object([
        ("label", .string(region.label)), ("onset", .number(region.seconds.lowerBound)),
        ("offset", .number(region.seconds.upperBound)), ("score", .number(region.score)),
      ])
    }
    let text: [(String, JSONValue)] =
      heard.score.map { [("text", .string(heard.text)), ("score", .number($0))] } ?? []
    output.write(.object(path.jsonMembers + text + [("segments", .array(segments))]))
  }

  private mutating func print(_ heard: HeardLabels, of path: RecordingPath) {
    var lines = TextTable(rightAligned: [0, 1, 2])
    switch shows {
    case .rows: return
    case .text:
      lines.add([Self.score(heard.score ?? 0), path.text, heard.text])
    case .regions:
      for region in heard.regions {
        lines.add([
          Format.number(region.seconds.lowerBound, decimals: 3),
          Format.number(region.seconds.upperBound, decimals: 3), Self.score(region.score),
          region.label, path.text,
        ])
      }
    }
    output.print(lines.text)
  }

  private static func score(_ score: Double) -> String { Format.number(score, decimals: 3) }

  /// Ends the list, and tells what is worth knowing.
  ///
  /// - Throws: Why results could not be written.
  mutating func finish() throws(Failure) {
    try output.finish()
    if let notice = ResamplingNotice.text(otherRates, to: frontEnd.sampleRate) {
      reporter.note(notice)
    }
  }
}
