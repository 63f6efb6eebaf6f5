import Foundation
import GRDB
import Labeling

/// Writes what a merge takes over.
enum MergeRows {
  /// Adds a recording of the other library as missing, and returns its row.
  static func insert(_ recording: MergeSide.Recording, _ database: Database) throws -> Int64 {
    try database.cachedStatement(
      sql: """
        INSERT INTO recordings (uuid, path, byte_count, modified, hash, sample_rate, sample_count,
          channel_count, is_missing) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)
        """
    ).execute(arguments: [
      recording.uuid, recording.path.column, recording.byteCount, recording.modified,
      recording.hash, recording.sampleRate, recording.sampleCount, recording.channelCount,
    ])
    return database.lastInsertedRowID
  }

  /// Adds a clip that is all of a recording, and returns its row.
  static func insert(
    _ clip: MergeSide.Clip, of recording: Int64, _ database: Database
  ) throws -> Int64 {
    try database.cachedStatement(
      sql: "INSERT INTO clips (uuid, recording_id) VALUES (?, ?)"
    ).execute(arguments: [clip.uuid, recording])
    return database.lastInsertedRowID
  }

  /// Changes annotations as a plan says: what goes makes room first.
  static func perform(_ steps: [LibraryEdit], _ database: Database) throws {
    var gone: Set<UUID> = []
    var new: [UUID: Annotation] = [:]
    for step in steps {
      switch step {
      case .add(let annotation): new[annotation.id] = annotation
      case .remove(let old):
        gone.insert(old.id)
        new[old.id] = nil
      case .replace(let old, let annotation):
        gone.insert(old.id)
        new[old.id] = nil
        new[annotation.id] = annotation
      case .trim, .addClip, .removeClip, .labelSet, .batch: break
      }
    }
    for id in gone { try AnnotationRows.delete(id, database) }
    for annotation in new.values {
      try AnnotationRows.insert(
        annotation,
        try LabelRows.row(of: annotation.label, database, isPlaced: annotation.namesClass),
        database)
    }
  }

  /// Takes entries of the other library's history over; those that came with a merge that was taken
  /// back come again.
  ///
  /// - Parameters:
  ///   - other: The other library.
  ///   - ours: The entries that are here.
  /// - Returns: The numbers here of what came.
  static func take(
    _ entries: [MergeSide.Entry], from other: Database, ours: [MergeSide.Entry],
    _ match: MergeMatch, _ database: Database
  ) throws -> [Int64] {
    let known = Dictionary(ours.map { ($0.uuid, $0) }) { first, _ in first }
    var numbers: [Int64: Int64] = [:]
    var taken: [Int64] = []
    for entry in entries where entry.counts {
      if let here = known[entry.uuid] {
        numbers[entry.number] = here.number
        if !here.counts { taken.append(here.number) }
        continue
      }
      let sql = """
        SELECT at, author, session, kind, edit, summary, undoes, state FROM history WHERE id = ?
        """
      guard let row = try Row.fetchOne(other, sql: sql, arguments: [entry.number]) else { continue }
      let edit = match.moved(try EditText.edit(row.value(4)))
      let undoes: Int64? = try row.value(6)
      let state: String = try row.value(7)
      try database.execute(
        sql: """
          INSERT INTO history (uuid, at, author, session, kind, edit, inverse, summary, undoes, state)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          entry.uuid, try row.value(0) as String, try row.value(1) as String,
          try row.value(2) as String, try row.value(3) as String, try EditText.text(edit),
          try EditText.text(edit.inverse), try row.value(5) as String,
          undoes.flatMap { numbers[$0] }, state == "undone" ? state : "superseded",
        ])
      numbers[entry.number] = database.lastInsertedRowID
      taken.append(database.lastInsertedRowID)
    }
    return taken
  }

  /// Says with which merge entries came; nil: with one that changed nothing else.
  static func note(_ entries: [Int64], merge: Int64?, _ database: Database) throws {
    let update = try database.cachedStatement(
      sql: "UPDATE history SET merge_id = ifnull(?, id) WHERE id = ?")
    for entry in entries { try update.execute(arguments: [merge, entry]) }
  }
}
