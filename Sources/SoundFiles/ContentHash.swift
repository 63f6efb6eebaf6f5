import Digests

/// SHA-256 of what is in a file, as 64 hexadecimal digits in lower case.
public enum ContentHash {
  /// Files up to this many bytes are hashed whole for recognition: 8 MiB.
  public static let wholeLimit = 8 << 20
  /// Bytes hashed at either end of a longer file for recognition: 1 MiB.
  public static let endLength = 1 << 20

  /// The hash that tells a recording after it was moved or renamed.
  ///
  /// It covers the whole file up to ``wholeLimit`` bytes, and then equals ``sha256(_:)``. Of a
  /// longer file it covers the first ``endLength`` bytes, the last ``endLength`` bytes and then the
  /// file's length in bytes, an unsigned integer of 8 bytes, least significant first.
  ///
  /// - Throws: Why the file can't be read; a file without a byte is no error.
  public static func recognition(_ path: [UInt8]) throws(SoundFileError) -> String {
    let file = try RegularFile(path)
    var hash = SHA256Hasher()
    if file.size <= wholeLimit {
      try update(&hash, file, 0..<file.size)
    } else {
      try update(&hash, file, 0..<endLength)
      try update(&hash, file, file.size - endLength..<file.size)
      var length: [UInt8] = []
      length.append(UInt64(file.size), width: 8)
      hash.update(length)
    }
    return hash.hexadecimal
  }

  /// The hash of the whole file, as `sha256sum` gives it.
  ///
  /// - Throws: Why the file can't be read; a file without a byte is no error.
  public static func sha256(_ path: [UInt8]) throws(SoundFileError) -> String {
    try sha256(of: RegularFile(path))
  }

  static func sha256(of file: RegularFile) throws(SoundFileError) -> String {
    var hash = SHA256Hasher()
    try update(&hash, file, 0..<file.size)
    return hash.hexadecimal
  }

  private static func update(
    _ hash: inout SHA256Hasher, _ file: RegularFile, _ bytes: Range<Int>
  ) throws(SoundFileError) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(1, min(bytes.count, 1 << 18)), alignment: 16)
    defer { buffer.deallocate() }
    var offset = bytes.lowerBound
    while offset < bytes.upperBound {
      let part = UnsafeMutableRawBufferPointer(
        rebasing: buffer[..<min(buffer.count, bytes.upperBound - offset)])
      try file.fill(part, from: offset)
      hash.update(UnsafeRawBufferPointer(part))
      offset += part.count
    }
  }
}
