import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling
import Recognition

/// `earmark transcribe`: writes down the labels that are heard in recordings, in order.
struct Transcribe: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "transcribe",
    abstract: "Write down the labels that are heard in recordings, in order.",
    discussion: """
      The model is one of earmark train --model bilstm-ctc. A recording may be of any length and \
      rate. The score is the probability of the whole text, so that of a long one is small; that \
      of each label, with --json, is how probable it is where it is heard. --as gives the labels \
      with their times for other programs, and for earmark labels import.
      """)

  @OptionGroup var model: ModelArgument
  @OptionGroup var input: InputOptions
  @OptionGroup(title: "How it is read") var decoding: DecoderOptions
  @OptionGroup var labels: LabelOutputOptions
  @OptionGroup var output: JSONListOptions
  @OptionGroup var reports: ReportOptions

  mutating func validate() throws {
    try input.requirePaths()
    try labels.check(besides: output.isJSON)
  }

  func run() throws {
    let format = try labels.format()
    let reporter = Reporter(reports)
    let transcriber = try Transcriber(
      try model.read(reporter), named: RawArguments.shown(model.model))
    let job = TranscriptionJob(transcriber: transcriber, decoder: decoding.decoder)
    let inputs = input.inputs()
    if inputs.isEmpty { reporter.note("there are no sound files") }
    var results = HeardResults(
      output, frontEnd: transcriber.configuration.frontEnd, shows: labels.isWanted ? .rows : .text,
      model: RawArguments.shown(model.model), reporter)
    let isComplete = InputRun(inputs: inputs, jobs: input.jobs, reporter: reporter)(
      doing: "listening"
    ) { input, progress throws(Failure) in
      try job.run(input, progress: progress)
    } deliver: { input, result in
      results.add(result, for: input)
    }
    if labels.isWanted {
      try LabelOutput.write(results.rows, format, labels.target, reporter)
    }
    try results.finish()
    try Outcome.check(failed: results.failed, of: inputs.count, isComplete: isComplete)
  }
}
