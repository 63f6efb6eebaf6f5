import ArgumentParser
import Explorer
import ExplorerRuntime
import Foundation
import Labeling
import Recognition
import Workers

/// `earmark predict`: says what a model takes recordings for.
struct Predict: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Say what a model takes recordings for.",
    discussion: """
      A model looks at the window that it was trained with, about a second of a recording; --hop \
      looks at a long one window by window. Recordings of another rate are converted. Scores are \
      calibrated where the model was.
      """)

  @OptionGroup var model: ModelArgument
  @OptionGroup var input: InputOptions

  @Option(help: ArgumentHelp("Classes that are named for each.", valueName: "n"))
  var top: Int = 3

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Look at windows so far apart.", valueName: "seconds"))
  var hop: Double?

  @OptionGroup var output: JSONListOptions
  @OptionGroup var reports: ReportOptions

  mutating func validate() throws {
    try input.requirePaths()
    if top < 1 { throw ValidationError("--top is \(top), not a number from 1.") }
    try TrainingFlags.check("--hop", hop, 0.001...86_400)
  }

  func run() throws {
    let reporter = Reporter(reports)
    let file = try model.read(reporter)
    let pool = try RecognizerPool(file, named: RawArguments.shown(model.model))
    let results = PredictionResults(output, file.configuration, top: top, reporter)
    var (count, isComplete) = (0, true)
    try input.list.forEachBatch { inputs in
      count += inputs.count
      guard isComplete else { return }
      if let hop {
        isComplete = try WindowPredictions(pool: pool, hop: hop)(inputs, results, reporter)
      } else {
        isComplete = ClipPredictions(pool: pool, jobs: input.jobs)(inputs, results, reporter)
      }
    }
    if count == 0 { reporter.note("there are no sound files") }
    try results.finish()
    try Outcome.check(
      failed: results.failed, of: count, isComplete: isComplete && !Interruption.isSet)
  }
}
