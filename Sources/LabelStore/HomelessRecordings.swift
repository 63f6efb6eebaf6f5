import Labeling

/// Recordings that are not in their places any more, from which those that moved are taken.
struct HomelessRecordings {
  private typealias Known = ReconciliationPlan.Known

  private struct Stamp: Hashable {
    let byteCount: Int64
    let modified: Int64
  }

  private let lostBySize: [Int64: [Known]]
  private let allByStamp: [Stamp: [Known]]
  private var taken: Set<Int64> = []

  /// - Parameters:
  ///   - lost: Recordings whose places are empty.
  ///   - displaced: Recordings in whose places something else was found.
  init(lost: [ReconciliationPlan.Known], displaced: [ReconciliationPlan.Known]) {
    let lost = lost.filter { $0.hash != nil }.sorted { $0.path < $1.path }
    lostBySize = Dictionary(grouping: lost, by: \.byteCount)
    let all = lost + displaced.filter { $0.hash != nil }
    allByStamp = Dictionary(grouping: all) {
      Stamp(byteCount: $0.byteCount, modified: $0.modified)
    }
  }

  /// Whether a recording was found elsewhere.
  func isTaken(_ row: ReconciliationPlan.Known) -> Bool { taken.contains(row.row) }

  /// The recording that lies at a new place now, each given once.
  ///
  /// Of lost ones the contents decide; one whose place was taken must also have kept its date, as
  /// it does when it is renamed.
  mutating func take(_ found: FoundRecording, _ hash: (RecordingPath) -> String?) -> Int64? {
    let lost = lostBySize[found.byteCount] ?? []
    let known = Set(lost.map(\.row))
    let displaced = renamed(found).filter { !known.contains($0.row) }
    return take(found, from: lost + displaced, hash)
  }

  /// The recording that was renamed over another one.
  mutating func takeRenamed(
    _ found: FoundRecording, over row: ReconciliationPlan.Known,
    _ hash: (RecordingPath) -> String?
  ) -> Int64? {
    take(found, from: renamed(found).filter { $0.row != row.row }, hash)
  }

  private func renamed(_ found: FoundRecording) -> [Known] {
    allByStamp[Stamp(byteCount: found.byteCount, modified: found.modified)] ?? []
  }

  /// Of equal ones that with the same name goes first.
  private mutating func take(
    _ found: FoundRecording, from candidates: [Known], _ hash: (RecordingPath) -> String?
  ) -> Int64? {
    let free = candidates.filter { !taken.contains($0.row) }
    guard !free.isEmpty, let contents = hash(found.path) else { return nil }
    let equal = free.filter { $0.hash == contents }
    let best = equal.first { $0.path.name == found.path.name } ?? equal.first
    guard let best else { return nil }
    taken.insert(best.row)
    return best.row
  }
}
