import Foundation
import GRDB

/// A second connection to a library, on which a thread reads the state that the first one reads.
final class SecondReader {
  /// What became of the thread.
  private final class Errand: @unchecked Sendable {
    let done = DispatchSemaphore(value: 0)
    var failure: (any Error)?
  }

  private let queue: DatabaseQueue
  private let version: Int
  private var errand: Errand?

  /// Takes a connection, before the first one begins to read.
  init(_ queue: DatabaseQueue) throws {
    self.queue = queue
    version = try queue.read { database in try Self.version(database) }
  }

  /// Begins to read, once the first connection has its state.
  ///
  /// Nothing is read where the library was changed since the connection was taken: the two might see
  /// different states.
  func start(_ body: @escaping @Sendable (Database) throws -> Void) {
    let errand = Errand()
    self.errand = errand
    let thread = Thread { [queue, version] in
      do {
        try queue.read { database in
          if try Self.version(database) == version { try body(database) }
        }
      } catch {
        errand.failure = error
      }
      errand.done.signal()
    }
    thread.name = "second reader"
    thread.start()
  }

  /// Waits until it has read.
  ///
  /// - Throws: Why it could not.
  func finish() throws {
    guard let errand else { return }
    self.errand = nil
    errand.done.wait()
    if let failure = errand.failure { throw failure }
  }

  /// A number that changes when another connection commits.
  private static func version(_ database: Database) throws -> Int {
    try Int.fetchOne(database, sql: "PRAGMA data_version") ?? 0
  }
}
