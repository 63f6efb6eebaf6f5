import Explorer
import Foundation
import LabelStore
import Labeling
import SoundFiles
import Workers

/// Makes a library agree with its folders: finds sound files, labels new ones, reads headers.
///
/// What killed programs left half written in the folders is removed.
public struct FolderScan: Sendable {
  /// Recordings that are written at once, so that what is shown grows steadily.
  private static let batchLength = 64

  private let location: LibraryLocation
  private let labelling: ScanLabelling
  private let threads: Int

  /// Makes a scan of what a location asks for.
  public init(
    location: LibraryLocation, labelling: ScanLabelling = .folders,
    threads: Int = ParallelLoop.processorCount
  ) {
    self.location = location
    self.labelling = labelling
    self.threads = threads
  }

  /// Scans.
  ///
  /// - Parameters:
  ///   - store: The library of the location, open for writing.
  ///   - report: Told on the calling thread.
  ///   - isCancelled: Asked often from several threads; what was finished by then is kept.
  /// - Throws: What is wrong with the library.
  @discardableResult
  public func run(
    _ store: LabelStore, report: (ScanReport) -> Void,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(Failure) -> ScanSummary {
    let walk = FolderWalk(location.paths, isCancelled: isCancelled)
    for folder in walk.unfinished { TemporaryName.removeLeftovers(in: folder) }
    var summary = ScanSummary()
    summary.found = walk.found.count
    summary.passedOver = walk.passedOver
    summary.failures = walk.failures
    summary.isComplete = walk.isComplete
    // What an unfinished walk did not come to is not missing.
    guard walk.isComplete else { return summary }
    let labels: ScanLabels
    do throws(LabelStoreError) {
      let kept = try store.libraryValue(ScanLabelling.key).flatMap(ScanLabelling.init(kept:))
      labels = ScanLabels(
        labelling == .folders ? kept ?? .folders : labelling, location, tables: walk.tables,
        isChosen: labelling != .folders)
      if let text = labelling.kept { try store.setLibraryValue(text, for: ScanLabelling.key) }
    } catch {
      throw Failure(error)
    }
    summary.failures += labels.failures
    summary.failures.forEach { report(.failed($0)) }
    do throws(LabelStoreError) {
      let (pending, isChanged) = try list(walk, labels, store, &summary)
      report(.listed(isChanged: isChanged))
      try probe(pending, store, report, isCancelled, &summary)
    } catch {
      throw Failure(error)
    }
    return summary
  }

  /// Brings the rows in line and returns the recordings whose headers must be read, and whether rows
  /// changed.
  private func list(
    _ walk: FolderWalk, _ labels: ScanLabels, _ store: LabelStore, _ summary: inout ScanSummary
  ) throws(LabelStoreError) -> (pending: [Recording], isChanged: Bool) {
    let places = ScannedPlaces(location, walk)
    var names: Set<String> = []
    let result = try store.reconcile(
      places.found, under: location.prefixes, look: places.look
    ) { path in
      RecordingFacts.hash(of: location.absolutePath(of: path))
    } attribution: { path in
      let attribution = labels.attribution(of: path)
      if let label = attribution?.label { names.insert(label) }
      return attribution
    }
    summary.found = result.added + result.changed + result.unchanged + result.moved
    summary.added = result.added
    summary.changed = result.changed
    summary.moved = result.moved
    summary.partMoves = result.moves.compactMap { move in
      move.from.partAfterMoving(to: move.to).map { part in
        PartMove(from: move.from, to: move.to, part: part)
      }
    }
    summary.missing = result.missing
    try store.orderLabels(names.sorted(by: Self.comesBefore))
    guard result.unchanged > 0 || result.moved > 0 else { return (result.pending, true) }
    let isRelabelled = try relabel(labels, store)
    // Access may have been given since, which changes neither size nor date of a file.
    let unreadable = try store.unreadable(under: location.prefixes)
    return (result.pending + unreadable, result.isChanged || isRelabelled)
  }

  /// Labels what was known before as the user said, or puts it into the parts of lists that are new;
  /// false if that changed nothing.
  private func relabel(
    _ labels: ScanLabels, _ store: LabelStore
  ) throws(LabelStoreError) -> Bool {
    let stamp = labels.listStamp
    let applied = stamp == nil ? nil : try store.libraryValue(SplitListFiles.key)
    let isListed = stamp != applied
    guard labels.isChosen || isListed, let clips = try clips(of: store) else { return false }
    let edits = clips.compactMap { clip in
      labels.isChosen
        ? Relabelling.edit(clip, labels.attribution(of: clip.recording.path)) : nil
    }
    if !edits.isEmpty { _ = try store.commit(.batch(edits)) }
    let changes = clips.compactMap { clip in
      let path = clip.recording.path
      return Relabelling.change(
        of: clip.recording, labels.isChosen ? labels.attribution(of: path) : labels.listed(path))
    }
    try store.assign(changes)
    if isListed { try store.setLibraryValue(stamp, for: SplitListFiles.key) }
    return !edits.isEmpty || !changes.isEmpty
  }

  /// What the library holds now; nil if its file has no name any more.
  private func clips(of store: LabelStore) throws(LabelStoreError) -> [Clip]? {
    do {
      // A reader of its own, because reading with `store` would pass over what others do meanwhile.
      let reader = try LabelStore(path: store.path, author: "", session: "", access: .read)
      let clips = try reader.library(under: location.prefixes).clips
      try reader.close()
      return clips
    } catch .noLibrary {
      return nil
    }
  }

  private func probe(
    _ pending: [Recording], _ store: LabelStore, _ report: (ScanReport) -> Void,
    _ isCancelled: @escaping @Sendable () -> Bool, _ summary: inout ScanSummary
  ) throws(LabelStoreError) {
    var progress = ScanProgress(total: pending.count, passedOver: summary.passedOver)
    report(.progress(progress))
    let paths = pending.map { location.absolutePath(of: $0.path) }
    for start in stride(from: 0, to: pending.count, by: Self.batchLength) {
      let batch = start..<min(start + Self.batchLength, pending.count)
      let results = ParallelLoop.map(
        count: batch.count, threads: threads, isCancelled: isCancelled
      ) { place in
        RecordingFacts(probing: paths[start + place])
      }
      var facts: [(ID<Recording>, RecordingFacts)] = []
      for (place, result) in zip(batch, results) {
        guard case .success(let value)? = result else { continue }
        facts.append((pending[place].id, value))
        if value.problem != nil { summary.unreadable += 1 }
      }
      report(.recordings(try store.record(facts)))
      progress.done += facts.count
      if facts.count < batch.count {
        summary.isComplete = false
        return
      }
      report(.progress(progress))
    }
    progress.isOver = true
    report(.progress(progress))
  }

  /// Orders classes as people do: numbers by value, names that begin with an underscore last.
  private static func comesBefore(_ left: String, _ right: String) -> Bool {
    let (isLeftSpecial, isRightSpecial) = (left.hasPrefix("_"), right.hasPrefix("_"))
    if isLeftSpecial != isRightSpecial { return isRightSpecial }
    let order = left.compare(right, options: [.numeric, .caseInsensitive])
    return order == .orderedSame ? left < right : order == .orderedAscending
  }
}
