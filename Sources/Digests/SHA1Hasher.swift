import Crypto

/// SHA-1, for rules that are made with it; it protects from nobody.
///
/// - Source: FIPS 180-4.
public enum SHA1Hasher {
  /// The digest, 20 bytes.
  public static func bytes(of bytes: [UInt8]) -> [UInt8] {
    Array(Insecure.SHA1.hash(data: bytes))
  }
}
