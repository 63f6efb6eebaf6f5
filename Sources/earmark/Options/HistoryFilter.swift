import ArgumentParser
import ExplorerRuntime
import Foundation
import LabelStore
import Labeling

/// Which entries of the history are meant.
struct HistoryFilter: ParsableArguments {
  @Option(
    name: .long, help: ArgumentHelp("Only what was done to a recording.", valueName: "path"),
    completion: .file())
  var clip: String?

  @Option(name: .long, help: ArgumentHelp("Only what gave or took a label.", valueName: "label"))
  var label: String?

  @Option(name: .long, help: ArgumentHelp("Only what a person did.", valueName: "name"))
  var annotator: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only what was done since a moment, such as 2026-11-24 or 2026-11-24T20:01.",
      valueName: "when"))
  var since: String?

  mutating func validate() throws {
    if let since, Self.date(since) == nil {
      throw ValidationError(
        "--since needs a moment such as 2026-11-24 or 2026-11-24T20:01, in UTC.")
    }
  }

  /// Whether an entry is meant.
  ///
  /// - Parameter clips: The clips of the recording of `--clip`, nil where it is not asked for.
  func holds(_ entry: HistoryEntry, clips: Set<ID<Clip>>?) -> Bool {
    if let annotator, entry.author != annotator { return false }
    if let since, let date = Self.date(since), entry.at < date { return false }
    if let clips, clips.isDisjoint(with: entry.edit.clips) { return false }
    return label.map { entry.edit.labels.contains($0) } ?? true
  }

  /// A moment from its beginning: the day, or to the minute, second or millisecond.
  private static func date(_ text: String) -> Date? {
    let end = "2000-01-01T00:00:00.000Z"
    let body = text.hasSuffix("Z") ? String(text.dropLast()) : text
    guard [10, 16, 19, 23].contains(body.count) else { return nil }
    return Timestamp.date(body + end.dropFirst(body.count))
  }
}
