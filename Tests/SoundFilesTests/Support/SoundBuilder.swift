/// Bytes of sound files, made by hand.
enum SoundBuilder {
  /// A WAV file; fields may lie.
  static func wav(
    _ data: [UInt8], rate: UInt32 = 8000, channels: UInt16 = 1, bits: UInt16 = 16, tag: UInt16 = 1,
    dataSize: UInt32? = nil, marker: String = "RIFF"
  ) -> [UInt8] {
    let block = channels &* (bits / 8)
    var bytes = Array(marker.utf8) + little(UInt32(36 + data.count)) + Array("WAVEfmt ".utf8)
    bytes += little(UInt32(16)) + little(tag) + little(channels) + little(rate)
    bytes += little(rate &* UInt32(block)) + little(block) + little(bits)
    return bytes + Array("data".utf8) + little(dataSize ?? UInt32(data.count)) + data
  }

  /// An AIFF file of 16-bit samples.
  static func aiff(_ samples: [Int16], rate: UInt32, channels: UInt16 = 1) -> [UInt8] {
    let sound = samples.flatMap { big(UInt16(bitPattern: $0)) }
    let exponent = UInt16(16_383 + 31 - rate.leadingZeroBitCount)
    let mantissa = UInt64(rate) << UInt64(32 + rate.leadingZeroBitCount)
    let common =
      big(channels) + big(UInt32(samples.count) / UInt32(channels)) + big(UInt16(16))
      + big(exponent) + big(mantissa)
    let body =
      Array("AIFFCOMM".utf8) + big(UInt32(18)) + common + Array("SSND".utf8)
      + big(UInt32(8 + sound.count)) + big(UInt64(0)) + sound
    return Array("FORM".utf8) + big(UInt32(body.count)) + body
  }

  /// 16-bit samples, least significant byte first.
  static func pcm16(_ samples: [Int16]) -> [UInt8] {
    samples.flatMap { little(UInt16(bitPattern: $0)) }
  }

  /// Amplitudes as 16-bit samples.
  static func pcm16(_ samples: [Double]) -> [UInt8] {
    pcm16(samples.map { Int16(max(-32_768, min(32_767, ($0 * 32_768).rounded()))) })
  }

  /// 32-bit floating-point samples.
  static func float32(_ samples: [Float]) -> [UInt8] {
    samples.flatMap { little($0.bitPattern) }
  }

  static func little(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }

  static func big(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.bigEndian) { Array($0) }
  }
}
