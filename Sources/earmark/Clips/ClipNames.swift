import Explorer
import ExplorerRuntime
import Labeling
import SoundFiles

/// Checks the names of an export before anything is written.
struct ClipNames {
  private static let lossy: Set<String> = [
    "mp3", "mp2", "mp1", "mpga", "ogg", "oga", "opus", "m4a", "spx",
  ]

  /// What is wrong with the name of an item, by the place of its recording and its own.
  private(set) var refusals: [Place: Failure] = [:]
  private var existing: [[UInt8]] = []
  private let folder: [UInt8]

  /// The place of an item in a plan.
  struct Place: Hashable {
    /// That of its recording.
    let group: Int
    /// Its own.
    let item: Int
  }

  /// Looks at all names.
  ///
  /// - Parameter recordings: The absolute paths of the library's recordings, which are never
  ///   replaced.
  init(
    _ plan: ClipPlan, _ pattern: ClipNamePattern, _ options: TrimOptions, folder: [UInt8],
    recordings: Set<[UInt8]>
  ) {
    self.folder = folder
    let real = FilePath.resolved(folder) ?? FilePath.absolute(folder)
    var taken: [[UInt8]: RecordingPath] = [:]
    for (groupPlace, group) in plan.groups.enumerated() {
      let ending = Self.ending(of: group.source, options)
      for (itemPlace, item) in group.items.enumerated() {
        let name = pattern.path(of: item.facts, ending: ending)
        let other = taken.updateValue(group.path, forKey: name)
        let target = FilePath.join(folder, name)
        if let other {
          refusals[Place(group: groupPlace, item: itemPlace)] = Failure(
            what: "Cannot write \(FilePath.text(target))",
            why: "it is made of \(other.text) already",
            remedy: "put {folder}, {onset} or {index} into --name")
        } else if recordings.contains(FilePath.join(real, name)) {
          refusals[Place(group: groupPlace, item: itemPlace)] = Failure(
            what: "Cannot write \(FilePath.text(target))", why: "it is a recording of the library",
            remedy: "choose another folder")
        } else if FilePath.facts(target) != nil {
          existing.append(name)
        }
      }
    }
  }

  /// Why nothing is written at all, where files may not be replaced.
  func refusal(of count: Int) -> Failure? {
    guard let first = existing.first else { return nil }
    let share = existing.count == count ? "all" : "\(Format.count(existing.count))"
    return Failure(
      what: "Cannot export to \(FilePath.text(folder))",
      why: "\(share) of \(Format.count(count)) files are there already, such as "
        + FilePath.text(first),
      remedy: "choose another folder, or replace them by --force")
  }

  /// The end that a name will have, as far as can be told without opening the recording.
  private static func ending(of source: [UInt8], _ options: TrimOptions) -> String {
    if let container = options.container { return container.fileExtension }
    let own = FilePath.fileExtension(FilePath.name(source)) ?? ""
    return lossy.contains(own) ? SoundFormat.Container.flac.fileExtension : own
  }
}
