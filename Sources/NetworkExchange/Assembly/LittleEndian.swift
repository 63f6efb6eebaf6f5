/// Numbers in bytes, least significant byte first; who makes it has checked that they are there.
struct LittleEndian {
  private let bytes: [UInt8]
  private let start, size, count: Int

  init(_ bytes: [UInt8], from start: Int, size: Int, count: Int) {
    self.bytes = bytes
    self.start = start
    self.size = size
    self.count = count
  }

  private func bits(_ place: Int) -> UInt64 {
    var bits: UInt64 = 0
    for byte in 0..<size {
      bits |= UInt64(bytes[start + place * size + byte]) << UInt64(8 * byte)
    }
    return bits
  }

  /// Numbers from 0.
  var unsigned: [Int] { (0..<count).map { Int(truncatingIfNeeded: bits($0)) } }

  /// Numbers whose highest bit says that they are negative.
  var signed: [Int] {
    let shift = Int64(64 - 8 * size)
    return (0..<count).map { Int((Int64(bitPattern: bits($0)) << shift) >> shift) }
  }

  /// Numbers of single precision.
  var singles: [Float] {
    (0..<count).map { Float(bitPattern: UInt32(truncatingIfNeeded: bits($0))) }
  }

  /// Numbers of double precision, rounded to singles.
  var doubles: [Float] { (0..<count).map { Float(Double(bitPattern: bits($0))) } }

  /// Numbers of half precision.
  var halves: [Float] {
    (0..<count).map { place in
      let bits = bits(place)
      let exponent = Int(bits >> 10 & 0x1f)
      let fraction = Float(bits & 0x3ff) / 1024
      let sign: Float = bits >> 15 & 1 == 0 ? 1 : -1
      switch exponent {
      case 0: return sign * fraction * 0x1p-14
      case 31: return fraction == 0 ? sign * .infinity : .nan
      default:
        return sign * (1 + fraction) * Float(sign: .plus, exponent: exponent - 15, significand: 1)
      }
    }
  }
}
