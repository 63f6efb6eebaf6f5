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
      // The name of a flag or a remark may become a class.
      let isRemark = [ReservedTier.note, ReservedTier.conflict].contains(name)
      if isPlaced, isRemark || ClipFlag(rawValue: name) != nil { try place(row, database) }
      return row
    }
    let insert = try database.cachedStatement(sql: "INSERT INTO labels (name) VALUES (?)")
    try insert.execute(arguments: [name])
    let row = database.lastInsertedRowID
    if isPlaced { try place(row, database) }
    return row
  }

  /// Gives a class that has none the next place.
  static func place(_ row: Int64, _ database: Database) throws {
    let update = try database.cachedStatement(
      sql: """
        UPDATE labels SET position = (SELECT coalesce(max(position), -1) + 1 FROM labels)
        WHERE id = ? AND position IS NULL
        """)
    try update.execute(arguments: [row])
  }

  /// The classes: those with a place in its order, then others that are in use, as they came; names
  /// that only flags have are none.
  static func all(_ database: Database) throws -> LabelSet {
    guard try Migrations.isFive(database) else {
      let sql = "SELECT name FROM labels ORDER BY position IS NULL, position, id"
      return LabelSet(try String.fetchAll(database, sql: sql))
    }
    let aliases = Dictionary(
      grouping: try Row.fetchAll(
        database, sql: "SELECT label_id, alias FROM label_aliases ORDER BY id"
      ).map { (try $0.value(0) as Int64, try $0.value(1) as String) }, by: \.0)
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT labels.id, labels.name, parents.name, labels.key, labels.color, labels.summary,
          labels.position
        FROM labels LEFT JOIN labels AS parents ON parents.id = labels.parent_id
        WHERE labels.position IS NOT NULL
          OR EXISTS (
            SELECT 1 FROM annotations
            WHERE label_id = labels.id AND tier IS NOT '\(ReservedTier.prediction)'
              AND tier IS NOT '\(ReservedTier.note)' AND tier IS NOT '\(ReservedTier.conflict)'
              AND ifnull(tier, '') NOT GLOB '\(ReservedTier.conflict) [0-9]*')
        ORDER BY labels.position IS NULL, labels.position, labels.id
        """)
    return LabelSet(
      try rows.compactMap { row in
        let (name, place): (String, Int?) = (try row.value(1), try row.value(6))
        if place == nil, ClipFlag(rawValue: name) != nil { return nil }
        let key: String? = try row.value(3)
        return try LabelDefinition(
          name: name, parent: row.value(2),
          aliases: aliases[row.value(0)]?.map(\.1) ?? [], color: row.value(4), key: key?.first,
          summary: row.value(5))
      }, isMultiple: try isMultiple(database))
  }

  /// The counter that says whether clips may have several labels.
  static let multipleCounter = "several labels"

  /// Whether clips may have several labels.
  static func isMultiple(_ database: Database) throws -> Bool {
    try Int.fetchOne(
      database, sql: "SELECT value FROM counters WHERE name = ?", arguments: [multipleCounter]
    ) == 1
  }

  /// Gives the classes that have no place the next places in the order of `names`; makes those that
  /// are not there.
  static func order(_ names: [String], _ database: Database) throws {
    for name in names { try place(try row(of: name, database, isPlaced: false), database) }
  }
}
