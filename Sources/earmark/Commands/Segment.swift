import Acoustics
import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling
import Workers

/// `earmark segment`: finds the sounds in recordings.
struct Segment: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "segment",
    abstract: "Find the sounds in recordings.",
    discussion: """
      The usual method finds what stands out of the noise around it, loud or soft; a recording \
      that is sound throughout has none. --as gives the sounds as labels for other programs, and \
      for earmark labels import. --score compares them with labels that are right.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup(title: "What is found") var search: SegmentationOptions
  @OptionGroup var part: PartOptions

  @OptionGroup var labels: LabelOutputOptions

  @Option(name: .long, help: "The label of each sound in that file.")
  var label = "sound"

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Labels to compare with: a file, or a folder with a file for each recording.",
      valueName: "truth"),
    completion: .file())
  var score: String?

  @Flag(
    name: .long, help: "Count samples that are no amplitudes (NaN, infinite) as 0, with a warning.")
  var allowNonFinite = false

  @OptionGroup var output: JSONListOptions
  @OptionGroup var reports: ReportOptions

  mutating func validate() throws {
    try input.requirePaths()
    try labels.check(besides: output.isJSON)
    if label.isEmpty || !RawArguments.isText(label) {
      throw ValidationError("--label needs a text.")
    }
  }

  func run() throws {
    var request = try search.request()
    (request.start, request.end) = (part.start, part.end)
    request.allowsNotFinite = allowNonFinite
    let format = try labels.format()
    let inputs = input.inputs()
    let truth = try score.map {
      try SegmentTruth(RawArguments.bytes(of: $0), isSeveral: inputs.count > 1)
    }
    let reporter = Reporter(reports)
    if inputs.isEmpty { reporter.note("there are no sound files") }
    var results = SegmentResults(
      output, label: labels.isWanted ? label : nil, isScored: score != nil, reporter)
    let job = SegmentJob(request: request, truth: truth)
    let isComplete = InputRun(inputs: inputs, jobs: input.jobs, reporter: reporter)(
      doing: "searching"
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
