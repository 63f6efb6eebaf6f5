import Explorer
import Foundation

/// Reads files whole that are no pipes and no devices, and not too large.
public enum RegularFile {
  /// The bytes of a file.
  ///
  /// - Parameters:
  ///   - what: What can't be done if they can't be read.
  ///   - limit: Bytes that it may have.
  ///   - remedy: What to do about a larger one.
  ///   - check: Looks at the open file and its size before room is made for it.
  /// - Throws: Why they can't be read.
  public static func bytes(
    _ path: [UInt8], what: String, limit: Int, remedy: String,
    check: (Int32, Int) throws(Failure) -> Void = { _, _ in }
  ) throws(Failure) -> [UInt8] {
    let descriptor = open(FilePath.terminated(path), O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Failure(what: what, why: FilePath.reason(errno), remedy: "check the path")
    }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
      throw Failure(what: what, why: "it is no regular file", remedy: "name a model file")
    }
    let size = Int(facts.st_size)
    guard size <= limit else {
      throw Failure(
        what: what, why: "it is larger than \(limit >> 20) MiB", remedy: remedy)
    }
    try check(descriptor, size)
    var failed: Int32?
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      while filled < size {
        let rest = UnsafeMutableRawBufferPointer(
          UnsafeMutableBufferPointer(rebasing: buffer[filled...]))
        let count = Foundation.read(descriptor, rest.baseAddress, rest.count)
        if count > 0 {
          filled += count
        } else if count == 0 || errno != EINTR {
          failed = count == 0 ? nil : errno
          break
        }
      }
    }
    if let failed {
      throw Failure(what: what, why: FilePath.reason(failed), remedy: "check the disk")
    }
    return bytes
  }
}
