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
      from nothing, with the learning rate that suits it; a trained model stays as it is, but for its last layer.
      """)

  @OptionGroup var data: DataOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Kinds of networks and trained models, by commas: see earmark models.", valueName: "names"))
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
      "Parts of the groups that are held out in turn, 4; 0 for none.", valueName: "n"))
  var heldOut = 4

  @Option(name: .long, help: ArgumentHelp("What is drawn depends on it.", valueName: "number"))
  var seed: UInt64 = 0

  @OptionGroup(title: "Classes and parts") var parts: PartFlags
  @OptionGroup var threads: ThreadOptions
  @OptionGroup var output: JSONListOptions
  @OptionGroup var reports: ReportOptions

  mutating func validate() throws {
    try TrainingFlags.check("--epochs", epochs.map(Double.init), 1...1e6)
    try TrainingFlags.check("--held-out", Double(heldOut), 0...1000)
  }

  func run() throws {
    let reporter = Reporter(reports)
    let found = try data.find(reporter)
    let recipe = try NetworkFolds.recipe(recipe, for: found, epochs: epochs)
    let candidates = try ComparedModel.list(models, recipe: recipe, seed: seed)
    let groups = try data.groups(found)
    let bench = ComparisonBench(
      data: data, found: found, groups: groups, parts: parts, seed: seed, heldOutParts: heldOut,
      threads: threads.jobs, reporter: reporter)
    var list = output.isJSON ? JSONList(isLines: output.jsonl) : nil
    var rows: [ComparisonRow] = []
    for candidate in candidates where !Interruption.isSet {
      guard let row = try bench.row(of: candidate) else { break }
      rows.append(row)
      try list?.add(row.json)
    }
    reporter.finish()
    let advice = ComparisonAdvice(rows)
    if let list {
      try list.finish()
      if !rows.isEmpty || !Interruption.isSet { reporter.note(advice.text) }
    } else if !rows.isEmpty {
      try StandardOutput.write(ComparisonRow.table(rows) + "\n" + advice.text + "\n")
    }
    if Interruption.isSet { throw ExitCode(ExitStatus.interrupted) }
  }
}
