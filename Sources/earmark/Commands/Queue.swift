import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling
import Recognition

/// `earmark queue`: says which clips are worth labelling next.
struct Queue: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue",
    abstract: "Say which clips are worth labelling next.",
    discussion: """
      margin asks where the two best classes are nearest to each other; it is the best for most. \
      entropy asks where all classes are near, bald where passes with dropout disagree, diverse \
      what is far from all that is labelled, random by chance. Without --model a logistic \
      regression learns from the labels that there are. Where no clip is without a label, all are \
      put in order.
      """)

  @OptionGroup var data: DataOptions

  @Option(name: .long, help: "What makes a clip worth it.")
  var by: LabelQueue = .margin

  @Option(
    name: .long,
    help: ArgumentHelp("The model that is asked; else the labels are learnt.", valueName: "model"))
  var model: String?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("List so many clips at most.", valueName: "n"))
  var count: Int?

  @Option(name: .long, help: ArgumentHelp("What is drawn depends on it.", valueName: "number"))
  var seed: UInt64 = 0

  @OptionGroup var threads: ThreadOptions
  @OptionGroup var output: JSONListOptions
  @OptionGroup var reports: ReportOptions

  mutating func validate() throws {
    if let count, count < 1 {
      throw ValidationError("--count is \(count), not a number from 1.")
    }
  }

  func run() throws {
    let reporter = Reporter(reports)
    let found = try data.find(reporter)
    let items = found.items.filter { $0.label != FolderLabel.backgroundNoise }
    let open = items.filter { $0.label == nil }
    if open.isEmpty, !items.isEmpty {
      reporter.note("every clip has a label, so all are put in order")
    }
    let wanted = open.isEmpty ? items : open
    guard by != .random else {
      let order = LabelQueue.random(count: wanted.count, seed: seed)
      return try write(order, wanted)
    }
    let desk = QueueDesk(
      describing: ClipDescribing(threads: threads.jobs, reporter: reporter), reporter: reporter,
      seed: seed)
    let known = open.isEmpty ? items : items.filter { $0.label != nil }
    let (places, clips) = try desk.order(
      wanted, known: known, by: by, model: model, count: count ?? QueueDesk.usualCount)
    try write(places, clips.items)
    try Outcome.check(
      failed: clips.failures.count, of: wanted.count, isComplete: !Interruption.isSet)
  }

  private func write(_ order: [LabelQueue.Place], _ items: [LabeledData.Item]) throws {
    var list = output.isJSON ? JSONList(isLines: output.jsonl) : nil
    var table = TextTable(rightAligned: [0, 1])
    for (rank, place) in order.prefix(count ?? .max).enumerated() {
      let path = items[place.clip].path
      table.add(["\(rank + 1)", Format.number(place.score, decimals: 3), path.text])
      let score = (place.score * 1e6).rounded() / 1e6
      try list?.add(
        .object(path.jsonMembers + [("score", .number(score)), ("rank", .integer(rank + 1))]))
    }
    if let list { try list.finish() } else { try StandardOutput.write(table.text) }
  }
}

extension LabelQueue: ExpressibleByArgument {}
