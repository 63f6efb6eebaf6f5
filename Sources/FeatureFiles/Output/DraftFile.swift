#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file in the making: hidden beside its target until it is whole.
///
/// Links are followed, permissions are kept, and what is no regular file is refused, as
/// `FileReplacement` of `PictureFiles` does it. Neither target may import the other: a picture is
/// written at once, a feature file grows and is patched.
final class DraftFile {
  /// What is written.
  let file: OutputFile
  /// The target's path, for people; bytes that are not UTF-8 are U+FFFD.
  let path: String
  /// The draft's own path, with a zero at its end.
  let name: [CChar]

  private let target: [CChar]
  private let folder: [UInt8]
  private var isThere = true

  /// Begins a file.
  init(_ path: [UInt8]) throws(FeatureFileError) {
    self.path = String(decoding: path, as: UTF8.self)
    guard !path.isEmpty, !path.contains(0) else {
      throw .failed(path: self.path, reason: "no file can have this name")
    }
    let (target, mode) = try Self.resolved(path, self.path)
    self.target = Self.terminated(target)
    folder = Array(target[..<((target.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1)])
    let descriptor: CInt
    (descriptor, name) = try Self.openHidden(in: folder, self.path)
    file = OutputFile(descriptor, path: self.path)
    if let mode { fchmod(descriptor, mode) }
  }

  deinit { discard() }

  /// A file without a name in the same folder, which vanishes with its owner.
  func makeScratch() throws(FeatureFileError) -> OutputFile {
    let (descriptor, name) = try Self.openHidden(in: folder, path)
    unlink(name)
    return OutputFile(descriptor, path: path)
  }

  /// Gives the file its name; one that had it is replaced.
  func commit() throws(FeatureFileError) {
    precondition(isThere, "a draft is committed once")
    do throws(FeatureFileError) {
      try file.finish()
      guard rename(name, target) == 0 else { throw FeatureFileError(errno, path) }
      isThere = false
    } catch {
      discard()
      throw error
    }
  }

  /// Takes the draft away, unless it was committed.
  func discard() {
    guard isThere else { return }
    isThere = false
    file.discard()
    unlink(name)
  }

  /// The path with its links followed, and the permissions of what is there.
  private static func resolved(
    _ path: [UInt8], _ text: String
  ) throws(FeatureFileError) -> (path: [UInt8], mode: mode_t?) {
    let given = terminated(path)
    var status = stat()
    guard stat(given, &status) == 0 else {
      if errno == ENOENT { return (path, nil) }
      throw FeatureFileError(errno, text)
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular(path: text) }
    guard access(given, W_OK) == 0, let real = realpath(given, nil) else {
      throw FeatureFileError(errno, text)
    }
    defer { free(real) }
    let bytes = UnsafeBufferPointer(start: real, count: strlen(real)).map(UInt8.init(bitPattern:))
    return (bytes, status.st_mode & 0o777)
  }

  private static func openHidden(
    in folder: [UInt8], _ path: String
  ) throws(FeatureFileError) -> (CInt, [CChar]) {
    while true {
      let number = String(UInt64.random(in: 0 ... .max), radix: 16)
      let name = terminated(folder + Array(".earmark-\(number)".utf8))
      let descriptor = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 { return (descriptor, name) }
      guard errno == EEXIST || errno == EINTR else { throw FeatureFileError(errno, path) }
    }
  }

  private static func terminated(_ path: [UInt8]) -> [CChar] {
    path.map(CChar.init(bitPattern:)) + [0]
  }
}
