extension LabelStoreError {
  /// What happened, why, and what to do.
  public var sentence: (what: String, why: String, remedy: String) {
    switch self {
    case .noLibrary(let path):
      ("No library at \(path)", "the file is not there", "scan the folder first")
    case .cannotOpen(let path, let reason):
      (Self.unopened(path), reason, "check its rights or use --library")
    case .cannotCreate(let path, let reason):
      (Self.uncreated(path), reason, "name another place with --library")
    case .isFolder(let path):
      (Self.unopened(path), "it is a folder", "name a file with --library")
    case .isEmpty(let path):
      (Self.unopened(path), "the file is empty", "restore it, or delete it to begin anew")
    case .notALibrary(let path):
      (
        Self.unopened(path), "the file is not an earmark library",
        "name another with --library"
      )
    case .orphanedLog(let path):
      (
        Self.uncreated(path), "the log of a lost library lies in its place",
        "put the library back, or move \(Self.fileName(path))-wal away"
      )
    case .corrupt(let path, let detail):
      (
        "The library \(Self.name(path)) is damaged", detail,
        "restore a copy, or rescue it with sqlite3 FILE .recover"
      )
    case .newerSchema(let path, let found, let known):
      (
        Self.unopened(path), "its version is \(found) and this earmark knows \(known)",
        "use a newer earmark"
      )
    case .readOnly(let path):
      (
        Self.unwritten(path), "the file or its folder is read-only",
        "name another with --library"
      )
    case .needsRecovery(let path):
      (
        Self.unopened(path), "a program was stopped while it wrote",
        "open it once from where its folder can be written"
      )
    case .networkFileSystem(let path, let name):
      (
        Self.unwritten(path), "locks can't be relied on over \(name)",
        "name a local file with --library"
      )
    case .diskFull(let path):
      (Self.unwritten(path), "the disk is full", "free some space")
    case .busy(let path):
      (Self.unwritten(path), "another program keeps it locked", "try again")
    case .moved(let path):
      (Self.unwritten(path), "the file was moved or deleted", "put it back")
    case .io(let path, let code):
      (
        "Cannot reach the library \(Self.name(path))", "the disk reports error \(code)",
        "check its space and its limits"
      )
    case .changedSince(let author, let summary):
      (
        "Nothing was undone",
        "\(author.isEmpty ? "another program" : author) changed it since: \(summary)",
        "edit the label itself"
      )
    case .neededBy(let edit, let number, let author, let summary, let others):
      Self.refusal(edit, number, author, summary, others)
    case .unknownClip:
      ("The label was not saved", "the library does not have the clip", "scan the folder again")
    }
  }

  private static func refusal(
    _ edit: Int64, _ number: Int64, _ author: String, _ summary: String, _ others: Int
  ) -> (what: String, why: String, remedy: String) {
    let what = "Edit \(edit) stays"
    guard number > 0 else {
      return (what, "what it changed is not as it left it", "edit the label itself")
    }
    let more = others == 0 ? "" : " and \(others) more"
    let who = author.isEmpty ? "" : " of \(author)"
    return (
      what, "edit \(number)\(who)\(more) changed the same since: \(summary)",
      "take back what came later first"
    )
  }

  private static func unopened(_ path: String) -> String {
    "Cannot open the library \(name(path))"
  }

  private static func uncreated(_ path: String) -> String {
    "Cannot create the library \(name(path))"
  }

  private static func unwritten(_ path: String) -> String {
    "Cannot write the library \(name(path))"
  }

  /// As short as people know it: `of esc50` for `/…/esc50/.earmark/library.sqlite`, or the name of
  /// a file that lies elsewhere.
  private static func name(_ path: String) -> String {
    let parts = path.split(separator: "/")
    guard parts.dropLast().last == ".earmark" else { return fileName(path) }
    return "of " + (parts.dropLast(2).last.map(String.init) ?? "/")
  }

  private static func fileName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
