#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Makes random UUIDs (version 4).
///
/// `UUID()` opens the system's random device for each, which takes a third of the time that a large
/// folder needs.
public enum RandomUUID {
  /// A new one of 128 bits from a source.
  public static func next(from random: inout some RandomNumberGenerator) -> UUID {
    let halves = (random.next(), random.next())
    return withUnsafeBytes(of: halves) { bytes in
      UUID(
        uuid: (
          bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5],
          bytes[6] & 0x0f | 0x40, bytes[7], bytes[8] & 0x3f | 0x80, bytes[9], bytes[10],
          bytes[11], bytes[12], bytes[13], bytes[14], bytes[15]
        ))
    }
  }

  /// A new one from the system's source.
  public static func next() -> UUID {
    var random = SystemRandomNumberGenerator()
    return next(from: &random)
  }
}
