import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling
import Recognition

/// `earmark align`: finds known words in recordings.
struct Align: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "align",
    abstract: "Find where known words are in recordings.",
    discussion: """
      The model is one of earmark train --model bilstm-ctc, and what is said is known: --words for \
      all recordings, or --words-from with a table path,label whose labels are split at spaces, or \
      labels in any format that earmark reads, in the order of their onsets. Each word becomes a \
      region; its score is how probable it is there, so words that are not there have low ones. \
      --as gives regions as labels for other programs, --into puts them into a library as \
      proposals, in the tier prediction, in place of earlier ones of the model: one edit, which \
      undo takes back.
      """)

  @OptionGroup var model: ModelArgument
  @OptionGroup var input: InputOptions

  @Option(help: ArgumentHelp("What is said in every recording, in order.", valueName: "words"))
  var words: String?

  @Option(
    help: ArgumentHelp(
      "What is said in each: a file of labels, or a folder with one for each recording.",
      valueName: "labels"), completion: .file())
  var wordsFrom: String?

  @Option(
    help: ArgumentHelp("The folder whose library takes the regions.", valueName: "folder"),
    completion: .directory)
  var into: String?

  @OptionGroup var library: LibraryOptions
  @OptionGroup var labels: LabelOutputOptions
  @OptionGroup var output: JSONListOptions
  @OptionGroup var reports: ReportOptions

  mutating func validate() throws {
    try input.requirePaths()
    try labels.check(besides: output.isJSON)
    if (words == nil) == (wordsFrom == nil) {
      throw ValidationError("One of --words and --words-from is needed.")
    }
    if let words, TrainingSet.words(of: words).isEmpty {
      throw ValidationError("--words has no word.")
    }
    if library.library != nil, into == nil { throw ValidationError("--library goes with --into.") }
  }

  func run() throws {
    let format = try labels.format()
    let reporter = Reporter(reports)
    let name = RawArguments.shown(model.model)
    let transcriber = try Transcriber(try model.read(reporter), named: name)
    let inputs = input.inputs()
    if inputs.isEmpty { reporter.note("there are no sound files") }
    let job = AlignmentJob(
      transcriber: transcriber, words: try words(transcriber, isSeveral: inputs.count > 1))
    var results = HeardResults(
      output, frontEnd: transcriber.configuration.frontEnd,
      shows: labels.isWanted ? .rows : .regions, model: name, reporter)
    let isComplete = InputRun(inputs: inputs, jobs: input.jobs, reporter: reporter)(
      doing: "aligning"
    ) { input, progress throws(Failure) in
      try job.run(input, progress: progress)
    } deliver: { input, result in
      results.add(result, for: input)
    }
    if labels.isWanted {
      try LabelOutput.write(results.rows, format, labels.target, reporter)
    }
    try results.finish()
    if let into, !Interruption.isSet {
      let desk = try LibraryDesk([into], library)
      try RegionProposals(rows: results.found, model: name).put(into: desk, reporter)
    }
    try Outcome.check(failed: results.failed, of: inputs.count, isComplete: isComplete)
  }

  private func words(
    _ transcriber: Transcriber, isSeveral: Bool
  ) throws -> AlignmentJob.Words {
    if let words { return .same(try transcriber.labels(of: TrainingSet.words(of: words))) }
    return .labels(
      try SegmentTruth(
        RawArguments.bytes(of: wordsFrom ?? ""), isSeveral: isSeveral, doing: "align"))
  }
}
