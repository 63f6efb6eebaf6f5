import Foundation
import GRDB
import Labeling

/// The history of a library as rows.
enum HistoryRows {
  /// The columns of an entry, in the order of `entry(_:)`.
  private static let columns =
    "id, at, author, session, kind, edit, inverse, undoes, state, summary"

  /// Reads a row.
  static func entry(_ row: Row) throws -> HistoryEntry {
    let state: String = try row.value(8)
    guard let at = Timestamp.date(try row.value(1)),
      let kind = Commit.Kind(rawValue: try row.value(4))
    else { throw RecordingRows.Misfit() }
    return try HistoryEntry(
      number: row.value(0), at: at, author: row.value(2), session: row.value(3), kind: kind,
      edit: EditText.edit(row.value(5)), inverse: EditText.edit(row.value(6)),
      undoes: row.value(7), isUndone: state == "undone", isSuperseded: state == "superseded",
      summary: row.value(9))
  }

  /// The entries after a number, oldest first.
  static func entries(after number: Int64, _ database: Database) throws -> [HistoryEntry] {
    let sql = "SELECT \(columns) FROM history WHERE id > ? ORDER BY id"
    var entries: [HistoryEntry] = []
    let rows = try Row.fetchCursor(database, sql: sql, arguments: [number])
    while let row = try rows.next() { entries.append(try entry(row)) }
    return entries
  }

  /// The entries after a number, from the first on that another session made, oldest first.
  static func entriesFromElsewhere(
    after number: Int64, notIn session: String, _ database: Database
  ) throws -> [HistoryEntry] {
    let sql = "SELECT min(id) FROM history WHERE id > ? AND session <> ?"
    let first = try Int64.fetchOne(database, sql: sql, arguments: [number, session])
    guard let first else { return [] }
    return try entries(after: first - 1, database)
  }

  /// The number of the newest entry, 0 if there is none.
  static func newest(_ database: Database) throws -> Int64 {
    try Int64.fetchOne(database, sql: "SELECT max(id) FROM history") ?? 0
  }

  /// The newest edit of an author that is not taken back.
  static func undoable(_ author: String, _ database: Database) throws -> HistoryEntry? {
    let sql = """
      SELECT \(columns) FROM history WHERE kind = 'edit' AND author = ? AND state = 'live'
      ORDER BY id DESC LIMIT 1
      """
    return try Row.fetchOne(database, sql: sql, arguments: [author]).map(entry)
  }

  /// Of the edits that an author took back since the last new one, that which was taken back last.
  static func redoable(_ author: String, _ database: Database) throws -> HistoryEntry? {
    let sql = """
      SELECT \(columns) FROM history WHERE \(isRedoable) ORDER BY undone_by DESC LIMIT 1
      """
    return try Row.fetchOne(database, sql: sql, arguments: ["author": author]).map(entry)
  }

  /// How many edits an author can take back and do again.
  static func depths(
    _ author: String, _ database: Database
  ) throws -> (undo: Int, redo: Int) {
    let undo = try database.cachedStatement(
      sql: """
        SELECT count(*) FROM history WHERE kind = 'edit' AND author = ? AND state = 'live'
        """)
    let redo = try database.cachedStatement(
      sql: "SELECT count(*) FROM history WHERE \(isRedoable)")
    return (
      try Int.fetchOne(undo, arguments: [author]) ?? 0,
      try Int.fetchOne(redo, arguments: ["author": author]) ?? 0
    )
  }

  private static let isRedoable = """
    kind = 'edit' AND author = :author AND state = 'undone' AND undone_by >
      (SELECT coalesce(max(id), 0) FROM history WHERE kind = 'edit' AND author = :author)
    """

  /// Adds an entry and returns its number.
  static func insert(
    _ edit: LibraryEdit, kind: Commit.Kind, undoes: Int64?, summary: String, author: String,
    session: String, _ database: Database
  ) throws -> Int64 {
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO history (uuid, at, author, session, kind, edit, inverse, summary, undoes)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      UUID(), Timestamp.text(Date()), author, session, kind.rawValue,
      try EditText.text(edit), try EditText.text(edit.inverse), summary, undoes,
    ])
    return database.lastInsertedRowID
  }

  /// Marks an edit as live, undone or superseded.
  static func mark(
    _ number: Int64, _ state: String, undoneBy: Int64? = nil, _ database: Database
  ) throws {
    try database.execute(
      sql: "UPDATE history SET state = ?, undone_by = ? WHERE id = ?",
      arguments: [state, undoneBy, number])
  }

  /// Who changed an annotation or a clip last after an entry, and how.
  static func lastChange(
    of subject: LibraryEdit.Subject, after number: Int64, notBy author: String, _ database: Database
  ) throws -> (author: String, summary: String)? {
    let sql = """
      SELECT author, summary FROM history
      WHERE id > ? AND instr(edit, ?) > 0 ORDER BY author = ?, id DESC LIMIT 1
      """
    // The keys of an edit's text are sorted, so that a clip's row is never its last value.
    let mark =
      switch subject {
      case .annotation(let id): id.uuidString
      case .clip(let id): "\"clip\":\(id.row),"
      }
    let row = try Row.fetchOne(database, sql: sql, arguments: [number, mark, author])
    return try row.map { (try $0.value(0), try $0.value(1)) }
  }
}
