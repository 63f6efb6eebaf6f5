extension [UInt8] {
  /// The unsigned integer of `width` bytes (at most 8) at an offset, nil where the bytes end.
  func unsigned(at offset: Int, width: Int, bigEndian: Bool = false) -> UInt64? {
    guard offset >= 0, width >= 0, width <= 8, count - offset >= width else { return nil }
    var value: UInt64 = 0
    for step in 0..<width {
      let index = bigEndian ? offset + step : offset + width - 1 - step
      value = value << 8 | UInt64(self[index])
    }
    return value
  }

  /// Whether the ASCII text stands at an offset.
  func has(_ text: StaticString, at offset: Int = 0) -> Bool {
    let length = text.utf8CodeUnitCount
    guard offset >= 0, count - offset >= length else { return false }
    return text.withUTF8Buffer { expected in
      (0..<length).allSatisfy { self[offset + $0] == expected[$0] }
    }
  }

  /// Appends an unsigned integer in `width` bytes.
  mutating func append(_ value: UInt64, width: Int, bigEndian: Bool = false) {
    for step in 0..<width {
      let shift = 8 * (bigEndian ? width - 1 - step : step)
      append(UInt8(truncatingIfNeeded: value >> UInt64(shift)))
    }
  }

  /// Overwrites `width` bytes at an offset that lies inside.
  mutating func replace(at offset: Int, with value: UInt64, width: Int, bigEndian: Bool = false) {
    precondition(offset >= 0 && offset + width <= count, "the bytes to replace lie inside")
    for step in 0..<width {
      let shift = 8 * (bigEndian ? width - 1 - step : step)
      self[offset + step] = UInt8(truncatingIfNeeded: value >> UInt64(shift))
    }
  }
}
