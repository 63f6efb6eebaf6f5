import CSndfile

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A new file under a temporary name; it gets its own name when it is whole, or vanishes.
final class PendingFile: ByteSink {
  /// The last part of its path for people; bytes that are not UTF-8 are U+FFFD.
  let name: String
  /// The last part of its path.
  private(set) var base: [UInt8]
  /// The folder it is in.
  let folder: OutputFolder
  private(set) var count = 0
  /// Whether it has its own name.
  private(set) var isPublished = false
  private var isAbandoned = false

  private let existing: ExistingFile
  private let isReplacing: Bool
  private let temporary: [UInt8]
  /// -1 once it is closed.
  private var descriptor: CInt

  /// Makes an empty file for a path given as the file system's bytes.
  ///
  /// - Parameter folders: Folders that are open, by their paths; that of the file is added.
  /// - Throws: Why there can't be one, such as an existing file.
  init(
    _ path: [UInt8], existing: ExistingFile, in folders: inout [[UInt8]: OutputFolder]
  ) throws(SoundWritingError) {
    let parts = OutputFolder.split(path, followingLinks: existing == .replace)
    base = parts.base
    name = String(decoding: base, as: UTF8.self)
    self.existing = existing
    if let known = folders[parts.folder] {
      folder = known
    } else {
      folder = try OutputFolder(parts.folder, for: name)
      folders[parts.folder] = folder
    }
    guard !base.isEmpty, !path.contains(0) else {
      throw .notReplaceable(name: name, found: .folder)
    }
    let mode = folder.mode(of: base)
    if let mode { try Self.refuse(mode, name, existing) }
    let temporary = try folder.temporaryName(for: name)
    self.temporary = temporary
    descriptor = retrying { [folder] in
      openat(
        folder.descriptor, terminated(temporary), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    }
    guard descriptor >= 0 else {
      let code = errno
      folder.releaseTemporaryName()
      throw OutputFolder.error(code, name)
    }
    isReplacing = mode != nil
    if let mode, mode & S_IFMT == S_IFREG { fchmod(descriptor, mode & 0o7777) }
  }

  /// Makes an empty file for a path given as the file system's bytes.
  convenience init(_ path: [UInt8], existing: ExistingFile) throws(SoundWritingError) {
    var folders: [[UInt8]: OutputFolder] = [:]
    try self.init(path, existing: existing, in: &folders)
  }

  deinit {
    abandon()
    closeIfOpen()
  }

  /// Closes it, which may be done before it gets its name.
  func closeIfOpen() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
  }

  /// Takes it out of its folder, unless it has its own name.
  func abandon() {
    guard !isPublished, !isAbandoned else { return }
    isAbandoned = true
    unlinkat(folder.descriptor, terminated(temporary), 0)
    folder.releaseTemporaryName()
  }

  /// The path of the file, with its own name.
  var path: [UInt8] { folder.path + [UInt8(ascii: "/")] + base }

  /// The path where it is now.
  var currentPath: [UInt8] {
    folder.path + [UInt8(ascii: "/")] + (isPublished ? base : temporary)
  }

  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(SoundWritingError) {
    var done = 0
    while done < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
      let step = retrying { pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + done)) }
      guard step > 0 else { throw OutputFolder.error(step == 0 ? EIO : errno, name) }
      done += step
      count = max(count, offset + done)
    }
  }

  /// Writes an array of bytes.
  func write(_ bytes: [UInt8], at offset: Int) throws(SoundWritingError) {
    try bytes.withUnsafeBufferPointer { (buffer) throws(SoundWritingError) in
      try write(UnsafeRawBufferPointer(buffer), at: offset)
    }
  }

  /// Up to `count` of its bytes from an offset.
  func bytes(at offset: Int, count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = max(0, retrying { pread(descriptor, buffer.baseAddress, count, off_t(offset)) })
    }
  }

  /// Cuts everything from an offset on.
  func truncate(to offset: Int) {
    if ftruncate(descriptor, off_t(offset)) == 0 { count = min(count, offset) }
  }

  /// Brings its bytes to the disk.
  func synchronize() throws(SoundWritingError) {
    if descriptor < 0 {
      descriptor = retrying {
        openat(folder.descriptor, terminated(temporary), O_RDWR | O_NOFOLLOW | O_CLOEXEC)
      }
    }
    guard descriptor >= 0, retrying({ fsync(descriptor) }) == 0 else {
      throw OutputFolder.error(errno, name)
    }
  }

  /// Gives it its own name; it may be written further.
  ///
  /// - Throws: ``SoundWritingError/exists(name:)`` if somebody else took the name meanwhile.
  func publish() throws(SoundWritingError) {
    precondition(!isPublished, "a file gets its name once")
    let (old, new) = (terminated(temporary), terminated(base))
    if existing == .replace {
      guard renameat(folder.descriptor, old, folder.descriptor, new) == 0 else {
        throw OutputFolder.error(errno, name)
      }
    } else if em_rename_exclusively(folder.descriptor, old, new) != 0 {
      guard errno != EEXIST else { throw .exists(name: name) }
      try publishByLink(old, new)
    }
    isPublished = true
    folder.releaseTemporaryName()
  }

  /// Some file systems can't rename without taking the place of another file; a link never does.
  private func publishByLink(_ old: [CChar], _ new: [CChar]) throws(SoundWritingError) {
    if linkat(folder.descriptor, old, folder.descriptor, new, 0) == 0 {
      unlinkat(folder.descriptor, old, 0)
      return
    }
    guard errno != EEXIST, folder.mode(of: base) == nil else { throw .exists(name: name) }
    // It has no links either: only the moment since the last question is left to others.
    guard renameat(folder.descriptor, old, folder.descriptor, new) == 0 else {
      throw OutputFolder.error(errno, name)
    }
  }

  /// Gives it another name, before it has its own.
  func rename(_ base: [UInt8]) { self.base = base }

  /// The stamp of the file whose place it takes; nil if there is none.
  func replacedStamp() -> FileStamp? {
    guard isReplacing else { return nil }
    let other = retrying {
      openat(folder.descriptor, terminated(base), O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    }
    guard other >= 0 else { return nil }
    defer { close(other) }
    return FileStamp(of: other)
  }

  private static func refuse(
    _ mode: mode_t, _ name: String, _ existing: ExistingFile
  ) throws(SoundWritingError) {
    switch mode & S_IFMT {
    case S_IFDIR: throw .notReplaceable(name: name, found: .folder)
    case _ where existing == .refuse: throw .exists(name: name)
    case S_IFREG, S_IFLNK: return
    case S_IFIFO: throw .notReplaceable(name: name, found: .pipe)
    case S_IFSOCK: throw .notReplaceable(name: name, found: .socket)
    case S_IFCHR, S_IFBLK: throw .notReplaceable(name: name, found: .device)
    default: throw .notReplaceable(name: name, found: .other)
    }
  }
}
