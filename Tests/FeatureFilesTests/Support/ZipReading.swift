import Testing

/// Reads ZIP archives whose files are stored as they are.
enum ZipReading {
  /// The files in order, after their checksums were compared.
  static func members(_ bytes: [UInt8]) throws -> [(name: String, bytes: [UInt8])] {
    var members: [(name: String, bytes: [UInt8])] = []
    var place = 0
    while number(bytes, place, 4) == 0x0403_4b50 {
      try #require(number(bytes, place + 8, 2) == 0, "stored")
      let (length, extra) = (number(bytes, place + 26, 2), number(bytes, place + 28, 2))
      let size = number(bytes, place + 22, 4)
      let start = place + 30 + length + extra
      let body = Array(bytes[start..<start + size])
      #expect(number(bytes, place + 14, 4) == Int(checksum(body)))
      let name = String(decoding: bytes[place + 30..<place + 30 + length], as: UTF8.self)
      members.append((name, body))
      place = start + size
    }
    try #require(number(bytes, place, 4) == 0x0201_4b50, "the directory follows")
    return members
  }

  private static func number(_ bytes: [UInt8], _ place: Int, _ width: Int) -> Int {
    (0..<width).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 {
        let carry: UInt32 = sum & 1 == 0 ? 0 : 0xedb8_8320
        sum = (sum >> 1) ^ carry
      }
    }
    return ~sum
  }
}
