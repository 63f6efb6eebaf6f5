#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Tells one file, and one state of it, from another.
struct FileStamp: Equatable {
  /// The file system's number.
  let device: UInt64
  /// The file's number there.
  let node: UInt64
  /// Its size in bytes.
  let size: Int
  /// When its bytes were last changed: seconds and nanoseconds.
  let changed: [Int]

  /// The stamp of an open file, nil when the system doesn't say.
  init?(of descriptor: CInt) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    device = UInt64(truncatingIfNeeded: status.st_dev)
    node = UInt64(truncatingIfNeeded: status.st_ino)
    size = Int(status.st_size)
    #if canImport(Darwin)
      changed = [Int(status.st_mtimespec.tv_sec), Int(status.st_mtimespec.tv_nsec)]
    #else
      changed = [Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec)]
    #endif
  }

  /// Whether both are of the same file, changed or not.
  func isSameFile(as other: FileStamp) -> Bool { device == other.device && node == other.node }
}
