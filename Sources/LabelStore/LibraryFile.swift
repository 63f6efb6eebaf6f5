import Foundation

/// The file of a library before it is opened.
struct LibraryFile {
  /// The absolute path.
  let path: String

  init(_ path: String) {
    self.path =
      path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
  }

  /// The folder that holds it.
  var folder: String {
    path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  }

  /// The name without the folder.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// How many bytes a file has, nil if it is not there.
  static func size(of path: String) -> Int64? {
    var facts = stat()
    return stat(path, &facts) == 0 ? Int64(facts.st_size) : nil
  }

  /// Whether a write-ahead log with contents lies beside it.
  var hasLog: Bool { Self.size(of: path + "-wal") ?? 0 > 0 }

  /// The address by which SQLite reads it without locks and without making files.
  ///
  /// Right only while no program writes, which a missing log shows.
  var immutableAddress: String {
    let plain = CharacterSet(charactersIn: "/-._~").union(.alphanumerics)
    let escaped = path.addingPercentEncoding(withAllowedCharacters: plain) ?? path
    return "file:\(escaped)?immutable=1"
  }

  /// Whether the file is there; refuses what can't be a library.
  func isPresent() throws(LabelStoreError) -> Bool {
    var facts = stat()
    guard stat(path, &facts) == 0 else {
      guard errno == ENOENT || errno == ENOTDIR else {
        throw .cannotOpen(path: path, reason: Self.reason(errno))
      }
      return false
    }
    let kind = facts.st_mode & S_IFMT
    if kind == S_IFDIR { throw .isFolder(path: path) }
    if kind != S_IFREG { throw .notALibrary(path: path) }
    if facts.st_size == 0 { throw .isEmpty(path: path) }
    // access(2), because closing a descriptor of our own would drop SQLite's locks on the file.
    if access(path, R_OK) != 0 { throw .cannotOpen(path: path, reason: Self.reason(errno)) }
    return true
  }

  /// Refuses a file that can't be written where it lies.
  func checkWritable() throws(LabelStoreError) {
    if access(path, W_OK) != 0 || access(folder, W_OK | X_OK) != 0 {
      throw .readOnly(path: path)
    }
    if let kind = MountTable.networkKind(of: folder) {
      throw .networkFileSystem(path: path, name: kind)
    }
  }

  /// Makes the folder and then the file, whole or not at all; another program may be quicker.
  ///
  /// - Parameter build: Builds the library at the path that it is given.
  func create(_ build: (String) throws -> Void) throws(LabelStoreError) {
    // The log is looked for first: it is made after the file and goes before it.
    let hadLog = hasLog
    if Self.size(of: path) != nil { return }
    if hadLog { throw .orphanedLog(path: path) }
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw .cannotCreate(path: path, reason: "its folder can't be made")
    }
    if access(folder, W_OK | X_OK) != 0 {
      throw .cannotCreate(path: path, reason: Self.reason(errno))
    }
    if let kind = MountTable.networkKind(of: folder) {
      throw .networkFileSystem(path: path, name: kind)
    }
    let draft = "\(folder)/.\(name).new-\(UUID().uuidString)"
    defer { for ending in ["", "-wal", "-shm", "-journal"] { unlink(draft + ending) } }
    do {
      try build(draft)
    } catch {
      throw Self.refusal(error, path: path)
    }
    try place(draft)
  }

  private func place(_ draft: String) throws(LabelStoreError) {
    if link(draft, path) != 0, errno != EEXIST {
      // Some file systems have no hard links.
      if Self.size(of: path) == nil, rename(draft, path) != 0 {
        throw .cannotCreate(path: path, reason: Self.reason(errno))
      }
    }
    let descriptor = open(folder, O_RDONLY)
    if descriptor >= 0 {
      fsync(descriptor)
      close(descriptor)
    }
  }

  private static func refusal(_ error: any Error, path: String) -> LabelStoreError {
    let fact = LabelStoreError(error, path: path)
    if case .cannotOpen(_, let reason) = fact {
      return .cannotCreate(path: path, reason: reason)
    }
    return fact
  }

  private static func reason(_ code: Int32) -> String {
    String(cString: strerror(code)).lowercased()
  }
}
