import Crypto

/// A SHA-256 that takes its bytes piece by piece.
///
/// - Source: FIPS 180-4.
public struct SHA256Hasher {
  private var hash = SHA256()

  /// Begins with no bytes.
  public init() {}

  /// Takes the bytes that follow.
  public mutating func update(_ bytes: [UInt8]) {
    hash.update(data: bytes)
  }

  /// Takes the bytes that follow, from memory of the caller.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    hash.update(bufferPointer: bytes)
  }

  /// The digest of all bytes so far, 64 hexadecimal digits in lower case.
  public var hexadecimal: String {
    hash.finalize().hexadecimal
  }

  /// The digest of one piece, 64 hexadecimal digits in lower case.
  public static func hexadecimal(of bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).hexadecimal
  }
}

extension Sequence<UInt8> {
  fileprivate var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
