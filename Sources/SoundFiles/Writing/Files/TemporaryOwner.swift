#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The empty, locked file that says that files beside it are being written; it goes when they do.
final class TemporaryOwner {
  private let digits: [UInt8]
  private let folder: CInt
  private let descriptor: CInt
  private var number = 0

  /// Makes it in an open folder, which must stay open; `name` is that of a file to be written.
  init(in folder: CInt, for name: String) throws(SoundWritingError) {
    self.folder = folder
    (digits, descriptor) = try Self.create(in: folder, name)
  }

  deinit {
    unlinkat(folder, terminated(TemporaryName.owner(digits)), 0)
    close(descriptor)
  }

  /// The next name beside it.
  func next() -> [UInt8] {
    number += 1
    return TemporaryName.file(digits, number)
  }

  private static func create(
    in folder: CInt, _ name: String
  ) throws(SoundWritingError) -> ([UInt8], CInt) {
    while true {
      let digits = TemporaryName.random()
      let file = retrying {
        openat(
          folder, terminated(TemporaryName.owner(digits)),
          O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      }
      if file < 0, errno == EEXIST { continue }
      guard file >= 0 else { throw OutputFolder.error(errno, name) }
      var status = stat()
      // Who removes leftovers may have locked it before us, and then it is gone.
      let isHeld = flock(file, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK
      if isHeld, fstat(file, &status) == 0, status.st_nlink > 0 { return (digits, file) }
      close(file)
    }
  }
}
