import CellCanvas
import Explorer
import ExplorerRuntime
import Labeling
import Recognition

/// Tells what a model says of recordings, in their order.
final class PredictionResults {
  private var output: ResultOutput
  private let labels: [String]
  private let top: Int
  private let frontEnd: FrontEnd
  private let reporter: Reporter
  /// Recordings by their rates, where they are not the model's.
  private var otherRates: [Double: Int] = [:]
  private var longCount = 0

  /// Windows beyond which a clip is much longer than what the model sees of it.
  private static let long = 1.5

  /// Makes a teller.
  ///
  /// - Parameter top: Classes that are named for each recording.
  init(
    _ output: JSONListOptions, _ configuration: ModelConfiguration, top: Int, _ reporter: Reporter
  ) {
    self.output = ResultOutput(output, reporter)
    labels = configuration.labels
    frontEnd = configuration.frontEnd
    self.top = min(top, configuration.labels.count)
    self.reporter = reporter
  }

  /// Recordings that could not be looked at.
  var failed: Int { output.failed }

  /// Takes what came of a recording that was looked at as a clip.
  func add(_ result: Result<ClipPredictions.Prediction, Failure>, for input: Input) {
    switch result {
    case .failure(let failure): fail(failure, input)
    case .success(let prediction):
      if prediction.ownRate != frontEnd.sampleRate {
        otherRates[prediction.ownRate, default: 0] += 1
      }
      let isRepeated = frontEnd.placement == .repeated
      if !isRepeated, prediction.seconds > Self.long * frontEnd.seconds { longCount += 1 }
      write(input.shown, prediction.probabilities, span: nil)
    }
  }

  /// Takes windows of a recording.
  ///
  /// - Throws: Why they could not be written.
  func add(_ windows: [WindowReading.Window], of input: Input) throws(Failure) {
    for window in windows {
      write(input.shown, window.probabilities, span: (window.onset, window.offset))
    }
    try output.check()
  }

  /// Takes why a recording can't be looked at.
  func fail(_ failure: Failure, _ input: Input) {
    output.fail(failure, input.shown)
  }

  /// Ends the list, and tells what is worth knowing.
  ///
  /// - Throws: Why results could not be written.
  func finish() throws(Failure) {
    try output.finish()
    if let notice = ResamplingNotice.text(otherRates, to: frontEnd.sampleRate) {
      reporter.note(notice)
    }
    if longCount > 0 {
      let recordings =
        longCount == 1 ? "1 recording is" : "\(Format.count(longCount)) recordings are"
      let part = frontEnd.placement == .start ? "start" : "middle"
      reporter.note(
        "\(recordings) longer than the \(Format.number(frontEnd.seconds, decimals: 1)) s that the"
          + " model sees: only the \(part) counts; --hop looks at all of it")
    }
  }

  private func write(
    _ path: RecordingPath, _ probabilities: [Float], span: (onset: Double, offset: Double)?
  ) {
    let best = probabilities.indices
      .sorted { (-probabilities[$0], $0) < (-probabilities[$1], $1) }.prefix(top)
    if output.isJSON {
      let times: [(String, JSONValue)] =
        span.map { [("onset", .number($0.onset)), ("offset", .number($0.offset))] } ?? []
      let predictions = best.map { place -> JSONValue in
        .object([("label", .string(labels[place])), ("score", .number(probabilities[place]))])
      }
      output.write(.object(path.jsonMembers + times + [("predictions", .array(predictions))]))
      return
    }
    let times = span.map { "\(Seconds.text($0.onset))  \(Seconds.text($0.offset))  " } ?? ""
    let scores = best.map { place in
      labels[place] + " " + Format.number(Double(probabilities[place]), decimals: 3)
    }
    output.print(DisplayText(times + ([path.text] + scores).joined(separator: "  ")).text + "\n")
  }
}
