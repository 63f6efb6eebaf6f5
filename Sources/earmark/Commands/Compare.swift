import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling
import Recognition

/// `earmark compare`: trains several kinds of models on the same clips and says which to take.
struct Compare: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Train several kinds of models on the same clips and say which to take.",
    discussion: """
      Every model learns from the same part of the clips and is tested on the same other part. \
      Where clips have groups, such as speakers, it also learns without some of them and is tested \
      on those: that is what it does with a voice that it never heard. A kind of network learns \
      from nothing, with the learning rate that suits it; a trained model stays as it is, but for \
      its last layer. knn:words keeps examples on what the model words says of them. --models all \
      takes all kinds; with --budget every one gets its share of the time, those that are cut \
      short say so, and those for which there is no time are named. What follows from the figures \
      stands under them: whether a convolutional network is worth it over a linear baseline, a \
      recurrent one over both, samples over features, and how much smaller does as well.
      """)

  @OptionGroup var data: DataOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Kinds of networks and trained models, by commas, or all: see earmark models.",
      valueName: "names"))
  var models: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How networks are trained: \(RecipeRegistry.names.joined(separator: ", ")).",
      valueName: "recipe"))
  var recipe = "default"

  @Option(name: .long, help: ArgumentHelp("Passes over the clips.", valueName: "n"))
  var epochs: Int?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Parts of the groups that are held out in turn, 4, or 1 with --budget; 0 for none.",
      valueName: "n"))
  var heldOut: Int?

  @Option(
    name: .long,
    help: ArgumentHelp("The time in which all is done; longer without.", valueName: "minutes"))
  var budget: Double?

  @Option(name: .long, help: ArgumentHelp("What is drawn depends on it.", valueName: "number"))
  var seed: UInt64 = 0

  @OptionGroup(title: "Classes and parts") var parts: PartFlags
  @OptionGroup var threads: ThreadOptions
  @OptionGroup var output: JSONListOptions
  @OptionGroup var reports: ReportOptions

  mutating func validate() throws {
    try TrainingFlags.check("--epochs", epochs.map(Double.init), 1...1e6)
    try TrainingFlags.check("--held-out", heldOut.map(Double.init), 0...1000)
    try TrainingFlags.check("--budget", budget, 0.01...1e6)
  }

  /// Parts that are held out.
  private static let usualParts = 4
  /// The same where the time is limited.
  private static let partsInBudget = 1

  func run() throws {
    let end = budget.map { ContinuousClock.now + .seconds(60 * $0) }
    let reporter = Reporter(reports)
    let found = try data.find(reporter)
    let recipe = try NetworkFolds.recipe(recipe, for: found, epochs: epochs)
    let candidates = try ComparedModel.list(models, recipe: recipe, seed: seed)
    let groups = try data.groups(found)
    let parts = heldOut ?? (end == nil ? Self.usualParts : Self.partsInBudget)
    let bench = ComparisonBench(
      data: data, found: found, groups: groups, parts: self.parts, seed: seed,
      heldOutParts: parts, threads: threads.jobs, reporter: reporter)
    var list = output.isJSON ? JSONList(isLines: output.jsonl) : nil
    var kinds: [ComparedKind] = []
    var notRun: [String] = []
    func take(_ result: BudgetedComparison.Result) throws {
      switch result {
      case .compared(let kind): kinds.append(kind)
      case .notRun(let model, _): notRun.append(model.name)
      }
      try list?.add(result.json)
    }
    if let end {
      try BudgetedComparison(bench: bench, end: end).run(candidates, report: take)
    } else {
      for candidate in candidates where !Interruption.isSet {
        guard let kind = try bench.row(of: candidate) else { break }
        try take(.compared(kind))
      }
    }
    reporter.finish()
    try finish(list, kinds, notRun, reporter)
  }

  private func finish(
    _ list: JSONList?, _ kinds: [ComparedKind], _ notRun: [String], _ reporter: Reporter
  ) throws {
    let answers = ComparisonAnswers(kinds, notRun: notRun).text
    if kinds.isEmpty, !notRun.isEmpty {
      try list?.finish()
      throw Failure(
        what: "Cannot compare models", why: "there was no time for any of them",
        remedy: "give a larger --budget, or name fewer --models")
    }
    if let list {
      try list.finish()
      if !kinds.isEmpty || !Interruption.isSet { reporter.note(answers) }
    } else if !kinds.isEmpty {
      try StandardOutput.write(ComparedKind.table(kinds) + "\n" + answers + "\n")
    }
    if Interruption.isSet { throw ExitCode(ExitStatus.interrupted) }
  }
}
