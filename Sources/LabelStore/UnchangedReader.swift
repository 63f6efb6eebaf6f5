import GRDB

/// A connection that reads what was there when it was taken, or nothing.
struct UnchangedReader: Sendable {
  private let queue: DatabaseQueue
  private let version: Int

  /// Takes a connection.
  init(_ queue: DatabaseQueue) throws {
    self.queue = queue
    version = try queue.read { database in try Self.version(database) }
  }

  /// Reads; nil where another connection has committed since this one was taken.
  func read<Answer>(_ body: (Database) throws -> Answer) throws -> Answer? {
    try queue.read { database in
      try Self.version(database) == version ? try body(database) : nil
    }
  }

  /// A number that changes when another connection commits.
  private static func version(_ database: Database) throws -> Int {
    try Int.fetchOne(database, sql: "PRAGMA data_version") ?? 0
  }
}
