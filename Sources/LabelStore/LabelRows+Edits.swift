import GRDB
import Labeling

extension LabelRows {
  /// Changes the classes and returns what it came to; empty if nothing changed.
  static func apply(
    from old: LabelSet, to new: LabelSet, _ database: Database
  ) throws -> [LibraryEdit] {
    let current = try all(database)
    let wanted = current.changed(from: storable(old), to: storable(new))
    guard wanted != current else { return [] }
    try write(wanted, database)
    return [.labelSet(from: current, to: wanted)]
  }

  /// Whether the classes are what a change left.
  static func isFree(after change: LabelSet, _ database: Database) throws -> Bool {
    try all(database).isStill(change)
  }

  /// A set with its texts as the tables hold them.
  static func storable(_ labels: LabelSet) -> LabelSet {
    LabelSet(
      labels.definitions.map { label in
        LabelDefinition(
          name: StoredText.text(label.name), parent: label.parent.map(StoredText.text),
          aliases: label.aliases.map(StoredText.text), color: label.color, key: label.key,
          summary: label.summary.map(StoredText.text))
      }, isMultiple: labels.isMultiple)
  }

  /// Writes classes in the place of what is known; a row without a place is one that annotations of
  /// the past may name.
  private static func write(_ labels: LabelSet, _ database: Database) throws {
    try database.execute(
      sql: """
        INSERT INTO counters VALUES (?, ?)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value
        """, arguments: [multipleCounter, labels.isMultiple ? 1 : 0])
    try database.execute(sql: "DELETE FROM label_aliases")
    try database.execute(
      sql: """
        UPDATE labels
        SET position = NULL, key = NULL, color = NULL, summary = NULL, parent_id = NULL
        """)
    let definitions = labels.definitions
    let rows = try definitions.map { try row(of: $0.name, database, isPlaced: false) }
    for row in rows { try place(row, database) }
    let update = try database.cachedStatement(
      sql: """
        UPDATE labels SET key = ?, color = ?, summary = ?,
          parent_id = (SELECT id FROM labels WHERE name = ?) WHERE id = ?
        """)
    for (label, row) in zip(definitions, rows) {
      try update.execute(arguments: [
        label.key.map { String($0) }, label.color, label.summary, label.parent, row,
      ])
      for alias in label.aliases {
        try database.execute(
          sql: "INSERT OR IGNORE INTO label_aliases (alias, label_id) VALUES (?, ?)",
          arguments: [alias, row])
      }
    }
  }
}
