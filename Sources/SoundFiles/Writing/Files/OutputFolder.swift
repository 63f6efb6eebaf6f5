import CSndfile

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The folder that new files go to, kept open so that it stays the same one if it is renamed.
final class OutputFolder {
  /// The path it was opened with.
  let path: [UInt8]
  /// The open folder.
  let descriptor: CInt
  /// What says that files in it are being written, once there are any.
  private var owner: TemporaryOwner?
  /// How many files have temporary names.
  private var temporaryCount = 0

  /// Opens a folder; `name` is that of the file to be written there.
  init(_ path: [UInt8], for name: String) throws(SoundWritingError) {
    self.path = path
    descriptor = retrying { open(terminated(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw Self.error(errno, name) }
  }

  deinit {
    owner = nil
    close(descriptor)
  }

  /// A temporary name for a file to be written.
  func temporaryName(for name: String) throws(SoundWritingError) -> [UInt8] {
    let known = owner
    let owner: TemporaryOwner
    if let known { owner = known } else { owner = try TemporaryOwner(in: descriptor, for: name) }
    self.owner = owner
    temporaryCount += 1
    return owner.next()
  }

  /// Learns that a temporary name is no longer in use.
  func releaseTemporaryName() {
    temporaryCount -= 1
    if temporaryCount == 0 { owner = nil }
  }

  /// What has a name in it, links not followed; nil if nothing has.
  func mode(of base: [UInt8]) -> mode_t? {
    var status = stat()
    let found = fstatat(descriptor, terminated(base), &status, AT_SYMLINK_NOFOLLOW) == 0
    return found ? status.st_mode : nil
  }

  /// Brings its list of names to the disk.
  ///
  /// Some file systems can't do that for folders; then there is nothing more to be done.
  func synchronize() { _ = retrying { fsync(descriptor) } }

  /// Brings everything written to its file system to the disk; false if it has to be done singly.
  func synchronizeAll() -> Bool { em_synchronize(descriptor) == 0 }

  /// The folder and the last part of a path, links followed if the file behind is to be replaced.
  static func split(
    _ path: [UInt8], followingLinks: Bool
  ) -> (folder: [UInt8], base: [UInt8]) {
    var whole = path
    if followingLinks, let resolved = realpath(terminated(path), nil) {
      whole = Array(UnsafeRawBufferPointer(start: resolved, count: strlen(resolved)))
      free(resolved)
    }
    let slash = UInt8(ascii: "/")
    guard let last = whole.lastIndex(of: slash) else { return ([UInt8(ascii: ".")], whole) }
    return (last == 0 ? [slash] : Array(whole[..<last]), Array(whole[(last + 1)...]))
  }

  /// What a failed call in a folder means.
  static func error(_ code: CInt, _ name: String) -> SoundWritingError {
    switch code {
    case ENOENT, ENOTDIR: .noFolder(name: name)
    case EACCES, EPERM: .notPermitted(name: name, reason: "the system refuses access to the folder")
    case EROFS: .notPermitted(name: name, reason: "the disk is read-only")
    case ENOSPC, EDQUOT: .diskFull(name: name)
    case EFBIG: .tooLarge(name: name, limit: "the file system takes no longer files")
    case EEXIST, ENOTEMPTY: .exists(name: name)
    case EISDIR: .notReplaceable(name: name, found: .folder)
    case ENAMETOOLONG:
      .unwritable(name: name, reason: "its name is too long for the system")
    default: .unwritable(name: name, reason: String(cString: strerror(code)).lowercased())
    }
  }
}

/// A path for the system's calls.
func terminated(_ path: [UInt8]) -> [CChar] { path.map { CChar(bitPattern: $0) } + [0] }

/// Calls the system again as long as signals interrupt it.
func retrying<Result: SignedInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result >= 0 || errno != EINTR { return result }
  }
}
