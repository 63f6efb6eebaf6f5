import Foundation
import GRDB
import Labeling

/// The clips of a library as rows.
enum ClipRows {
  /// Does one step on the clips as they are and returns what it came to; empty if nothing changed.
  ///
  /// - Throws: `LabelStoreError.unknownClip` if there is no such clip or recording.
  static func apply(_ step: LibraryEdit, _ database: Database) throws -> [LibraryEdit] {
    switch step {
    case .trim(let clip, _, let span):
      guard let old = try extent(of: clip, database) else { throw LabelStoreError.unknownClip }
      guard old.span != span else { return [] }
      try database.cachedStatement(
        sql: "UPDATE clips SET onset = ?, \"offset\" = ? WHERE id = ?"
      ).execute(arguments: [span?.lowerBound, span?.upperBound, clip.row])
      return [.trim(clip: clip, from: old.span, to: span)]
    case .addClip(let new):
      guard try clip(new.clip, database) == nil else { return [] }
      try database.cachedStatement(
        sql: """
          INSERT INTO clips (id, uuid, recording_id, onset, "offset") VALUES (?, ?, ?, ?, ?)
          """
      ).execute(arguments: [
        new.clip.row, new.id, new.recording.row, new.span.lowerBound, new.span.upperBound,
      ])
      return [step]
    case .removeClip(let old):
      // What somebody else made of it or said about it meanwhile was not meant.
      guard try clip(old.clip, database) == old, try !hasAnnotations(old.clip, database) else {
        return []
      }
      try database.cachedStatement(sql: "DELETE FROM clips WHERE id = ?")
        .execute(arguments: [old.clip.row])
      return [step]
    case .add, .remove, .replace, .labelSet, .batch: return []
    }
  }

  /// Whether a step finds the clips as it says.
  static func isFree(for step: LibraryEdit, _ database: Database) throws -> Bool {
    switch step {
    case .trim(let clip, let span, _): try extent(of: clip, database)?.span == .some(span)
    case .addClip(let new): try clip(new.clip, database) == nil
    case .removeClip(let old):
      try clip(old.clip, database) == old && !hasAnnotations(old.clip, database)
    case .add, .remove, .replace, .labelSet, .batch: true
    }
  }

  /// The span of a clip, nil inside for all of its recording; nil if there is no such clip.
  private static func extent(
    of clip: ID<Clip>, _ database: Database
  ) throws -> (span: Range<Int>?, recording: Int64)? {
    let statement = try database.cachedStatement(
      sql: "SELECT onset, \"offset\", recording_id FROM clips WHERE id = ?")
    guard let row = try Row.fetchOne(statement, arguments: [clip.row]) else { return nil }
    let onset: Int? = try row.value(0)
    let offset: Int? = try row.value(1)
    return (onset.flatMap { onset in offset.map { onset..<$0 } }, try row.value(2))
  }

  /// The clip of a row that is a part of its recording, nil if there is none.
  private static func clip(_ id: ID<Clip>, _ database: Database) throws -> NewClip? {
    let statement = try database.cachedStatement(
      sql: "SELECT uuid, recording_id, onset, \"offset\" FROM clips WHERE id = ?")
    guard let row = try Row.fetchOne(statement, arguments: [id.row]) else { return nil }
    let onset: Int? = try row.value(2)
    let offset: Int? = try row.value(3)
    // A whole recording can't be told from a part by its samples; no edit adds one.
    return NewClip(
      clip: id, id: try row.value(0), recording: ID(row: try row.value(1)),
      span: onset.flatMap { onset in offset.map { onset..<$0 } } ?? 0..<0)
  }

  private static func hasAnnotations(_ clip: ID<Clip>, _ database: Database) throws -> Bool {
    let statement = try database.cachedStatement(
      sql: "SELECT EXISTS (SELECT 1 FROM annotations WHERE clip_id = ?)")
    return try Bool.fetchOne(statement, arguments: [clip.row]) ?? false
  }
}
