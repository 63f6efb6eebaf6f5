/// What can go wrong with a library on disk.
public enum LabelStoreError: Error, Sendable, Hashable {
  /// There is no library; reading never makes one.
  case noLibrary(path: String)
  /// The system refuses to open it, with its reason.
  case cannotOpen(path: String, reason: String)
  /// The file or its folder can't be made, with the system's reason.
  case cannotCreate(path: String, reason: String)
  /// A folder lies in the library's place.
  case isFolder(path: String)
  /// The file holds nothing.
  case isEmpty(path: String)
  /// The file is no database, or a database of another program.
  case notALibrary(path: String)
  /// A log without its library lies there.
  case orphanedLog(path: String)
  /// The database is damaged.
  case corrupt(path: String, detail: String)
  /// A later earmark made it.
  case newerSchema(path: String, found: Int, known: Int)
  /// The library can be read but not written.
  case readOnly(path: String)
  /// A program was stopped while it wrote, and this folder can't be written to finish its work.
  case needsRecovery(path: String)
  /// It lies on a file system of another computer, where locks can't be relied on.
  case networkFileSystem(path: String, name: String)
  /// No space is left.
  case diskFull(path: String)
  /// Another program kept it locked for too long.
  case busy(path: String)
  /// The file was moved or deleted while it was open.
  case moved(path: String)
  /// The system failed to read or write; the code is SQLite's extended one.
  case io(path: String, code: Int32)
  /// Somebody else changed an annotation that the edit touched.
  case changedSince(by: String, summary: String)
  /// Later edits depend on one that was to be taken back: the newest of them, and how many others.
  case neededBy(edit: Int64, number: Int64, author: String, summary: String, others: Int)
  /// An edit speaks about a clip that the library does not have.
  case unknownClip

  /// Whether the same edit may succeed later, by itself or with the user's help.
  public var isTemporary: Bool {
    switch self {
    case .unknownClip, .changedSince, .neededBy, .readOnly, .newerSchema, .corrupt, .notALibrary,
      .networkFileSystem:
      false
    case .noLibrary, .cannotOpen, .cannotCreate, .isFolder, .isEmpty, .orphanedLog,
      .needsRecovery, .diskFull, .busy, .moved, .io:
      true
    }
  }
}
