import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling
import NeuralNetworks
import Recognition

/// `earmark errors`: finds labels that are probably wrong.
struct Errors: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "errors",
    abstract: "Find labels that are probably wrong.",
    discussion: """
      Every clip is judged by a model that learned from other clips; where it speaks clearly for \
      another label, the clip is a suspect (confident learning). The most suspicious come first. \
      Usually a logistic regression learns from what the shipped model "words" says of speech, or \
      from fixed features where there is none. Where there are many groups, whole groups are \
      judged by models of the others; --group asks for that. Not every suspect is wrong: listen.
      """)

  @OptionGroup var data: DataOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A model whose last layer is learnt anew, or logistic for fixed features.",
      valueName: "model"))
  var model: String?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Models; each judges one part of the clips. Usually 5, fewer where there are fewer groups.",
      valueName: "n"))
  var folds: Int?

  @Option(name: .long, help: ArgumentHelp("What is drawn depends on it.", valueName: "number"))
  var seed: UInt64 = 0

  @Flag(name: .long, help: "List all clips, those that are no suspects behind the others.")
  var all = false

  @OptionGroup var threads: ThreadOptions
  @OptionGroup var output: JSONListOptions
  @OptionGroup var reports: ReportOptions

  mutating func validate() throws {
    if let folds, !(2...1_000).contains(folds) {
      throw ValidationError("--folds is \(folds), not a number from 2 to 1000.")
    }
  }

  func run() throws {
    let reporter = Reporter(reports)
    let found = try data.find(reporter)
    let rule = try data.groups(found)
    let items = found.items.filter {
      $0.label != nil && $0.label != FolderLabel.backgroundNoise
    }
    let source = try HeadSource(model: model).source(for: items, reporter)
    let describing = ClipDescribing(threads: threads.jobs, reporter: reporter)
    guard Set(items.map(\.label)).count > 1 else { throw Self.oneClass(items.first?.label) }
    let clips = try describing.values(of: items, by: source)
    let classes = LabelPlaces(clips.items.compactMap(\.label))
    guard classes.names.count > 1 else { throw Self.oneClass(classes.names.first) }
    let division = try ClipFolds(
      clips.items, values: clips.values, count: folds, groups: rule, isAsked: data.group != nil,
      seed: seed)
    let logits = OutOfFold.logits(
      clips.values, labels: classes.places, classes: classes.names.count, folds: division.folds,
      threads: threads.jobs, isCancelled: { Interruption.isSet }
    ) { done in
      reporter.progress(done, of: division.folds.all.count, "learning")
    }
    reporter.finish()
    guard let logits else { throw ExitCode(ExitStatus.interrupted) }
    let probabilities = OutOfFold.probabilities(logits: logits, labels: classes.places)
    let learning = ConfidentLearning(probabilities: probabilities, labels: classes.places)
    let suspects = all ? learning.ranked : learning.flagged
    let right = zip(logits, classes.places).count { Evaluation.best($0) == $1 }
    reporter.note(
      "\(learning.flagged.count) suspects of \(Format.count(clips.items.count)) clips;"
        + " \(Format.number(100 * Double(right) / Double(clips.items.count), decimals: 1)) %"
        + " of them are judged as they are labelled,"
        + (division.isGrouped
          ? " whole groups by models of the others" : " each by a model of others"))
    try write(suspects, clips.items, classes.names)
    try Outcome.check(
      failed: clips.failures.count, of: items.count, isComplete: !Interruption.isSet)
  }

  private func write(
    _ suspects: [ConfidentLearning.Suspect], _ items: [LabeledData.Item], _ names: [String]
  ) throws {
    var list = output.isJSON ? JSONList(isLines: output.jsonl) : nil
    var table = TextTable(rightAligned: [0, 1])
    for (place, suspect) in suspects.enumerated() {
      let item = items[suspect.clip]
      let (label, suggested) = (names[suspect.label], names[suspect.suggested])
      table.add([
        "\(place + 1)", Format.number(Double(suspect.score), decimals: 2), label, "→ \(suggested)",
        item.path.text,
      ])
      try list?.add(
        .object(
          item.path.jsonMembers + [
            ("label", .string(label)), ("suggested", .string(suggested)),
            ("score", .number(suspect.score)), ("rank", .integer(place + 1)),
            ("flagged", .bool(suspect.isFlagged)),
          ]))
    }
    if let list { try list.finish() } else { try StandardOutput.write(table.text) }
  }

  private static func oneClass(_ label: String?) -> Failure {
    Failure(
      what: "Cannot look for wrong labels",
      why: label.map { "all clips are labelled \(JSONText.literal($0))" } ?? "no clip has a label",
      remedy: "label some clips of two classes or more")
  }
}
