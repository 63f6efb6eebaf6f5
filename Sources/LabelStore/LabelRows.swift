import GRDB
import Labeling

/// The classes of a library as rows.
enum LabelRows {
  /// The row of a class; it is made if it is not there.
  ///
  /// - Parameter isPlaced: Whether a new class gets the next place at once, or waits for
  ///   `orderLabels`.
  static func row(
    of name: String, _ database: Database, isPlaced: Bool
  ) throws -> Int64 {
    let name = StoredText.text(name)
    let select = try database.cachedStatement(sql: "SELECT id FROM labels WHERE name = ?")
    if let row = try Int64.fetchOne(select, arguments: [name]) {
      // The name of a flag may become a class.
      if isPlaced, ClipFlag(rawValue: name) != nil { try place(row, database) }
      return row
    }
    let insert = try database.cachedStatement(
      sql: """
        INSERT INTO labels (name, position) VALUES
          (?, iif(?, (SELECT coalesce(max(position), -1) + 1 FROM labels), NULL))
        """)
    try insert.execute(arguments: [name, isPlaced])
    return database.lastInsertedRowID
  }

  /// The classes: those with a place in its order, then the others as they came; names that only
  /// flags have are none.
  static func all(_ database: Database) throws -> LabelSet {
    let sql = "SELECT name, position FROM labels ORDER BY position IS NULL, position, id"
    let names = try Row.fetchAll(database, sql: sql).compactMap { row -> String? in
      let (name, place): (String, Int?) = (try row.value(0), try row.value(1))
      return place == nil && ClipFlag(rawValue: name) != nil ? nil : name
    }
    return LabelSet(names)
  }

  /// Gives the classes that have no place the next places in the order of `names`; makes those that
  /// are not there.
  static func order(_ names: [String], _ database: Database) throws {
    for name in names {
      try place(try row(of: name, database, isPlaced: false), database)
    }
  }

  /// Gives a class the next place unless it has one.
  private static func place(_ row: Int64, _ database: Database) throws {
    let update = try database.cachedStatement(
      sql: """
        UPDATE labels SET position = (SELECT coalesce(max(position), -1) + 1 FROM labels)
        WHERE id = ? AND position IS NULL
        """)
    try update.execute(arguments: [row])
  }
}
