import Foundation
import GRDB
import Workers

/// The way into the database: one writing connection with readers, or short looks.
struct LibraryConnection {
  /// The file.
  let file: LibraryFile
  private let pool: DatabasePool?
  private let patience: Double
  private let identity: FileIdentity?

  /// Bytes from which two connections read a library sooner than one.
  private static let largeSize: Int64 = 1 << 26

  /// Opens a library for writing, and makes it if it is not there.
  init(writing file: LibraryFile, patience: Double) throws(LabelStoreError) {
    self.file = file
    self.patience = patience
    if try !file.isPresent() { try file.create(Self.build) }
    try file.checkWritable()
    // Damage is looked for before a pool is opened, because opening one writes.
    try Self.look(at: file, patience) { database in try Self.checkWholeness(database, file) }
    do {
      let pool = try DatabasePool(
        path: file.path, configuration: Self.configuration(file, patience))
      let version = try pool.writeWithoutTransaction { database in
        // Opening a pool sets NORMAL, with which a commit may be lost when the power fails.
        try database.execute(sql: "PRAGMA synchronous = FULL")
        return try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
      }
      if version < Migrations.version { try Migrations.migrator.migrate(pool) }
      self.pool = pool
      identity = FileIdentity(of: file.path)
    } catch {
      throw Self.refusal(error, file)
    }
  }

  /// Makes ready to read a library; makes no file.
  init(reading file: LibraryFile, patience: Double) throws(LabelStoreError) {
    self.file = file
    self.patience = patience
    pool = nil
    identity = nil
    if try !file.isPresent() { throw .noLibrary(path: file.path) }
    try Self.look(at: file, patience) { database in try Self.checkWholeness(database, file) }
  }

  /// Reads one state of the library.
  func read<Answer>(
    _ body: (Database) throws -> Answer
  ) throws(LabelStoreError) -> Answer {
    guard let pool else { return try Self.look(at: file, patience, body) }
    do {
      return try pool.read(body)
    } catch {
      throw Self.refusal(error, file)
    }
  }

  /// Reads two parts of one state of a large library side by side, on connections of their own.
  ///
  /// - Returns: Nil where the library is small, or changed meanwhile.
  func readBoth<First: Sendable, Second: Sendable>(
    _ first: @escaping @Sendable (Database) throws -> First,
    _ second: @escaping @Sendable (Database) throws -> Second
  ) throws(LabelStoreError) -> (First, Second)? {
    guard LibraryFile.size(of: file.path) ?? 0 >= Self.largeSize else { return nil }
    return try Self.withReader(of: file, patience) { one in
      try Self.withReader(of: file, patience) { other in
        let (one, other) = (try UnchangedReader(one), try UnchangedReader(other))
        let parts = ParallelLoop.map(count: 2, threads: 2) { place -> (First?, Second?) in
          place == 0 ? (try one.read(first), nil) : (nil, try other.read(second))
        }
        guard parts.count == 2, let first = try parts[0]?.get().0,
          let second = try parts[1]?.get().1
        else { return nil }
        return (first, second)
      }
    }
  }

  /// Changes the library in one transaction that holds the lock from its beginning.
  func write<Answer>(
    _ body: (Database) throws -> Answer
  ) throws(LabelStoreError) -> Answer {
    guard let pool else { throw .readOnly(path: file.path) }
    // SQLite looks for this only without a write-ahead log.
    guard FileIdentity(of: file.path) == identity else { throw .moved(path: file.path) }
    do {
      let answer = try pool.write(body)
      announceChange()
      return answer
    } catch {
      let fact = LabelStoreError(error, path: file.path)
      guard case .readOnly = fact else { throw fact }
      // It could be written when it was opened.
      throw .cannotOpen(path: file.path, reason: "its disk is read-only now")
    }
  }

  /// Touches the file, so that programs that watch its folder look once the change can be seen; the
  /// writes to the log come before that, by the time that the disk takes to sync.
  private func announceChange() { utimes(file.path, nil) }

  /// Works on the writing connection outside of a transaction; nil if there is none.
  func onWriter<Answer>(
    _ body: (Database) throws -> Answer
  ) throws(LabelStoreError) -> Answer? {
    guard let pool else { return nil }
    do {
      return try pool.writeWithoutTransaction(body)
    } catch {
      throw LabelStoreError(error, path: file.path)
    }
  }

  /// Closes the connections; the last program folds the log into the file.
  func close() throws(LabelStoreError) {
    do {
      // The pool would close its writer first, and SQLite folds the log only if that is the last.
      pool?.invalidateReadOnlyConnections()
      try pool?.close()
    } catch {
      throw LabelStoreError(error, path: file.path)
    }
  }

  private static func look<Answer>(
    at file: LibraryFile, _ patience: Double, _ body: (Database) throws -> Answer
  ) throws(LabelStoreError) -> Answer {
    try withReader(of: file, patience) { queue in try queue.read(body) }
  }

  private static func withReader<Answer>(
    of file: LibraryFile, _ patience: Double, _ body: (DatabaseQueue) throws -> Answer
  ) throws(LabelStoreError) -> Answer {
    do {
      let address = file.hasLog ? file.path : file.immutableAddress
      let queue = try lasting(
        DatabaseQueue(
          path: address, configuration: configuration(file, patience, isReading: true)))
      let answer = Result { try body(queue) }
      try queue.close()
      return try answer.get()
    } catch {
      throw refusal(error, file)
    }
  }

  /// Memory for pages that an edit changes, at most.
  private static let writingKilobytes = 65_536

  private static func configuration(
    _ file: LibraryFile, _ patience: Double, isReading: Bool = false
  ) -> Configuration {
    let path = file.path
    var configuration = Configuration()
    configuration.readonly = isReading
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(patience)
    configuration.maximumReaderCount = 2
    configuration.prepareDatabase { database in
      let mark = try Int64.fetchOne(database, sql: "PRAGMA application_id")
      guard mark == Migrations.applicationID else {
        throw LabelStoreError.notALibrary(path: path)
      }
      let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
      guard version <= Migrations.version else {
        throw LabelStoreError.newerSchema(
          path: path, found: version, known: Migrations.version)
      }
      try database.execute(sql: "PRAGMA synchronous = FULL")
      // A large edit would write pages and read them again; readers need each page once.
      if !database.configuration.readonly {
        try database.execute(sql: "PRAGMA cache_size = \(-writingKilobytes)")
      }
    }
    return configuration
  }

  private static func build(_ path: String) throws {
    var configuration = Configuration()
    configuration.journalMode = .wal
    let queue = try lasting(DatabaseQueue(path: path, configuration: configuration))
    try Migrations.migrator.migrate(queue)
    try queue.close()
  }

  /// Keeps the few kilobytes of a queue after it is closed.
  ///
  /// To free one, libdispatch starts threads and with them a timer, which would wake the program
  /// every second from then on.
  private static func lasting(_ queue: DatabaseQueue) -> DatabaseQueue {
    Unmanaged.passRetained(queue).takeUnretainedValue()
  }

  /// Finds damage that can be found at once: small libraries are checked page by page, of others
  /// the length and the schema.
  private static func checkWholeness(_ database: Database, _ file: LibraryFile) throws {
    let pages = try Int64.fetchOne(database, sql: "PRAGMA page_count") ?? 0
    _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema")
    guard pages <= 1000 else { return }
    let answer = try String.fetchOne(database, sql: "PRAGMA quick_check(1)") ?? "no answer"
    if answer != "ok" { throw LabelStoreError.corrupt(path: file.path, detail: answer) }
  }

  private static func refusal(_ error: any Error, _ file: LibraryFile) -> LabelStoreError {
    let fact = LabelStoreError(error, path: file.path)
    if case .cannotOpen = fact, file.hasLog { return .needsRecovery(path: file.path) }
    return fact
  }
}
