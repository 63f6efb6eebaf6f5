import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling
import Recognition

/// `earmark split`: which clips are learnt from, chosen on and tested on.
struct SplitCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "split",
    abstract: "Say which clips are for training, validation and testing.",
    discussion: """
      Nothing is moved or written: train takes the same rules with --split. Clips of one group, \
      of the same sound or of nearly the same that lie in several parts are told, since figures \
      of such a split flatter. Nearly the same sounds are known after earmark scan --quality.
      """)

  @OptionGroup var data: DataOptions
  @OptionGroup var parts: SplitOptions
  @OptionGroup var output: JSONListOptions
  @OptionGroup var reports: ReportOptions

  func run() throws {
    let reporter = Reporter(reports)
    let flags = try parts.flags()
    let labeled = data.labeled(try data.find(reporter), reporter)
    guard !labeled.items.isEmpty else {
      throw Failure(
        what: "Cannot divide \(RawArguments.shown(data.data))", why: "no clip has a label",
        remedy: "label some, or say by --labels-from or --columns where labels come from")
    }
    let found = SoundTwins.hashed(labeled, reporter)
    let groups = try data.groups(found)
    let rule = try SplitChoice(flags: flags, isOriginal: false, groups: groups, seed: parts.seed)
      .rule(for: found)
    let table: SplitTable
    do throws(SplitError) {
      table = SplitTable(
        found, try rule.split(found.clips), groups, rule,
        twins: SoundTwins.keys(of: found, in: data))
    } catch {
      throw Failure(error)
    }
    guard output.isJSON else { return try StandardOutput.write(table.text) }
    var list = JSONList(isLines: output.jsonl)
    for row in table.json { try list.add(row) }
    try list.finish()
    for leak in table.leakSentences { reporter.note(leak) }
  }
}

/// How clips are divided.
struct SplitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      given (what names their part), hash (the original's), lists (validation_list.txt and \
      testing_list.txt), groups (whole ones), folds or random; else what suits the clips.
      """, valueName: "rule"))
  var rule: PartFlags.Rule?

  @Option(help: ArgumentHelp("The group that is tested on.", valueName: "group"))
  var holdOut: String?

  @Option(help: ArgumentHelp("How many folds there are.", valueName: "n"))
  var folds: Int?

  @Option(help: ArgumentHelp("The fold that is tested on, from 1.", valueName: "n"))
  var fold: Int?

  @Option(help: ArgumentHelp("Clips to choose on, 10 unless told.", valueName: "percent"))
  var validationPercentage: Double?

  @Option(help: ArgumentHelp("Clips to test on, 10 unless told.", valueName: "percent"))
  var testingPercentage: Double?

  @Option(help: ArgumentHelp("What chance depends on.", valueName: "number"))
  var seed: UInt64 = 59185

  mutating func validate() throws {
    if rule == .folds, folds == nil {
      throw ValidationError("--rule folds needs --folds and --fold.")
    }
    _ = try flags()
  }

  /// The same as flags of a training, which checks them.
  func flags() throws -> PartFlags {
    try PartFlags.parse(
      TrainingFlags.words([
        ("split", rule?.rawValue), ("hold-out", holdOut), ("folds", folds.map(String.init)),
        ("fold", fold.map(String.init)),
        ("validation-percentage", validationPercentage.map { "\($0)" }),
        ("testing-percentage", testingPercentage.map { "\($0)" }),
      ]))
  }
}
