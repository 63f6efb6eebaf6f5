import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling

/// `earmark review`: the explorer, in a review from the start.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Go through clips by keyboard: one key is one verdict, and the next clip plays.",
    discussion: """
      Queues: unlabelled; random; folder and label, one after the other; flagged; uncertain, what \
      the model is least sure of, among the clips without a label if there are any; errors, labels \
      that are probably wrong; disagreement, labels that the model contradicts; between, clips whose annotators disagree, for a decision; band, \
      a sample of every band of the model's scores, which tells how often the model is right. A \
      digit gives a label, a says that the label is right, y takes what is suggested, d lets the \
      clip come back, x ! i # flag it, u undoes. A review that was left, or killed, goes on where \
      it stopped when it is started again.
      """)

  @OptionGroup var explorer: ExploreOptions

  @Option(name: .long, help: "Which clips, in which order.")
  var queue: ReviewQueue = .unlabelled

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp("Only clips that fit, as in the explorer.", valueName: "filter"))
  var filter: String?

  @Flag(
    name: .long,
    help: "Hide what others said, what models say, and names; --hide hides other things.")
  var blind = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Hide labels, predictions, picture, or all; several with commas.", valueName: "what"))
  var hide: String?

  @Option(name: .long, help: ArgumentHelp("Verdicts that are wanted.", valueName: "n"))
  var target: Int?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Serve this share of the clips twice, to see how alike you judge.",
      valueName: "share"))
  var twice = 0.0

  @Option(name: .long, help: ArgumentHelp("What is drawn depends on it.", valueName: "number"))
  var seed: UInt64 = 0

  @Option(name: .long, help: ArgumentHelp("Bands of scores, for band.", valueName: "n"))
  var bands = 10

  @Option(name: .long, help: ArgumentHelp("Clips of every band.", valueName: "n"))
  var perBand = 20

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write how often the model is right, band by band, as CSV.", valueName: "file"),
    completion: .file())
  var table: String?

  @Flag(name: .long, help: "Begin anew where a review like this was left.")
  var restart = false

  mutating func validate() throws {
    if let target, target < 1 {
      throw ValidationError("--target is \(target), not a number from 1.")
    }
    if !(0...1).contains(twice) {
      throw ValidationError("--twice is \(twice), not a share from 0 to 1.")
    }
    if !(1...100).contains(bands) {
      throw ValidationError("--bands is \(bands), not a number from 1 to 100.")
    }
    if perBand < 1 { throw ValidationError("--per-band is \(perBand), not a number from 1.") }
    if table != nil, queue != .band {
      throw ValidationError("--table is of --queue band.")
    }
    if let contradiction = try plan().contradiction {
      throw ValidationError("\(contradiction).")
    }
  }

  func run() throws {
    try checkFilter()
    let wish = ReviewState.Wish(try plan(), isFresh: restart)
    let summary = try MainActor.assumeIsolated { try ExplorerRun(options: explorer).review(wish) }
    guard let summary else { return }
    if let table, let bands = summary.bands {
      try FileOutput.write(BandTable.text(bands), to: RawArguments.bytes(of: table))
    }
    try StandardOutput.write(summary.line + "\n")
  }

  /// Says what is wrong with the filter while there is no screen yet.
  private func checkFilter() throws {
    // Names of filters are known when the library is open.
    guard let filter, !filter.contains("@") else { return }
    do throws(ClipQueryError) {
      _ = try ClipQuery(filter)
    } catch {
      let desk = try LibraryDesk(explorer.paths, explorer.library)
      do throws(ClipQueryError) {
        _ = try ClipQuery(filter, attributes: desk.attributeNames)
      } catch {
        throw UsageFailure(failure: Failure(error))
      }
    }
  }

  private func plan() throws -> ReviewPlan {
    var plan = ReviewPlan(queue)
    plan.filter = filter
    if blind { plan.blindness = .usual }
    for name in hide?.split(separator: ",") ?? [] where !plan.blindness.hide(String(name)) {
      throw ValidationError("--hide is \(name), not labels, predictions, picture or all.")
    }
    plan.target = target
    plan.share = twice
    plan.seed = seed
    plan.bandCount = bands
    plan.clipsPerBand = perBand
    return plan
  }
}

extension ReviewQueue: ExpressibleByArgument {}
