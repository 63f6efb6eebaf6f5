import GRDB
import Labeling
import Workers

/// The library on disk: recordings, clips, labels, and the history of edits, in one SQLite file.
///
/// Used from one thread; several programs may have the same file open.
public final class LabelStore {
  /// What the file is opened for.
  public enum Access: Sendable {
    /// To read and write; makes the file if it is not there.
    case write
    /// To read only; makes nothing.
    case read
  }

  /// What the file was opened for.
  public let access: Access
  /// The absolute path of the file.
  public var path: String { connection.file.path }

  let connection: LibraryConnection
  let author: String
  let session: String
  var seen = Seen()

  /// What of other programs' work was looked at.
  struct Seen {
    var history: Int64 = 0
    var revision: Int64 = 0
    var dataVersion: Int64?
    var areRecordingsChanged = false
    var edits: [LibraryEdit] = []
  }

  /// Opens a library.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - author: Who edits; undo goes through the author's own edits.
  ///   - session: A name that no other run of the program has.
  ///   - access: `.write` makes the file and its folder where they are not there.
  ///   - patience: How many seconds to wait for a lock of another program.
  /// - Throws: One case of `LabelStoreError` for each way in which a file can be no library.
  public init(
    path: String, author: String, session: String, access: Access, patience: Double = 5
  ) throws(LabelStoreError) {
    let file = LibraryFile(path)
    connection =
      switch access {
      case .write: try LibraryConnection(writing: file, patience: patience)
      case .read: try LibraryConnection(reading: file, patience: patience)
      }
    self.access = access
    self.author = author
    self.session = session
    (seen.history, seen.revision) = try connection.read { database in
      (try HistoryRows.newest(database), try RecordingRows.revision(database))
    }
  }

  /// The clips of recordings below prefixes, and all classes.
  ///
  /// Without prefixes these are all; the empty prefix stands for those without absolute paths. Clips
  /// are in the order of their paths, with their annotations oldest first.
  public func library(
    under prefixes: [RecordingPath] = []
  ) throws(LabelStoreError) -> Library {
    let prefixes = PathPrefixes(prefixes)
    let (library, history, revision) =
      if let large = try largeLibrary(prefixes) {
        large
      } else {
        try connection.read { database in
          (
            try LibraryRows.library(prefixes, database), try HistoryRows.newest(database),
            try RecordingRows.revision(database)
          )
        }
      }
    seen.history = history
    seen.revision = revision
    seen.areRecordingsChanged = false
    seen.edits = []
    return library
  }

  /// Parts of the annotations of a large library: whoever is done with the clips takes the next.
  private static let annotationParts = 32

  /// A library whose clips and annotations are read side by side; nil if it is small or just changing.
  private func largeLibrary(
    _ prefixes: PathPrefixes
  ) throws(LabelStoreError) -> (Library, Int64, Int64)? {
    let turns = Turns(Self.annotationParts)
    let parts = try connection.readBoth(
      { database in
        let clips = try LibraryRows.clips(prefixes, database)
        return (
          clips, RowPlaces(clips), try LibraryRows.annotations(prefixes, database, turns),
          try LabelRows.all(database), try HistoryRows.newest(database),
          try RecordingRows.revision(database)
        )
      }, { database in try LibraryRows.annotations(prefixes, database, turns) })
    guard
      case ((var clips, let places, let rest, let labels, let history, let revision), let first)? =
        parts
    else { return nil }
    first.add(to: &clips, places)
    rest.add(to: &clips, places)
    return (Library(clips: clips, places, labels: labels), history, revision)
  }

  /// Gives classes that have no place yet the next places in this order.
  ///
  /// A class that is not there is made.
  public func orderLabels(_ names: [String]) throws(LabelStoreError) {
    try connection.write { database in try LabelRows.order(names, database) }
  }

  /// Folds the log into the file as far as no reader is in the way.
  public func checkpoint() throws(LabelStoreError) {
    _ = try connection.onWriter { database in try database.checkpoint(.passive) }
  }

  /// Closes the file; the store can't be used after that.
  public func close() throws(LabelStoreError) { try connection.close() }

  /// Keeps the database from growing beyond a count of pages, as a full disk does.
  package func limitPages(to count: Int) throws(LabelStoreError) {
    _ = try connection.onWriter { database in
      try Int.fetchOne(database, sql: "PRAGMA max_page_count = \(count)")
    }
  }

  /// What a pragma of the writing connection says.
  package func pragma(_ name: String) throws(LabelStoreError) -> String? {
    let answer: String?? = try connection.onWriter { database in
      try String.fetchOne(database, sql: "PRAGMA \(name)")
    }
    return answer ?? nil
  }
}
