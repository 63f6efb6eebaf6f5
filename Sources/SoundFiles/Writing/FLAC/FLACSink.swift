/// Puts metadata of our own between the header and the sound that libFLAC writes.
///
/// libFLAC writes the signature and STREAMINFO, then blocks of its own, which are left out, then
/// each block of samples by one call; at the end it fills in STREAMINFO.
final class FLACSink: ByteSink {
  private(set) var count = 0
  /// Blocks of samples that are in the file.
  var blockCount: Int { blocks.count }

  private let file: PendingFile
  private let metadata: FLACMetadata
  /// What libFLAC writes before the first block of samples.
  private var header: [UInt8] = []
  private var isHeaderWhole = false
  /// Where the first block of samples is in the file.
  private var soundOffset = 0
  private var seekTableOffset: Int?
  /// Where each block of samples begins, from the first.
  private var blocks: [Int] = []

  private static let streamInfoEnd = 42
  private static let pointLength = 18

  init(_ file: PendingFile, _ metadata: FLACMetadata) {
    self.file = file
    self.metadata = metadata
  }

  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(SoundWritingError) {
    let end = offset + bytes.count
    if !isHeaderWhole {
      header += bytes
      count = header.count
      guard let vendor = Self.vendor(header) else { return }
      isHeaderWhole = true
      try putHeader(vendor)
    } else if offset >= header.count {
      try file.write(bytes, at: offset - header.count + soundOffset)
      if offset == count { blocks.append(offset - header.count) }
      count = max(count, end)
    } else if end <= Self.streamInfoEnd {
      try file.write(bytes, at: metadata.prefix.count + offset)
    }
  }

  /// Fills in the seek table.
  func finish() throws(SoundWritingError) {
    guard let seekTableOffset else { return }
    let info = file.bytes(at: metadata.prefix.count, count: Self.streamInfoEnd)
    guard let rate = info.unsigned(at: 18, width: 3, bigEndian: true).map({ Int($0 >> 4) }),
      let total = info.unsigned(at: 18, width: 8, bigEndian: true).map({ Int($0 & 0xF_FFFF_FFFF) })
    else { return }
    let length = blockLength
    var points: [UInt8] = []
    var last = -1
    for sample in stride(from: 0, to: total, by: 10 * rate) {
      let index = min(sample / length, blocks.count - 1)
      guard index > last else { continue }
      last = index
      points.append(UInt64(index * length), width: 8, bigEndian: true)
      points.append(UInt64(blocks[index]), width: 8, bigEndian: true)
      points.append(UInt64(min(length, total - index * length)), width: 2, bigEndian: true)
    }
    try file.write(points, at: seekTableOffset)
  }

  /// Cuts a block that is not whole after an error, and says how many samples there are.
  func salvage() -> Bool {
    guard isHeaderWhole, !blocks.isEmpty else { return false }
    file.truncate(to: soundOffset + count - header.count)
    let place = metadata.prefix.count + 18
    var packed = file.bytes(at: place, count: 8)
    guard let value = packed.unsigned(at: 0, width: 8, bigEndian: true) else { return false }
    let total = UInt64(blocks.count * blockLength) & 0xF_FFFF_FFFF
    packed.replace(at: 0, with: value & ~0xF_FFFF_FFFF | total, width: 8, bigEndian: true)
    do {
      try file.write(packed, at: place)
    } catch {
      // The header then says that the length is unknown, which players take.
      return true
    }
    return true
  }

  /// Samples in each block but the last.
  private var blockLength: Int { Int(header.unsigned(at: 8, width: 2, bigEndian: true) ?? 4096) }

  private func putHeader(_ vendor: [UInt8]) throws(SoundWritingError) {
    var bytes = metadata.prefix + header[..<Self.streamInfoEnd]
    if metadata.parts.isEmpty { bytes[metadata.prefix.count + 4] |= 0x80 }
    for (index, part) in metadata.parts.enumerated() {
      let block: FLACBlock
      switch part {
      case .block(let kept): block = kept
      case .comments(let entries):
        block = FLACBlock(
          kind: FLACBlock.Kind.comments,
          body: VorbisComments(vendor: vendor, entries: entries).body)
      case .seekTable(let points):
        seekTableOffset = bytes.count + 4
        // Points of this number are to be passed over.
        let empty = [UInt8](repeating: 0xFF, count: 8) + [UInt8](repeating: 0, count: 10)
        block = FLACBlock(
          kind: FLACBlock.Kind.seekTable, body: Array(repeatElement(empty, count: points).joined()))
      }
      bytes += block.bytes(isLast: index == metadata.parts.count - 1)
    }
    soundOffset = bytes.count
    try file.write(bytes, at: 0)
  }

  /// The name of libFLAC once its header is whole, nil until then.
  private static func vendor(_ header: [UInt8]) -> [UInt8]? {
    var vendor: [UInt8] = []
    var offset = 4
    while let length = header.unsigned(at: offset + 1, width: 3, bigEndian: true) {
      let end = offset + 4 + Int(length)
      guard end <= header.count else { return nil }
      if header[offset] & 0x7F == FLACBlock.Kind.comments {
        vendor = VorbisComments(Array(header[offset + 4..<end]))?.vendor ?? []
      }
      if header[offset] & 0x80 != 0 { return vendor }
      offset = end
    }
    return nil
  }
}
