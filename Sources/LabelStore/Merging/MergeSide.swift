import Foundation
import GRDB
import Labeling

/// All of a library that a merge compares.
struct MergeSide {
  /// A recording with what tells it from others.
  struct Recording {
    let row: Int64
    let uuid: UUID
    let path: RecordingPath
    let byteCount: Int64
    let modified: Int64
    let hash: String?
    let isMissing: Bool
    let sampleRate: Double
    let sampleCount: Int
    let channelCount: Int
  }

  /// A clip with its identity.
  struct Clip {
    let row: Int64
    let uuid: UUID
    let recording: Int64
    let span: Range<Int>?
  }

  /// A row of the history.
  struct Entry {
    let number: Int64
    let uuid: UUID
    let kind: String
    let undoes: Int64?
    let isUndone: Bool
    /// Whether it is a part of the history: not if the merge that it came with was taken back.
    let counts: Bool
    /// Whether it is a merge: what it took over is told by the entries that came with it.
    let isMerge: Bool
  }

  var recordings: [Recording] = []
  var clips: [Clip] = []
  var annotations: [Annotation] = []
  var entries: [Entry] = []
  var labels = LabelSet()

  /// Reads a library.
  init(_ database: Database) throws {
    recordings = try Self.recordings(database)
    clips = try Row.fetchAll(
      database, sql: "SELECT id, uuid, recording_id, onset, \"offset\" FROM clips ORDER BY id"
    ).map { row in
      let onset: Int? = try row.value(3)
      let offset: Int? = try row.value(4)
      return try Clip(
        row: row.value(0), uuid: row.value(1), recording: row.value(2),
        span: onset.flatMap { onset in offset.map { onset..<$0 } })
    }
    annotations = try Row.fetchAll(
      database,
      sql: """
        SELECT \(AnnotationRows.columns(database)) FROM annotations
        JOIN labels ON labels.id = annotations.label_id
        ORDER BY annotations.created, annotations.uuid
        """
    ).map(AnnotationRows.annotation)
    entries = try Self.entries(database)
    labels = try LabelRows.all(database)
  }

  private static func recordings(_ database: Database) throws -> [Recording] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT id, uuid, path, byte_count, modified, hash, is_missing, sample_rate, sample_count,
          channel_count FROM recordings ORDER BY id
        """
    ).map { row in
      guard let path = RecordingPath(column: row[2]) else { throw RecordingRows.Misfit() }
      return try Recording(
        row: row.value(0), uuid: row.value(1), path: path, byteCount: row.value(3),
        modified: row.value(4), hash: row.value(5), isMissing: row.value(6),
        sampleRate: row.value(7), sampleCount: row.value(8), channelCount: row.value(9))
    }
  }

  private static func entries(_ database: Database) throws -> [Entry] {
    let isFive = try Migrations.isFive(database)
    let merge = isFive ? "history.merge_id" : "NULL"
    let merges = isFive ? "SELECT merge_id FROM history WHERE merge_id <> id" : "NULL"
    return try Row.fetchAll(
      database,
      sql: """
        SELECT history.id, history.uuid, history.kind, history.undoes, history.state,
          ifnull(merge.state, 'live'), ifnull(history.id IN (\(merges)), 0)
        FROM history LEFT JOIN history AS merge ON merge.id = \(merge) AND merge.id <> history.id
        ORDER BY history.id
        """
    ).map { row in
      let state: String = try row.value(4)
      let merge: String = try row.value(5)
      return try Entry(
        number: row.value(0), uuid: row.value(1), kind: row.value(2), undoes: row.value(3),
        isUndone: state == "undone", counts: merge != "undone", isMerge: row.value(6))
    }
  }

  /// What the entries that another side does not know of changed.
  ///
  /// An edit that was taken back again changed nothing, and a merge nothing but what the entries
  /// say that came with it.
  func touched(unknownTo other: MergeSide, _ database: Database) throws -> MergeTouch {
    let known = Set(other.entries.filter(\.counts).map(\.uuid))
    let byNumber = Dictionary(entries.map { ($0.number, $0) }) { first, _ in first }
    var touch = MergeTouch()
    for entry in entries where entry.counts && !entry.isMerge && !known.contains(entry.uuid) {
      let isOfKnown = entry.undoes.flatMap { byNumber[$0] }.map { known.contains($0.uuid) } ?? false
      guard entry.kind == "edit" ? !entry.isUndone : isOfKnown else { continue }
      guard let edit = try HistoryRows.entry(entry.number, database)?.edit else { continue }
      touch.add(edit)
    }
    return touch
  }
}

/// What a side changed since two libraries were the same.
struct MergeTouch {
  var annotations: Set<UUID> = []
  /// Rows of clips in the side's own library.
  var clips: Set<Int64> = []
  /// Identities of clips that were taken away.
  var removedClips: Set<UUID> = []

  mutating func add(_ edit: LibraryEdit) {
    for subject in edit.subjects {
      switch subject {
      case .annotation(let id): annotations.insert(id)
      case .clip(let id): clips.insert(id.row)
      case .labelSet: break
      }
    }
    for case .removeClip(let clip) in edit.steps { removedClips.insert(clip.id) }
  }
}
