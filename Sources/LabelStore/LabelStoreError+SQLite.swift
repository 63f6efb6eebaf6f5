import GRDB

extension LabelStoreError {
  /// The error that anything thrown inside of the database stands for.
  init(_ error: any Error, path: String) {
    switch error {
    case let known as LabelStoreError: self = known
    case let failure as DatabaseError: self = Self.fact(of: failure, path: path)
    default: self = .corrupt(path: path, detail: "a row can't be understood")
    }
  }

  private static func fact(of failure: DatabaseError, path: String) -> LabelStoreError {
    let code = failure.extendedResultCode
    switch code {
    case .SQLITE_IOERR_SHMSIZE: return .diskFull(path: path)
    case .SQLITE_CONSTRAINT_FOREIGNKEY: return .unknownClip
    case .SQLITE_CANTOPEN_ISDIR: return .isFolder(path: path)
    case .SQLITE_READONLY_DBMOVED: return .moved(path: path)
    case .SQLITE_READONLY_RECOVERY, .SQLITE_READONLY_CANTINIT:
      return .needsRecovery(path: path)
    default: break
    }
    switch failure.resultCode {
    case .SQLITE_FULL: return .diskFull(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: return .busy(path: path)
    case .SQLITE_READONLY: return .readOnly(path: path)
    case .SQLITE_NOTADB: return .notALibrary(path: path)
    case .SQLITE_CORRUPT, .SQLITE_ERROR, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH:
      return .corrupt(path: path, detail: failure.message ?? "a page can't be understood")
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
      return .cannotOpen(path: path, reason: failure.message ?? "unable to open the file")
    default: return .io(path: path, code: code.rawValue)
    }
  }
}
