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
      missing.
      """)

  @Argument(
    help: ArgumentHelp("The folder; sound files are taken too.", valueName: "folder"),
    completion: .directory)
  var folders: [String]

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
    let counts: [(String, Int)]
    do throws(LabelStoreError) {
      counts = Self.labelCounts(try store.library(under: desk.location.prefixes))
      try store.close()
    } catch {
      throw Failure(error)
    }
    try StandardOutput.write(
      output.json
        ? json(summary, counts, desk.location).compact + "\n"
        : text(summary, counts, desk.location))
    let failed = summary.unreadable + summary.failures.count
    try Outcome.check(failed: failed, of: .max, isComplete: summary.isComplete)
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
    _ summary: ScanSummary, _ counts: [(String, Int)], _ location: LibraryLocation
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
      ("library", .string(location.file)),
    ])
  }

  private func text(
    _ summary: ScanSummary, _ counts: [(String, Int)], _ location: LibraryLocation
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
    return facts.text + (counts.isEmpty ? "" : "labels\n" + labels.text) + place.text
  }
}
