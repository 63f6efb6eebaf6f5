/// How samples are coded in bytes.
public enum SampleCoding: String, Sendable, Hashable, CaseIterable {
  /// Unsigned integers of 8 bits.
  case u8
  /// Integers of 16 bits, the low byte first.
  case s16le
  /// Integers of 24 bits, the low byte first.
  case s24le
  /// Integers of 32 bits, the low byte first.
  case s32le
  /// Floating-point numbers of 32 bits, the low byte first.
  case f32le
  /// Floating-point numbers of 64 bits, the low byte first.
  case f64le

  /// Bytes of an amplitude.
  public var byteCount: Int {
    switch self {
    case .u8: 1
    case .s16le: 2
    case .s24le: 3
    case .s32le, .f32le: 4
    case .f64le: 8
    }
  }

  /// Whether 16 bits hold every amplitude.
  var fitsSixteenBits: Bool { byteCount <= 2 }

  /// The amplitudes of whole ones among some bytes; what is no finite number is 0.
  func amplitudes(_ bytes: ArraySlice<UInt8>) -> [Float] {
    let count = bytes.count / byteCount
    return bytes.withUnsafeBytes { source in
      (0..<count).map { index in
        switch self {
        case .u8: return (Float(source[index]) - 128) / 128
        case .s16le:
          return Float(
            Int16(littleEndian: source.loadUnaligned(fromByteOffset: index * 2, as: Int16.self)))
            / 32_768
        case .s24le:
          let low = UInt32(source[index * 3]) << 8 | UInt32(source[index * 3 + 1]) << 16
          let word = low | UInt32(source[index * 3 + 2]) << 24
          return Float(Int32(bitPattern: word) >> 8) / 8_388_608
        case .s32le:
          return Float(
            Double(
              Int32(littleEndian: source.loadUnaligned(fromByteOffset: index * 4, as: Int32.self)))
              / 2_147_483_648)
        case .f32le:
          let bits = source.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)
          return Self.amplitude(Float(bitPattern: UInt32(littleEndian: bits)))
        case .f64le:
          let bits = source.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self)
          return Self.amplitude(Float(Double(bitPattern: UInt64(littleEndian: bits))))
        }
      }
    }
  }

  private static func amplitude(_ value: Float) -> Float { abs(value) <= 1e12 ? value : 0 }
}
