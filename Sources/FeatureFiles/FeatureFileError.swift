/// Why a feature file can't be written; every case names the path as it was given.
public enum FeatureFileError: Error, Sendable, Hashable {
  /// The folder it belongs into is not there.
  case noFolder(path: String)
  /// The system refuses to write there.
  case notPermitted(path: String)
  /// Something that is no regular file has this name, such as a folder.
  case notRegular(path: String)
  /// The disk is full, or the user's share of it.
  case noSpace(path: String)
  /// The system or libzip can't write it; `reason` is a clause.
  case failed(path: String, reason: String)

  /// What happened, why, and what to do, as three clauses without a full stop.
  public var sentence: (what: String, why: String, remedy: String) {
    switch self {
    case .noFolder(let path):
      ("Cannot write \(path)", "its folder is not there", "make the folder, or check the path")
    case .notPermitted(let path):
      (
        "Cannot write \(path)", "the system refuses to write there",
        "choose another folder, or chmod u+w gives access to its owner"
      )
    case .notRegular(let path):
      (
        "Cannot write \(path)", "something that is no regular file has this name",
        "choose another name"
      )
    case .noSpace(let path):
      ("Cannot write \(path)", "the disk is full", "free some space, or choose another disk")
    case .failed(let path, let reason):
      ("Cannot write \(path)", reason, "check the path and the disk")
    }
  }
}
