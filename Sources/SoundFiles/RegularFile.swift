#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open regular file, read by position; its first bytes are kept.
///
/// Opening never blocks: a pipe, a device or a socket is refused before and after `open`, and
/// `O_NONBLOCK` covers the moment between.
final class RegularFile {
  /// Bytes kept from the start, enough for nearly every header.
  static let headLimit = 16_384

  /// The last part of the path for people; bytes that are not UTF-8 are U+FFFD.
  let name: String
  /// Its size in bytes when it was opened.
  let size: Int
  /// Its first bytes, at most `headLimit`.
  private(set) var head: [UInt8] = []
  private let descriptor: CInt

  /// Opens the file at a path given as the file system's bytes.
  init(_ path: [UInt8]) throws(SoundFileError) {
    name = Self.displayName(path)
    guard !path.contains(0) else { throw .missing(name: name) }
    let terminated = path.map { CChar(bitPattern: $0) } + [0]
    var status = stat()
    guard stat(terminated, &status) == 0 else { throw Self.error(errno, name) }
    try Self.refuseUnlessRegular(status, name)
    descriptor = Self.retrying { open(terminated, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY) }
    guard descriptor >= 0 else { throw Self.error(errno, name) }
    guard fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw Self.error(code, name)
    }
    do throws(SoundFileError) {
      try Self.refuseUnlessRegular(status, name)
    } catch {
      close(descriptor)
      throw error
    }
    size = Int(status.st_size)
    guard size > 0 else { return }
    let (bytes, failure) = read(at: 0, count: min(size, Self.headLimit))
    guard failure == 0 else { throw Self.error(failure, name) }
    head = bytes
  }

  deinit { close(descriptor) }

  /// What the file is like now; nil when the system doesn't say.
  func stamp() -> FileStamp? { FileStamp(of: descriptor) }

  /// Up to `count` bytes from an offset, fewer where the file ends or can't be read.
  func bytes(at offset: Int, count: Int) -> [UInt8] {
    guard offset >= 0, count > 0, offset < size else { return [] }
    let end = offset + min(count, size - offset)
    if end <= head.count { return Array(head[offset..<end]) }
    return read(at: offset, count: end - offset).bytes
  }

  /// Reads into memory from an offset; the result counts the bytes, 0 at the end or on failure.
  func read(at offset: Int, into target: UnsafeMutableRawBufferPointer) -> Int {
    var done = 0
    while done < target.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: target[done...])
      let step = Self.retrying {
        pread(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
      }
      guard step > 0 else { break }
      done += step
    }
    return done
  }

  /// Reads as much as fits into memory from an offset.
  ///
  /// - Throws: ``SoundFileError/unreadable(name:reason:)`` where that much is not there (any more).
  func fill(
    _ target: UnsafeMutableRawBufferPointer, from offset: Int
  ) throws(SoundFileError) {
    errno = 0
    guard read(at: offset, into: target) < target.count else { return }
    let code = errno
    guard code == 0 else { throw Self.error(code, name) }
    throw .unreadable(name: name, reason: "it became shorter while it was read")
  }

  private func read(at offset: Int, count: Int) -> (bytes: [UInt8], failure: CInt) {
    var failure: CInt = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      errno = 0
      filled = read(at: offset, into: UnsafeMutableRawBufferPointer(buffer))
      failure = filled == 0 ? errno : 0
    }
    return (bytes, failure)
  }

  private static func retrying<Result: SignedInteger>(_ call: () -> Result) -> Result {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }

  private static func refuseUnlessRegular(_ status: stat, _ name: String) throws(SoundFileError) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: return
    case S_IFDIR: throw .notRegular(name: name, found: .folder)
    case S_IFIFO: throw .notRegular(name: name, found: .pipe)
    case S_IFSOCK: throw .notRegular(name: name, found: .socket)
    case S_IFCHR, S_IFBLK: throw .notRegular(name: name, found: .device)
    default: throw .notRegular(name: name, found: .other)
    }
  }

  private static func error(_ code: CInt, _ name: String) -> SoundFileError {
    switch code {
    case ENOENT, ENOTDIR: .missing(name: name)
    case EACCES, EPERM: .notPermitted(name: name)
    case ENXIO: .notRegular(name: name, found: .socket)
    case ELOOP: .unreadable(name: name, reason: "its links lead in a circle")
    case ENAMETOOLONG: .unreadable(name: name, reason: "its path is too long for the system")
    default: .unreadable(name: name, reason: String(cString: strerror(code)).lowercased())
    }
  }

  private static func displayName(_ path: [UInt8]) -> String {
    let slash = UInt8(ascii: "/")
    let trimmed = path.reversed().drop { $0 == slash }.reversed()
    let last = trimmed.split(separator: slash).last.map(Array.init) ?? path
    return String(decoding: last, as: UTF8.self)
  }
}
