/// The two checksums of FLAC blocks (RFC 9639, section 9): both start at 0, high bit first.
enum CRC {
  private static let table8: [UInt8] = (0..<256).map { value in
    (0..<8).reduce(UInt8(value)) { crc, _ in crc & 0x80 != 0 ? crc << 1 ^ 0x07 : crc << 1 }
  }
  private static let table16: [UInt16] = (0..<256).map { value in
    (0..<8).reduce(UInt16(value) << 8) { crc, _ in
      crc & 0x8000 != 0 ? crc << 1 ^ 0x8005 : crc << 1
    }
  }

  /// CRC-8 with polynomial x⁸ + x² + x + 1.
  static func crc8(_ bytes: ArraySlice<UInt8>) -> UInt8 {
    bytes.reduce(0) { table8[Int($0 ^ $1)] }
  }

  /// CRC-16 with polynomial x¹⁶ + x¹⁵ + x² + 1; 0 over a block with its own checksum.
  static func crc16(_ bytes: ArraySlice<UInt8>) -> UInt16 {
    bytes.reduce(0) { table16[Int(UInt8($0 >> 8) ^ $1)] ^ $0 << 8 }
  }
}
