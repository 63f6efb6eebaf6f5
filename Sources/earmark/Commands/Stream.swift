import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling
import Recognition
import SoundFiles

/// `earmark stream`: finds labelled sounds in a long recording.
struct Stream: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "stream",
    abstract: "Find what a model knows in a long recording.",
    discussion: """
      hysteresis says onsets and offsets. Models that do not know what silence is hear sounds \
      that stand out by their level, others every window. recognize-commands is the smoother of \
      the TensorFlow example, with its faults: it says a moment, and the same word twice is one \
      command. --truth counts what was found as the example does, and as precision, recall \
      and F1 of onsets.
      """)

  @OptionGroup var model: ModelArgument

  @Argument(help: "The recording.", completion: .file())
  var file: String

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What is there: labels in any format, or lines LABEL, MILLISECONDS.", valueName: "file"),
    completion: .file())
  var truth: String?

  @OptionGroup(title: "What is found") var search: StreamOptions

  @OptionGroup var labels: LabelOutputOptions

  @OptionGroup var output: JSONOptions
  @OptionGroup var reports: ReportOptions

  mutating func validate() throws {
    try labels.check(besides: output.json)
  }

  func run() throws {
    let format = try labels.format()
    let reporter = Reporter(reports)
    let recognizer: Recognizer
    do {
      recognizer = try Recognizer(try model.read(reporter))
    } catch let error as ModelFileError {
      throw Failure(error, model: RawArguments.shown(model.model))
    }
    try note(recognizer.configuration, reporter)
    let hearing = try search.hearing(of: recognizer.configuration.labels, reporter)
    let events = try truth.map { try StreamTruthFile(RawArguments.bytes(of: $0)).events }
    let bytes = RawArguments.bytes(of: file)
    let path = RecordingPath(bytes: bytes)
    let found: [StreamHearing.Detection]
    do throws(Failure) {
      found = try hearing.detections(
        in: FilePath.absolute(bytes), by: recognizer, isCancelled: { Interruption.isSet },
        progress: { reporter.progress(Int(100 * $0), of: 100, "listening") })
      reporter.finish()
    } catch {
      reporter.finish()
      if error == FeatureReading.interrupted { throw ExitCode(ExitStatus.interrupted) }
      throw error.naming(path)
    }
    noteStrangers(events, recognizer.configuration.labels, reporter)
    let report = StreamReport(
      path: path, found: found, truth: events, tolerance: search.tolerance(of: hearing))
    if labels.isWanted {
      try report.write(format, to: labels.target, model: RawArguments.shown(model.model))
    }
    if output.json {
      try StandardOutput.write(report.json(hearing).compact + "\n")
    } else if !labels.isWanted || labels.out != nil {
      try StandardOutput.write(report.text(listing: !labels.isWanted))
    }
  }

  /// Says that the recording is brought to the model's rate.
  private func note(_ model: ModelConfiguration, _ reporter: Reporter) throws(Failure) {
    let facts: SoundFileFacts
    do {
      facts = try SoundFile.probe(FilePath.absolute(RawArguments.bytes(of: file)))
    } catch {
      throw Failure(error)
    }
    let rate = model.frontEnd.sampleRate
    guard facts.sampleRate != rate else { return }
    ResamplingNotice.text([facts.sampleRate: 1], to: rate).map(reporter.note)
  }

  /// Says that the model can't find what is there.
  private func noteStrangers(
    _ truth: [StreamEvent]?, _ labels: [String], _ reporter: Reporter
  ) {
    guard let truth, !truth.isEmpty, !truth.contains(where: { labels.contains($0.label) }) else {
      return
    }
    reporter.note("the model knows none of the labels of the truth, so nothing can be right")
  }
}
