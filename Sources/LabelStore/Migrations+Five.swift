import GRDB

extension Migrations {
  /// What is known of classes, attributes of annotations, and entries of the history that came from
  /// other libraries.
  ///
  /// An entry that came with a merge names the entry of the merge, or itself if the merge changed
  /// nothing else.
  static let versionFive = """
    PRAGMA user_version = 5;

    ALTER TABLE annotations ADD COLUMN attributes TEXT;

    ALTER TABLE labels ADD COLUMN key TEXT;
    ALTER TABLE labels ADD COLUMN color INTEGER;
    ALTER TABLE labels ADD COLUMN summary TEXT;
    ALTER TABLE labels ADD COLUMN parent_id INTEGER REFERENCES labels(id);
    CREATE UNIQUE INDEX labels_key ON labels(key) WHERE key IS NOT NULL;
    CREATE TABLE label_aliases (
      id INTEGER PRIMARY KEY,
      alias TEXT NOT NULL UNIQUE,
      label_id INTEGER NOT NULL REFERENCES labels(id) ON DELETE CASCADE
    ) STRICT;

    ALTER TABLE history ADD COLUMN merge_id INTEGER REFERENCES history(id);
    """

  /// Whether a library is at least of this version; one that is only read may be older.
  static func isFive(_ database: Database) throws -> Bool {
    try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0 >= 5
  }
}
