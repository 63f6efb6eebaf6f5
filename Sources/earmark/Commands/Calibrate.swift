import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling
import Recognition

/// `earmark calibrate`: makes the scores of a model the shares that are right.
struct Calibrate: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Make the scores of a model the shares that are right.",
    discussion: """
      One number, the temperature, divides what the model says before it becomes percentages; \
      which class comes first stays as it is. It is found on clips that the model did not learn \
      from: the validation part of the data, as the model divides them. The error afterwards is \
      that of clips that the temperature was not found on.
      """)

  @OptionGroup var model: ModelArgument
  @OptionGroup var data: DataOptions

  @Option(name: .long, help: "The clips that are used; else validation, if the model can tell it.")
  var split: HeldOutClips.Choice?

  @Option(
    name: [.customShort("o"), .customLong("out")],
    help: ArgumentHelp("The new model; else the model itself is changed.", valueName: "file"),
    completion: .file(extensions: ["earmark"]))
  var out: String?

  @OptionGroup var threads: ThreadOptions
  @OptionGroup var output: JSONOptions
  @OptionGroup var reports: ReportOptions

  mutating func validate() throws {
    if let out, out.isEmpty { throw ValidationError("--out is empty.") }
  }

  func run() throws {
    let reporter = Reporter(reports)
    let target = try target()
    var file = try model.read(reporter)
    let found = try data.find(reporter)
    let clips = try HeldOutClips(found, of: file, split, reporter)
    let describing = ClipDescribing(threads: threads.jobs, reporter: reporter)
    let described = try describing.values(of: clips.items, by: .model(file))
    let truth = try clips.classes(of: described.items)
    guard truth.count >= CalibrationFigures.leastClips else {
      throw Failure(
        what: "Cannot calibrate \(model.name)",
        why: "\(truth.count) clips are too few, \(CalibrationFigures.leastClips) are needed",
        remedy: "label more clips that it did not learn from, or use --split all")
    }
    let figures = CalibrationFigures(
      logits: described.logits, truth: truth, before: file.configuration.temperature)
    if figures.helps {
      file.configuration.temperature = figures.temperature
      file.configuration.metrics["calibrationError"] = figures.errorAfter
      file.configuration.metrics["calibrationClips"] = Double(truth.count)
      file.configuration.provenance["calibration"] =
        "\(truth.count) \((split ?? .validation).rawValue) clips, by earmark calibrate"
    } else {
      reporter.note(
        "the temperature stays \(Format.number(file.configuration.temperature, decimals: 3)): one"
          + " that is fitted to half of these clips does not suit the other half better")
    }
    if figures.helps || out != nil { try ModelCatalog.write(file, to: target) }
    if output.json {
      try StandardOutput.write(figures.json(path: RecordingPath(bytes: target)).compact + "\n")
    } else {
      try StandardOutput.write(figures.text)
    }
    try Outcome.check(
      failed: described.failures.count, of: clips.items.count, isComplete: !Interruption.isSet)
  }

  /// Where the model goes; one that is shipped is never changed.
  private func target() throws(Failure) -> [UInt8] {
    if let out {
      let path = FilePath.absolute(RawArguments.bytes(of: out))
      try OutputGuard.check(path, as: .model)
      return path
    }
    let path = try ModelCatalog().path(of: model.bytes)
    guard path == FilePath.absolute(model.bytes) else {
      throw Failure(
        what: "Cannot change the model \(model.name)", why: "it is one that comes with earmark",
        remedy: "name a new file with --out")
    }
    return path
  }
}

extension ModelArgument {
  /// The argument as it is shown.
  var name: String { RawArguments.shown(model) }
}
