import Foundation
import GRDB
import Labeling

extension LabelStore {
  /// What the author's last session left under a key, nil if nothing.
  public func sessionValue(_ key: String) throws(LabelStoreError) -> String? {
    try value(key, of: author)
  }

  /// What is kept for all authors under a key, nil if nothing.
  public func libraryValue(_ key: String) throws(LabelStoreError) -> String? {
    try value(key, of: LabelStore.everyone)
  }

  /// Leaves a value for the author's next session; nil takes it away.
  public func setSessionValue(
    _ value: String?, for key: String
  ) throws(LabelStoreError) {
    try set(value, for: key, of: author)
  }

  /// Keeps a value for all authors; nil takes it away.
  public func setLibraryValue(
    _ value: String?, for key: String
  ) throws(LabelStoreError) {
    try set(value, for: key, of: LabelStore.everyone)
  }

  /// Changes what is kept for all authors under a key, in one transaction.
  ///
  /// - Parameter change: Gets what is kept and gives what is from then on; nil for nothing.
  public func changeLibraryValue(
    for key: String, _ change: (String?) -> String?
  ) throws(LabelStoreError) {
    try connection.write { database in
      let old = try Self.value(key, of: LabelStore.everyone, database)
      try Self.set(change(old), for: key, of: LabelStore.everyone, database)
    }
  }

  /// In the place of an author's name; none begins with a blank.
  private static let everyone = " "

  private func value(_ key: String, of author: String) throws(LabelStoreError) -> String? {
    try connection.read { database in try Self.value(key, of: author, database) }
  }

  private func set(
    _ value: String?, for key: String, of author: String
  ) throws(LabelStoreError) {
    try connection.write { database in try Self.set(value, for: key, of: author, database) }
  }

  private static func value(
    _ key: String, of author: String, _ database: Database
  ) throws -> String? {
    try String.fetchOne(
      database, sql: "SELECT value FROM sessions WHERE author = ? AND key = ?",
      arguments: [author, key])
  }

  private static func set(
    _ value: String?, for key: String, of author: String, _ database: Database
  ) throws {
    guard let value else {
      try database.execute(
        sql: "DELETE FROM sessions WHERE author = ? AND key = ?", arguments: [author, key])
      return
    }
    try database.execute(
      sql: """
        INSERT INTO sessions (author, key, value, changed) VALUES (?, ?, ?, ?)
        ON CONFLICT (author, key) DO UPDATE SET value = excluded.value,
          changed = excluded.changed
        """,
      arguments: [author, key, value, Timestamp.text(Date())])
  }
}
