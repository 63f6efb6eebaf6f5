import Foundation
import GRDB
import Labeling

/// A merge of another library into this one, in the transaction that is open.
final class LibraryMerge {
  let ours: MergeSide
  let theirs: MergeSide
  private(set) var match: MergeMatch
  private let database: Database
  private let ourTouch: MergeTouch
  private let theirTouch: MergeTouch

  /// Compares two libraries.
  init(ours database: Database, theirs other: Database) throws {
    self.database = database
    ours = try MergeSide(database)
    theirs = try MergeSide(other)
    match = MergeMatch(ours, theirs)
    ourTouch = try ours.touched(unknownTo: theirs, database)
    theirTouch = try theirs.touched(unknownTo: ours, other)
  }

  /// Changes this library and returns what was done.
  func perform() throws -> (steps: [LibraryEdit], report: MergeReport) {
    let recordings = match.newRecordings
    for recording in recordings {
      match.note(recording, row: try MergeRows.insert(recording, database))
    }
    var steps = try labelSteps() + clipSteps()
    let (trims, trimConflicts) = trims()
    steps += trims
    for step in trims { _ = try AnnotationRows.apply(step, database) }
    let annotations = theirs.annotations.compactMap { annotation in
      match.clips[annotation.clip.row].map { annotation.moved(to: ID(row: $0)) }
    }
    var plan = MergePlan(ours.annotations, ourTouch, annotations, theirTouch)
    plan.tell(trimConflicts, at: Date())
    try MergeRows.perform(plan.steps, database)
    var report = plan.report
    report.recordings = recordings.map(\.path)
    return (steps + plan.steps, report)
  }

  /// What the other library knows of classes of which this one knows nothing.
  private func labelSteps() throws -> [LibraryEdit] {
    let wanted = ours.labels.filled(from: theirs.labels)
    guard wanted != ours.labels else { return [] }
    return try AnnotationRows.apply(.labelSet(from: ours.labels, to: wanted), database)
  }

  /// Adds clips that are not here, unless they were taken away here and nothing is said of them.
  private func clipSteps() throws -> [LibraryEdit] {
    let said = Set(theirs.annotations.map(\.clip.row))
    var random = SystemRandomNumberGenerator()
    var steps: [LibraryEdit] = []
    for clip in match.newClips {
      if ourTouch.removedClips.contains(clip.uuid), !said.contains(clip.row) { continue }
      guard let recording = match.recordings[clip.recording] else { continue }
      guard let span = clip.span else {
        match.note(clip, row: try MergeRows.insert(clip, of: recording, database))
        continue
      }
      let row = Int64.random(in: NewClip.rows, using: &random)
      let step = LibraryEdit.addClip(
        NewClip(
          clip: ID(row: row), id: clip.uuid, recording: ID(row: recording), span: span))
      steps += try AnnotationRows.apply(step, database)
      match.note(clip, row: row)
    }
    return steps
  }

  /// The limits of clips that the other library changed.
  private func trims() -> (steps: [LibraryEdit], conflicts: [MergeReport.Conflict]) {
    let here = Dictionary(ours.clips.map { ($0.row, $0) }) { first, _ in first }
    var steps: [LibraryEdit] = []
    var conflicts: [MergeReport.Conflict] = []
    for clip in theirs.clips where theirTouch.clips.contains(clip.row) {
      guard let own = match.clips[clip.row].flatMap({ here[$0] }), own.span != clip.span else {
        continue
      }
      if ourTouch.clips.contains(own.row) {
        conflicts.append(
          MergeReport.Conflict(
            kind: .trimmed, clip: ID(row: own.row), ours: nil, theirs: nil,
            theirLimits: clip.span))
      } else {
        steps.append(.trim(clip: ID(row: own.row), from: own.span, to: clip.span))
      }
    }
    return (steps, conflicts)
  }
}
