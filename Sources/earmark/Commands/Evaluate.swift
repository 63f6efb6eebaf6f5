import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling
import Recognition
import Workers

/// `earmark evaluate`: compares a model with labels.
struct Evaluate: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Compare what a model says with labels.",
    discussion: """
      Without --split only those clips count that the model's own rule sets apart for testing, so \
      that no clip counts that it learnt from. Rows of the matrix are the labels, columns what the \
      model says. Macro F1 is the mean over all classes that are there or were said, _silence_ \
      and _unknown_ among them. Of a model that gives labels in order, the label of a clip is \
      split at spaces; accuracy is the share of clips without a fault, labelErrorRate the faults \
      for each label that is there, and the matrix has labels that were written for one another.
      """)

  /// Which clips count.
  enum Part: String, ExpressibleByArgument, CaseIterable {
    case test, validation, training, all
  }

  @OptionGroup var model: ModelArgument
  @OptionGroup var data: DataOptions

  @Option(help: "Which clips count, by the rule that the model was trained with.")
  var split = Part.test

  @Option(
    name: .shortAndLong, parsing: .unconditional,
    help: ArgumentHelp("How many clips to look at at once.", valueName: "n"))
  var jobs: Int = ParallelLoop.processorCount

  @OptionGroup(title: "Labels in order") var decoding: DecoderOptions
  @OptionGroup var output: JSONOptions
  @OptionGroup var reports: ReportOptions

  mutating func validate() throws {
    if jobs < 1 { throw ValidationError("--jobs is \(jobs), not a number from 1.") }
  }

  func run() throws {
    let reporter = Reporter(reports)
    let file = try model.read(reporter)
    let found = try data.find(reporter)
    do {
      try file.configuration.check(labels: found.labels)
    } catch {
      throw Failure(error)
    }
    let isInOrder = file.configuration.answers == .sequence
    let loaded = data.load(
      found, for: file.configuration.frontEnd, isWhole: isInOrder, threads: jobs, reporter)
    guard loaded.isComplete, !Interruption.isSet else { throw ExitCode(ExitStatus.interrupted) }
    let job = try EvaluationJob(
      file, named: RawArguments.shown(model.model), loaded, groups: try data.groups(found),
      threads: jobs)
    if let warning = job.warning, split != .all { reporter.note(warning) }
    let evaluation = try job.evaluation(of: split, by: decoding.decoder)
    try StandardOutput.write(
      output.json ? evaluation.json.compact + "\n" : Self.text(evaluation))
    try Outcome.check(failed: loaded.failures.count, of: .max, isComplete: !Interruption.isSet)
  }

  private static let groupLimit = 40

  /// Classes in words: how many, and those that are no words.
  private static func classes(_ labels: [String], _ present: [Int]) -> String {
    let special = present.map { labels[$0] }.filter(ClassRule.special.contains)
    let count = present.count == 1 ? "1 class" : "\(Format.count(present.count)) classes"
    return special.isEmpty ? count : "\(count), \(special.joined(separator: " and ")) among them"
  }

  private static func text(_ evaluation: Evaluation) -> String {
    var table = TextTable()
    table.add(["clips", Format.count(evaluation.count)])
    table.add(["accuracy", Percent.text(evaluation.correct, of: evaluation.count)])
    if let strings = evaluation.sequences {
      table.add([
        "label errors",
        Percent.text(strings.labelErrorRate) + "  of \(Format.count(strings.length)) labels: "
          + "\(strings.substitutions) wrong, \(strings.deletions) left out,"
          + " \(strings.insertions) too many",
      ])
    }
    table.add([
      "macro F1",
      Format.number(evaluation.macroF1, decimals: 3) + "  the mean of "
        + classes(evaluation.labels, evaluation.presentClasses),
    ])
    table.add(["calibration error", Format.number(evaluation.calibrationError, decimals: 3)])
    var groups = TextTable(rightAligned: [1, 2])
    if evaluation.groups.count > 1 { groups.add(["group", "clips", "accuracy"]) }
    if (2...groupLimit).contains(evaluation.groups.count) {
      for group in evaluation.groups {
        groups.add([group.name, Format.count(group.count), Percent.text(group.accuracy)])
      }
    } else if let worst = evaluation.groups.min(by: { $0.accuracy < $1.accuracy }),
      evaluation.groups.count > 1
    {
      groups.add([
        "worst: \(worst.name)", Format.count(worst.count), Percent.text(worst.accuracy),
      ])
    }
    let matrix = ConfusionText(evaluation: evaluation).text
    return table.text + "\n" + matrix + (groups.text.isEmpty ? "" : "\n" + groups.text)
  }
}
