#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open file that takes bytes at its end and is patched where it was written already.
final class OutputFile {
  private static let bufferLength = 1 << 16

  /// Bytes so far.
  private(set) var size = 0

  private let path: String
  private var descriptor: CInt
  private var pending: [UInt8] = []

  /// Takes over a descriptor that stands at the beginning; the path is for errors.
  init(_ descriptor: CInt, path: String) {
    self.descriptor = descriptor
    self.path = path
    pending.reserveCapacity(2 * Self.bufferLength)
  }

  deinit { discard() }

  /// Appends bytes.
  func append(_ bytes: [UInt8]) throws(FeatureFileError) {
    try bytes.withUnsafeBufferPointer { bytes throws(FeatureFileError) in
      try append(UnsafeRawBufferPointer(bytes))
    }
  }

  /// Appends bytes.
  func append(_ bytes: UnsafeRawBufferPointer) throws(FeatureFileError) {
    size += bytes.count
    if bytes.count >= Self.bufferLength {
      try flush()
      try write(bytes, at: size - bytes.count)
    } else {
      pending.append(contentsOf: bytes)
      if pending.count >= Self.bufferLength { try flush() }
    }
  }

  /// Overwrites bytes that were appended.
  func replace(at offset: Int, with bytes: [UInt8]) throws(FeatureFileError) {
    precondition(offset >= 0 && offset + bytes.count <= size, "the bytes to replace lie inside")
    try flush()
    try bytes.withUnsafeBufferPointer { bytes throws(FeatureFileError) in
      try write(UnsafeRawBufferPointer(bytes), at: offset)
    }
  }

  /// Bytes from an offset, as many as there are up to `count`.
  func bytes(at offset: Int, count: Int) throws(FeatureFileError) -> [UInt8] {
    try flush()
    var failure: CInt = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let rest = UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
        let step = pread(descriptor, rest.baseAddress, rest.count, off_t(offset + filled))
        if step > 0 {
          filled += step
        } else if step == 0 {
          break
        } else if errno != EINTR {
          failure = errno
          break
        }
      }
    }
    if failure != 0 { throw FeatureFileError(failure, path) }
    return bytes
  }

  /// Writes what is pending and closes the file; some systems report a full disk only now.
  func finish() throws(FeatureFileError) {
    try flush()
    let closing = descriptor
    descriptor = -1
    guard close(closing) == 0 else { throw FeatureFileError(errno, path) }
  }

  /// Closes the file without what is pending, unless it is closed already.
  func discard() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
  }

  private func flush() throws(FeatureFileError) {
    guard !pending.isEmpty else { return }
    let start = size - pending.count
    try pending.withUnsafeBufferPointer { bytes throws(FeatureFileError) in
      try write(UnsafeRawBufferPointer(bytes), at: start)
    }
    pending.removeAll(keepingCapacity: true)
  }

  private func write(
    _ bytes: UnsafeRawBufferPointer, at offset: Int
  ) throws(FeatureFileError) {
    var done = 0
    while done < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
      let step = pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
      if step > 0 {
        done += step
      } else if step < 0, errno != EINTR {
        throw FeatureFileError(errno, path)
      }
    }
  }
}

extension FeatureFileError {
  /// The error for an error number of the system.
  init(_ code: CInt, _ path: String) {
    switch code {
    case ENOENT, ENOTDIR: self = .noFolder(path: path)
    case EACCES, EPERM, EROFS: self = .notPermitted(path: path)
    case EISDIR: self = .notRegular(path: path)
    case ENOSPC, EDQUOT: self = .noSpace(path: path)
    case ENAMETOOLONG: self = .failed(path: path, reason: "its name is too long for the system")
    case ELOOP: self = .failed(path: path, reason: "its links lead in a circle")
    default: self = .failed(path: path, reason: String(cString: strerror(code)).lowercased())
    }
  }
}
