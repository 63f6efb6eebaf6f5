import Foundation
import GRDB
import Labeling

extension RecordingPath {
  /// TEXT, or BLOB where the bytes are not UTF-8.
  var column: DatabaseValue {
    isText ? text.databaseValue : Data(bytes).databaseValue
  }

  /// Reads a column; nil for anything but TEXT and BLOB.
  init?(column: DatabaseValue) {
    switch column.storage {
    case .string(let text): self.init(text)
    case .blob(let data): self.init(bytes: Array(data))
    default: return nil
    }
  }
}

/// The recordings of a library as rows.
enum RecordingRows {
  /// A row that can't be read as what it should be.
  struct Misfit: Error {}

  /// The columns of a recording, in the order of `recording(_:)`.
  static let columns = """
    recordings.id, recordings.path, recordings.sample_rate, recordings.sample_count,
    recordings.channel_count, recordings.state, recordings.problem, recordings.is_missing,
    recordings.group_name, recordings.split
    """

  /// Reads the first ten columns.
  static func recording(_ row: Row) throws -> Recording {
    guard let path = RecordingPath(column: row[1]) else { throw Misfit() }
    let isMissing: Bool = try row.value(7)
    let state: String = try row.value(5)
    let shown: Recording.State =
      if isMissing {
        .missing
      } else {
        switch state {
        case "ready": .ready
        case "unreadable": .unreadable(try row.value(6) ?? "")
        default: .waiting
        }
      }
    return try Recording(
      id: ID(row: row.value(0)), path: path, sampleRate: row.value(2),
      sampleCount: row.value(3), channelCount: row.value(4), state: shown,
      group: row.value(8), split: row.value(9))
  }

  /// Reads the first ten columns where SQLite has them.
  static func recording(_ row: RowColumns) throws -> Recording {
    let shown: Recording.State =
      if try row.integer(7) != 0 {
        .missing
      } else {
        if try row.holds(5, "ready") {
          .ready
        } else if try row.holds(5, "unreadable") {
          .unreadable(try row.optional(6, row.text) ?? "")
        } else {
          .waiting
        }
      }
    return try Recording(
      id: ID(row: row.integer(0)), path: RecordingPath(bytes: Array(row.bytes(1))),
      sampleRate: row.real(2), sampleCount: Int(row.integer(3)),
      channelCount: Int(row.integer(4)), state: shown, group: row.optional(8, row.text),
      split: row.optional(9, row.text))
  }

  private static let isAbsolute = """
    ((recordings.path >= '/' AND recordings.path < '0')
      OR (recordings.path >= X'2F' AND recordings.path < X'30'))
    """

  /// The same prefixes, none if they hold all that the library has.
  static func simplified(
    _ prefixes: PathPrefixes, _ database: Database
  ) throws -> PathPrefixes {
    guard prefixes.holdRoot else { return prefixes }
    let sql = "SELECT EXISTS (SELECT 1 FROM recordings WHERE \(isAbsolute))"
    let hasOthers = try Bool.fetchOne(database, sql: sql) ?? true
    return hasOthers ? prefixes : PathPrefixes([])
  }

  /// Runs a query for everything below prefixes, once for each kind of path and prefix.
  ///
  /// - Parameter query: Makes the statement for a condition on `recordings.path`.
  static func forEach(
    under prefixes: PathPrefixes, _ database: Database, query: (String) -> String,
    _ body: (Row) throws -> Void
  ) throws {
    try run(under: prefixes, database, query) { statement, arguments in
      let rows = try Row.fetchCursor(statement, arguments: arguments)
      while let row = try rows.next() { try body(row) }
    }
  }

  /// The same with columns where SQLite has them.
  static func forEachColumns(
    under prefixes: PathPrefixes, _ database: Database, query: (String) -> String,
    _ body: (RowColumns) throws -> Void
  ) throws {
    try run(under: prefixes, database, query) { statement, arguments in
      let rows = try Row.fetchCursor(statement, arguments: arguments)
      let columns = RowColumns(statement)
      while try rows.next() != nil { try body(columns) }
    }
  }

  private static func run(
    under prefixes: PathPrefixes, _ database: Database, _ query: (String) -> String,
    _ body: (Statement, StatementArguments) throws -> Void
  ) throws {
    guard !prefixes.paths.isEmpty else {
      try body(try database.makeStatement(sql: query("1")), [])
      return
    }
    let condition = """
      (recordings.path = :whole OR (recordings.path > :low AND recordings.path < :high)
        OR (recordings.path > :lowBytes AND recordings.path < :highBytes))
      """
    let statement = try database.cachedStatement(sql: query(condition))
    for prefix in prefixes.paths {
      if prefix == PathPrefixes.root {
        try body(try database.makeStatement(sql: query("NOT \(isAbsolute)")), [])
        continue
      }
      let low = RecordingPath(bytes: prefix.bytes + [UInt8(ascii: "/")])
      let high = RecordingPath(bytes: prefix.bytes + [UInt8(ascii: "/") + 1])
      // TEXT sorts before BLOB, so a range of one never holds the other.
      try body(
        statement,
        [
          "whole": prefix.column, "low": low.column, "high": high.column,
          "lowBytes": Data(low.bytes), "highBytes": Data(high.bytes),
        ])
    }
  }

  /// The recordings below prefixes that are there and in a state, in the order of their paths.
  static func inState(
    _ state: String, _ prefixes: PathPrefixes, _ database: Database
  ) throws -> [Recording] {
    var recordings: [Recording] = []
    try forEach(under: prefixes, database) { condition in
      """
      SELECT \(columns) FROM recordings
      WHERE is_missing = 0 AND state = '\(state)' AND \(condition) ORDER BY path
      """
    } _: { row in
      recordings.append(try recording(row))
    }
    return recordings.sorted { $0.path < $1.path }
  }

  /// Writes what was found out about a recording and returns the row as it is then.
  static func record(
    _ facts: RecordingFacts, of id: ID<Recording>, _ database: Database
  ) throws -> Recording? {
    let statement = try database.cachedStatement(
      sql: """
        UPDATE recordings SET sample_rate = ?, sample_count = ?, channel_count = ?,
          container = ?, encoding = ?, hash = ?, state = ?, problem = ? WHERE id = ?
        """)
    try statement.execute(arguments: [
      facts.sampleRate, max(0, facts.sampleCount), facts.channelCount, facts.container,
      facts.encoding, facts.hash, facts.problem == nil ? "ready" : "unreadable",
      facts.problem, id.row,
    ])
    let select = try database.cachedStatement(
      sql: "SELECT \(columns) FROM recordings WHERE id = ?")
    return try Row.fetchOne(select, arguments: [id.row]).map(recording)
  }

  /// Writes to which group and split a recording belongs, where that is said.
  static func assign(
    _ attribution: Attribution, to id: ID<Recording>, _ database: Database
  ) throws {
    let statement = try database.cachedStatement(
      sql: """
        UPDATE recordings SET group_name = coalesce(?, group_name), split = coalesce(?, split)
        WHERE id = ?
        """)
    try statement.execute(arguments: [attribution.group, attribution.split, id.row])
  }

  /// The number that grows with every change of recordings.
  static func revision(_ database: Database) throws -> Int64 {
    try Int64.fetchOne(
      database, sql: "SELECT value FROM counters WHERE name = 'recordings'") ?? 0
  }

  /// Counts a change of recordings and returns the number before.
  static func countChange(_ database: Database) throws -> Int64 {
    let before = try revision(database)
    try database.execute(
      sql: "UPDATE counters SET value = value + 1 WHERE name = 'recordings'")
    return before
  }
}
