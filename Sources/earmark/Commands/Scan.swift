import ArgumentParser
import Explorer
import ExplorerRuntime
import Foundation
import LabelStore
import Labeling
import Workers

/// `earmark scan`: indexes or refreshes a folder.
struct Scan: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "Index a folder, or bring its library up to date.",
    discussion: """
      New recordings get the label of their folder, of metadata.csv, or what --labels-from and \
      --columns say. Recordings that were moved keep their labels; those that are gone are kept as \
      missing. What is wrong with the sound is measured by --quality, or in the background by the \
      explorer; --where quality:duplicate and the like choose by it.
      """)

  @Argument(
    help: ArgumentHelp("The folder; sound files are taken too.", valueName: "folder"),
    completion: .directory)
  var folders: [String]

  @Flag(
    name: .long,
    help: """
      Measure the sound of each recording too: silent, clipped, truncated, off center, much shorter \
      or longer, of another rate, doubled.
      """)
  var quality = false

  @OptionGroup var library: LibraryOptions
  @OptionGroup var origin: LabelOriginOptions
  @OptionGroup var output: JSONOptions
  @OptionGroup var reports: ReportOptions

  @Option(
    name: .shortAndLong, help: ArgumentHelp("How many files to read at once.", valueName: "n"))
  var jobs: Int = ParallelLoop.processorCount

  mutating func validate() throws {
    if jobs < 1 { throw ValidationError("--jobs needs a number of 1 or more.") }
  }

  func run() throws {
    let labelling = try origin.labelling()
    let desk = try LibraryDesk(folders, library)
    let reporter = Reporter(reports)
    let store = try desk.open(.write)
    let summary = try desk.scan(store, reporter, labelling: labelling, threads: jobs)
    if let sentence = PartMove.sentence(summary.partMoves) { reporter.note(sentence) }
    if quality { try measure(store, desk.location, reporter) }
    let counts: [(String, Int)]
    let flaws: FlawCounts
    do throws(LabelStoreError) {
      let library = try store.library(under: desk.location.prefixes)
      counts = Self.labelCounts(library)
      flaws = FlawCounts(
        library, unmeasured: try store.unmeasured(under: desk.location.prefixes).count)
      try store.close()
    } catch {
      throw Failure(error)
    }
    try StandardOutput.write(
      output.json
        ? json(summary, counts, flaws, desk.location).compact + "\n"
        : text(summary, counts, flaws, desk.location))
    let failed = summary.unreadable + summary.failures.count
    try Outcome.check(failed: failed, of: .max, isComplete: summary.isComplete)
  }

  private func measure(
    _ store: LabelStore, _ location: LibraryLocation, _ reporter: Reporter
  ) throws(Failure) {
    defer { reporter.finish() }
    try QualityScan(location: location, threads: jobs).run(
      store, progress: { reporter.progress($0, of: $1, "measuring") },
      isCancelled: { Interruption.isSet })
  }

  /// How many clips that are there have each class as a whole, in the order of the classes.
  private static func labelCounts(_ library: Library) -> [(String, Int)] {
    var counts: [String: Int] = [:]
    for clip in library.clips where clip.recording.state != .missing {
      if let label = clip.label { counts[label, default: 0] += 1 }
    }
    return library.labels.names.compactMap { name in counts[name].map { (name, $0) } }
  }

  private func json(
    _ summary: ScanSummary, _ counts: [(String, Int)], _ flaws: FlawCounts,
    _ location: LibraryLocation
  ) -> JSONValue {
    .object([
      ("clips", .integer(summary.found)),
      ("added", .integer(summary.added)),
      ("changed", .integer(summary.changed)),
      ("moved", .integer(summary.moved)),
      ("missing", .integer(summary.missing)),
      ("failed", .integer(summary.unreadable)),
      ("passedOver", .integer(summary.passedOver)),
      ("labels", .object(counts.map { ($0.0, .integer($0.1)) })),
      ("quality", .object(flaws.counts.map { ($0.flaw.rawValue, .integer($0.count)) })),
      ("unmeasured", .integer(flaws.unmeasured)),
      (
        "partMoves",
        .array(
          summary.partMoves.map { move in
            .object([
              ("from", .string(location.shownPath(of: move.from).text)),
              ("to", .string(location.shownPath(of: move.to).text)),
              ("split", .string(move.part.rawValue)),
            ])
          })
      ),
      ("library", .string(location.file)),
    ])
  }

  private func text(
    _ summary: ScanSummary, _ counts: [(String, Int)], _ flaws: FlawCounts,
    _ location: LibraryLocation
  ) -> String {
    var facts = TextTable(rightAligned: [1])
    facts.add(["clips", Format.count(summary.found)])
    let others = [
      ("added", summary.added), ("changed", summary.changed), ("moved", summary.moved),
      ("missing", summary.missing), ("failed", summary.unreadable),
      ("passed over", summary.passedOver),
    ]
    for (name, count) in others where count > 0 { facts.add([name, Format.count(count)]) }
    var labels = TextTable(rightAligned: [1])
    for (name, count) in counts { labels.add(["  " + name, Format.count(count)]) }
    var place = TextTable()
    place.add(["library", location.file])
    return facts.text + (counts.isEmpty ? "" : "labels\n" + labels.text) + flaws.text
      + place.text
  }
}
