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
    // What came with a merge is in the edit of the merge.
    let isOwn = try Migrations.isFive(database) ? "merge_id IS NULL" : "1"
    let sql = "SELECT min(id) FROM history WHERE id > ? AND session <> ? AND \(isOwn)"
    let first = try Int64.fetchOne(database, sql: sql, arguments: [number, session])
    guard let first else { return [] }
    let rows = "SELECT \(columns) FROM history WHERE id >= ? AND \(isOwn) ORDER BY id"
    return try Row.fetchAll(database, sql: rows, arguments: [first]).map(entry)
  }

  /// Entries before a number, the newest first; nil: from the newest on.
  static func entries(
    before number: Int64?, limit: Int, _ database: Database
  ) throws -> [HistoryEntry] {
    let sql = "SELECT \(columns) FROM history WHERE id < ? ORDER BY id DESC LIMIT ?"
    return try Row.fetchAll(database, sql: sql, arguments: [number ?? .max, limit]).map(entry)
  }

  /// An entry by its number, nil if there is none.
  static func entry(_ number: Int64, _ database: Database) throws -> HistoryEntry? {
    let sql = "SELECT \(columns) FROM history WHERE id = ?"
    return try Row.fetchOne(database, sql: sql, arguments: [number]).map(entry)
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
      SELECT \(columns) FROM history WHERE id =
        (SELECT taken.id \(redoable) ORDER BY undo.id DESC LIMIT 1)
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
      sql: "SELECT count(*) \(redoable)")
    return (
      try Int.fetchOne(undo, arguments: [author]) ?? 0,
      try Int.fetchOne(redo, arguments: ["author": author]) ?? 0
    )
  }

  /// What an author took back since the last edit of the author's own.
  private static let redoable = """
    FROM history AS undo JOIN history AS taken
      ON taken.id = undo.undoes AND taken.undone_by = undo.id AND taken.state = 'undone'
    WHERE undo.author = :author AND undo.merge_id IS NULL AND undo.id >
      (SELECT coalesce(max(id), 0) FROM history
       WHERE kind = 'edit' AND author = :author AND merge_id IS NULL)
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
    let row = try Row.fetchOne(database, sql: sql, arguments: [number, mark(subject), author])
    return try row.map { (try $0.value(0), try $0.value(1)) }
  }

  /// The edits after a number that changed what an entry changed, or what has its place, and are not
  /// taken back, newest first.
  static func dependents(
    on entry: HistoryEntry, after number: Int64, _ database: Database
  ) throws -> [HistoryEntry] {
    let changed = try dependents(on: Set(entry.edit.subjects), after: number, database)
    let slots = entry.edit.wholeSlots
    var numbers = Set(changed.map(\.number))
    let placed = try mentioning(Set(slots.map(\.clip)), after: number, database).filter { later in
      !slots.isDisjoint(with: later.edit.wholeSlots) && numbers.insert(later.number).inserted
    }
    return (changed + placed).filter { $0.number != entry.number }
      .sorted { $0.number > $1.number }
  }

  /// The edits after a number that are not taken back and name one of some clips.
  private static func mentioning(
    _ clips: Set<ID<Clip>>, after number: Int64, _ database: Database
  ) throws -> [HistoryEntry] {
    guard !clips.isEmpty else { return [] }
    let marks = clips.count <= soughtLimit ? clips.map { mark(.clip($0)) } : [""]
    let isAny = marks.map { _ in "instr(edit, ?) > 0" }.joined(separator: " OR ")
    let sql = "SELECT \(columns) FROM history WHERE \(isLive) AND (\(isAny)) ORDER BY id DESC"
    return try Row.fetchAll(database, sql: sql, arguments: [number] + StatementArguments(marks))
      .map(entry)
  }

  /// What makes an entry after a number an edit that is not taken back.
  private static let isLive = """
    id > ? AND kind = 'edit' AND state <> 'undone' AND merge_id IS NULL
    """

  /// The edits after a number that changed one of some things and are not taken back, newest first.
  static func dependents(
    on subjects: Set<LibraryEdit.Subject>, after number: Int64, _ database: Database
  ) throws -> [HistoryEntry] {
    // Of many things every later edit is read; few are found in the texts.
    guard subjects.count <= HistoryRows.soughtLimit else {
      let sql = "SELECT \(columns) FROM history WHERE \(isLive) ORDER BY id DESC"
      var found: [HistoryEntry] = []
      let rows = try Row.fetchCursor(database, sql: sql, arguments: [number])
      while let row = try rows.next() {
        let later = try entry(row)
        if !subjects.isDisjoint(with: later.edit.subjects) { found.append(later) }
      }
      return found
    }
    let marks = subjects.map(mark)
    let isAny = marks.map { _ in "instr(edit, ?) > 0" }.joined(separator: " OR ")
    guard !isAny.isEmpty else { return [] }
    let sql = "SELECT \(columns) FROM history WHERE \(isLive) AND (\(isAny)) ORDER BY id DESC"
    return try Row.fetchAll(database, sql: sql, arguments: [number] + StatementArguments(marks))
      .map(entry)
  }

  /// How many things are looked for in the texts of edits.
  private static let soughtLimit = 8

  /// The entry that took an edit back last, or the edit itself.
  static func undoing(_ number: Int64, _ database: Database) throws -> Int64 {
    try Int64.fetchOne(
      database, sql: "SELECT undone_by FROM history WHERE id = ?", arguments: [number]) ?? number
  }

  /// What stands in the text of every edit about a subject.
  private static func mark(_ subject: LibraryEdit.Subject) -> String {
    // The keys of an edit's text are sorted, so that a clip's row is never its last value.
    switch subject {
    case .annotation(let id): id.uuidString
    case .clip(let id): "\"clip\":\(id.row),"
    case .labelSet: "{\"labelSet\":"
    }
  }
}
