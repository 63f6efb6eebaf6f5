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
      """
      A model whose last layer is learnt anew, logistic for fixed features, or a kind of network, \
      which takes minutes.
      """, valueName: "model"))
  var model: String?

  @Option(
    name: .long, help: ArgumentHelp("Passes over the clips, for a network.", valueName: "n"))
  var epochs: Int?

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
    try TrainingFlags.check("--epochs", epochs.map(Double.init), 1...1e6)
    if let folds, !(2...1_000).contains(folds) {
      throw ValidationError("--folds is \(folds), not a number from 2 to 1000.")
    }
  }

  func run() throws {
    let reporter = Reporter(reports)
    let found = try data.find(reporter)
    let judged: Judged?
    if let model, let kind = ArchitectureRegistry.architecture(named: model),
      kind.id != HeadSource.fixed
    {
      judged = try networks(kind, found, reporter)
    } else {
      judged = try heads(found, reporter)
    }
    guard let judged else { throw ExitCode(ExitStatus.interrupted) }
    let probabilities = OutOfFold.probabilities(
      logits: judged.logits, labels: judged.classes.places)
    let learning = ConfidentLearning(
      probabilities: probabilities, labels: judged.classes.places)
    reporter.note(judged.summary(suspects: learning.flagged.count))
    try write(all ? learning.ranked : learning.flagged, judged.items, judged.classes.names)
    try Outcome.check(
      failed: judged.failed, of: judged.items.count + judged.failed,
      isComplete: !Interruption.isSet)
  }

  /// Clips that were judged by models of others.
  private struct Judged {
    let items: [LabeledData.Item]
    let classes: LabelPlaces
    let logits: [[Float]]
    let isGrouped: Bool
    let failed: Int

    func summary(suspects: Int) -> String {
      let right = zip(logits, classes.places).count { Evaluation.best($0) == $1 }
      let share = Format.number(
        100 * Double(right) / Double(max(1, items.count)), decimals: 1)
      return "\(suspects) suspects of \(Format.count(items.count)) clips; \(share) % of them are"
        + " judged as they are labelled,"
        + (isGrouped ? " whole groups by models of the others" : " each by a model of others")
    }
  }

  /// Clips judged by last layers on the same description; nil where it was stopped.
  private func heads(_ found: LabeledData, _ reporter: Reporter) throws -> Judged? {
    let items = Self.doubtable(found.items, reporter).items
    let source = try HeadSource(model: model).source(for: items, reporter)
    try Self.check(items.compactMap(\.label))
    let describing = ClipDescribing(threads: threads.jobs, reporter: reporter)
    let clips = try describing.values(of: items, by: source)
    try Self.check(clips.items.compactMap(\.label))
    let classes = LabelPlaces(clips.items.compactMap(\.label))
    let division = try ClipFolds(
      clips.items, copies: ClipFolds.copies(clips.values), count: folds,
      groups: try data.groups(found), isAsked: data.group != nil, seed: seed)
    let logits = OutOfFold.logits(
      clips.values, labels: classes.places, classes: classes.names.count, folds: division.folds,
      threads: threads.jobs, isCancelled: { Interruption.isSet }
    ) { done in
      reporter.progress(done, of: division.folds.all.count, "learning")
    }
    reporter.finish()
    return logits.map {
      Judged(
        items: clips.items, classes: classes, logits: $0, isGrouped: division.isGrouped,
        failed: clips.failures.count)
    }
  }

  /// Clips judged by networks that learned from others; nil where it was stopped.
  private func networks(
    _ kind: any Architecture.Type, _ found: LabeledData, _ reporter: Reporter
  ) throws -> Judged? {
    var found = found
    let alone = Self.doubtable(found.items, reporter).alone
    found.items.removeAll { item in item.label.map(alone.contains) ?? false }
    try Self.check(found.labels)
    let recipe = try NetworkFolds.recipe(for: found, epochs: epochs)
    let plan: TrainingPlan
    do {
      plan = try TrainingPlan(recipe, architecture: kind, seed: seed)
    } catch {
      throw Failure(error)
    }
    let loaded = data.load(
      found, for: plan.recipe.frontEnd, threads: threads.jobs, reporter)
    guard loaded.isComplete else { return nil }
    let networks = NetworkFolds(
      loaded: loaded, plan: plan, threads: threads.jobs, reporter: reporter)
    let items = networks.sounds.map { loaded.data.items[$0] }
    try Self.check(items.compactMap(\.label))
    let classes = LabelPlaces(items.compactMap(\.label))
    let division = try ClipFolds(
      items, copies: ClipFolds.copies(items.map { $0.contentHash ?? $0.path.text }), count: folds,
      groups: try data.groups(found), isAsked: data.group != nil, seed: seed)
    let logits = try networks.logits(labels: classes.names, folds: division.folds)
    reporter.finish()
    return logits.map {
      Judged(
        items: items, classes: classes, logits: $0, isGrouped: division.isGrouped,
        failed: loaded.failures.count)
    }
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

  /// The clips whose labels can be doubted; says which can't.
  private static func doubtable(
    _ items: [LabeledData.Item], _ reporter: Reporter
  ) -> DoubtableClips {
    let clips = DoubtableClips(items)
    if !clips.alone.isEmpty {
      let names = clips.alone.map { JSONText.literal($0) }.joined(separator: ", ")
      reporter.note("only one clip each, so nothing can be said of them: \(names)")
    }
    return clips
  }

  /// Refuses clips of less than two classes.
  private static func check(_ labels: [String]) throws(Failure) {
    guard Set(labels).count < 2 else { return }
    throw Failure(
      what: "Cannot look for wrong labels",
      why: labels.first.map { "there is only \(JSONText.literal($0)) to be judged" }
        ?? "there is no class of two clips or more",
      remedy: "label some clips of two classes or more")
  }
}
