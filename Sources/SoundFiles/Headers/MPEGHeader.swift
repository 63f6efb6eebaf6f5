/// The four bytes before each block of MPEG audio (ISO 11172-3, 13818-3).
struct MPEGHeader: Equatable {
  /// 1, 2 or 3.
  let layer: Int
  /// Whether it is MPEG-1, not the half-rate MPEG-2 or 2.5.
  let isFull: Bool
  /// Samples per second.
  let sampleRate: Int
  /// Kilobits per second.
  let bitRate: Int
  /// Whether there is one channel.
  let isMono: Bool
  /// Bytes to the next header.
  let length: Int

  /// Samples a channel in a block.
  var samples: Int { layer == 1 ? 384 : layer == 3 && !isFull ? 576 : 1152 }

  /// Where a Xing or Info mark stands in a layer III block, after the side information.
  var markOffset: Int { 4 + (isFull ? (isMono ? 17 : 32) : (isMono ? 9 : 17)) }

  /// Whether another header can stand in the same stream.
  func matches(_ other: MPEGHeader) -> Bool {
    layer == other.layer && isFull == other.isFull && sampleRate == other.sampleRate
  }

  /// Reads a header, nil if there is none (or one of free bit rate) at the offset.
  init?(_ bytes: [UInt8], at offset: Int) {
    guard let word = bytes.unsigned(at: offset, width: 4, bigEndian: true), word >> 21 == 0x7FF
    else {
      return nil
    }
    let version = Int(word >> 19 & 3)
    let layerCode = Int(word >> 17 & 3)
    let rateIndex = Int(word >> 12 & 15)
    let frequency = Int(word >> 10 & 3)
    guard version != 1, layerCode != 0, (1...14).contains(rateIndex), frequency != 3 else {
      return nil
    }
    layer = 4 - layerCode
    isFull = version == 3
    isMono = word >> 6 & 3 == 3
    sampleRate = [44_100, 48_000, 32_000][frequency] >> (version == 3 ? 0 : version == 2 ? 1 : 2)
    let row = isFull ? layer - 1 : layer == 1 ? 3 : 4
    bitRate = Self.bitRates[row][rateIndex - 1]
    let padding = Int(word >> 9 & 1)
    let slots = layer == 1 ? 12_000 : layer == 3 && !isFull ? 72_000 : 144_000
    length =
      layer == 1
      ? (slots * bitRate / sampleRate + padding) * 4 : slots * bitRate / sampleRate + padding
    guard length > 4 else { return nil }
  }

  /// Kilobits per second: MPEG-1 layers I, II, III; MPEG-2 layer I; MPEG-2 layers II and III.
  private static let bitRates: [[Int]] = [
    [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
    [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
    [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
    [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
    [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  ]
}
