/// The last block of a FLAC file, found from the end by its sync code and checksums.
struct FLACTail {
  /// Its first sample.
  let onset: Int
  /// One past its last sample.
  let offset: Int
  /// Whether its checksum is right, so that the file is not cut inside it.
  let isWhole: Bool

  /// No sensible block is longer, in bytes.
  private static let windowLimit = 4 << 20

  /// Finds the last block, nil if there is none within reach.
  init?(_ header: FLACHeader, file: RegularFile) {
    let guess = header.blockLength * header.channelCount * (header.bits + 7) / 8 + 256
    let longest = header.longestBlock > 0 ? min(header.longestBlock, guess * 2) : guess
    let limit = min(longest + 256, Self.windowLimit)
    let first = max(header.start + 42, file.size - limit)
    let bytes = file.bytes(at: first, count: file.size - first)
    let contentEnd = Self.hasID3v1(bytes) ? bytes.count - 128 : bytes.count
    var cut: (onset: Int, length: Int)?
    var index = contentEnd - 6
    while index >= 0 {
      defer { index -= 1 }
      guard bytes[index] == 0xFF, bytes[index + 1] & 0xFE == 0xF8,
        let block = Self.block(bytes, at: index, header)
      else { continue }
      if CRC.crc16(bytes[index..<contentEnd]) == 0 {
        (onset, offset, isWhole) = (block.onset, block.onset + block.length, true)
        return
      }
      if cut == nil { cut = block }
    }
    guard let cut else { return nil }
    (onset, offset, isWhole) = (cut.onset, cut.onset + cut.length, false)
  }

  private static func hasID3v1(_ bytes: [UInt8]) -> Bool {
    bytes.count > 128 && bytes.has("TAG", at: bytes.count - 128)
  }

  /// The samples of a block whose header stands at an index, nil unless its checksum is right.
  private static func block(
    _ bytes: [UInt8], at index: Int, _ header: FLACHeader
  ) -> (onset: Int, length: Int)? {
    let lengthCode = bytes[index + 2] >> 4
    let rateCode = bytes[index + 2] & 15
    let channelCode = Int(bytes[index + 3] >> 4)
    guard lengthCode != 0, rateCode != 15, channelCode <= 10, bytes[index + 3] & 1 == 0,
      channelCode > 7 ? header.channelCount == 2 : channelCode + 1 == header.channelCount,
      let (number, numberBytes) = codedNumber(bytes, at: index + 4)
    else { return nil }
    var end = index + 4 + numberBytes
    let length: Int
    switch lengthCode {
    case 1: length = 192
    case 2...5: length = 576 << Int(lengthCode - 2)
    case 6, 7:
      let width = Int(lengthCode) - 5
      guard let value = bytes.unsigned(at: end, width: width, bigEndian: true) else { return nil }
      length = Int(value) + 1
      end += width
    default: length = 256 << Int(lengthCode - 8)
    }
    end += rateCode == 12 ? 1 : rateCode > 12 ? 2 : 0
    guard end < bytes.count, CRC.crc8(bytes[index..<end]) == bytes[end] else { return nil }
    let isVariable = bytes[index + 1] & 1 == 1
    let (onset, overflow) = number.multipliedReportingOverflow(
      by: isVariable ? 1 : header.blockLength)
    return overflow ? nil : (onset, length)
  }

  /// A number in FLAC's extension of UTF-8, and how many bytes it takes.
  private static func codedNumber(_ bytes: [UInt8], at index: Int) -> (Int, Int)? {
    guard index < bytes.count else { return nil }
    let first = bytes[index]
    let ones = (~first).leadingZeroBitCount
    if ones == 0 { return (Int(first), 1) }
    guard (2...7).contains(ones), index + ones <= bytes.count else { return nil }
    var number = ones == 7 ? 0 : Int(first & (0x7F >> UInt8(ones)))
    for step in 1..<ones {
      guard bytes[index + step] & 0xC0 == 0x80 else { return nil }
      number = number << 6 | Int(bytes[index + step] & 0x3F)
    }
    return (number, ones)
  }
}
