/// Writes the chunks of a RIFF or FORM file one after the other, and their sizes at last.
///
/// A RIFF file that might grow beyond 4 GiB keeps room for a `ds64` chunk, and becomes RF64 then.
///
/// - Source: EBU Tech 3306 for RF64; EA IFF 85 for the padding of odd chunks.
final class ChunkedFile {
  /// The largest size that 4 bytes can say.
  static let sizeLimit = 0xFFFF_FFFF
  private static let drainLength = 1 << 18
  private static let copyLength = 1 << 20

  private let file: PendingFile
  private let form: ChunkedForm
  private let limit: Int
  /// Bytes of one sample of all channels.
  private let blockLength: Int
  private var buffer: [UInt8] = []
  /// Where the buffer's first byte belongs.
  private var drained = 0
  private var sizesOffset: Int?
  private var countOffset: Int?
  private var sizeOffset = 0
  private var bodyOffset = 0
  private var soundOffset = 0
  private var soundEnd: Int?

  /// Begins a file; `mayGrow` keeps room for sizes of 64 bits, beyond `limit`.
  init(
    _ file: PendingFile, _ form: ChunkedForm, blockLength: Int, mayGrow: Bool,
    limit: Int = sizeLimit
  ) {
    self.file = file
    self.form = form
    self.blockLength = blockLength
    self.limit = limit
    buffer += Array(form.marker.utf8)
    number(0, width: 4)
    buffer += Array(form.type.utf8)
    guard form.is64Bit || (mayGrow && form.marker == "RIFF") else { return }
    sizesOffset = buffer.count
    buffer += Array("JUNK".utf8)
    number(28, width: 4)
    buffer += [UInt8](repeating: 0, count: 28)
  }

  /// Bytes so far.
  private var end: Int { drained + buffer.count }

  /// Writes a chunk; `source` is where a span of bytes comes from.
  func put(_ chunk: KeptChunk, from source: RegularFile?) throws(SoundWritingError) {
    buffer += chunk.id
    switch chunk.body {
    case .bytes(let bytes):
      number(bytes.count, width: 4)
      if let offset = chunk.countOffset { countOffset = end + offset }
      try write(bytes)
    case .span(let offset, let count):
      number(count, width: 4)
      if let source { try copy(count, from: source, at: offset) }
    }
    pad(from: 0)
  }

  /// Begins the chunk with the samples; a few bytes may stand before them.
  func beginSound(_ id: String, prefix: [UInt8] = []) {
    buffer += Array(id.utf8)
    sizeOffset = end
    number(0, width: 4)
    bodyOffset = end
    buffer += prefix
    soundOffset = end
  }

  /// Writes samples.
  func write(_ bytes: some Collection<UInt8>) throws(SoundWritingError) {
    buffer += bytes
    if buffer.count >= Self.drainLength { try drain() }
  }

  /// Copies bytes of another file.
  func copy(
    _ count: Int, from source: RegularFile, at offset: Int
  ) throws(SoundWritingError) {
    var done = 0
    var block = [UInt8](repeating: 0, count: min(count, Self.copyLength))
    while done < count {
      let length = min(block.count, count - done)
      do throws(SoundFileError) {
        try block.withUnsafeMutableBufferPointer { (bytes) throws(SoundFileError) in
          let room = UnsafeMutableBufferPointer(rebasing: bytes[..<length])
          try source.fill(UnsafeMutableRawBufferPointer(room), from: offset + done)
        }
      } catch {
        throw .source(error)
      }
      try write(block[..<length])
      done += length
    }
  }

  /// Ends the chunk with the samples.
  func endSound() {
    soundEnd = end
    pad(from: bodyOffset)
  }

  /// Makes what is in the file a whole one for now.
  func flush() throws(SoundWritingError) {
    try drain()
    let isOdd = (end - bodyOffset) % 2 == 1
    if isOdd { try file.write([0], at: end) }
    try putSizes(soundEnd: end, end: end + (isOdd ? 1 : 0))
  }

  /// Ends the file.
  func finish() throws(SoundWritingError) {
    try putSizes(soundEnd: soundEnd ?? end, end: end)
    try drain()
  }

  /// Makes what is in the file a whole one after an error; `false` without one whole sample.
  func salvage() -> Bool {
    buffer.removeAll()
    let blocks = max(0, (file.count - soundOffset) / max(1, blockLength))
    drained = soundOffset + blocks * blockLength
    file.truncate(to: drained)
    do {
      try flush()
      return blocks > 0
    } catch {
      return false
    }
  }

  private func putSizes(soundEnd: Int, end: Int) throws(SoundWritingError) {
    let count = (soundEnd - soundOffset) / max(1, blockLength)
    let soundBytes = soundEnd - bodyOffset
    let isWide = form.is64Bit || end - 8 > limit
    if isWide {
      guard let sizesOffset else {
        throw .tooLarge(name: file.name, limit: "\(form.type) files end at 4 GiB")
      }
      if !form.is64Bit { try patch(0, Array("RF64".utf8)) }
      var sizes = Array("ds64".utf8)
      sizes.append(28, width: 4)
      for size in [end - 8, soundBytes, count] { sizes.append(UInt64(size), width: 8) }
      sizes.append(0, width: 4)
      try patch(sizesOffset, sizes)
    }
    try patch(4, bytes(isWide ? Self.sizeLimit : end - 8))
    try patch(sizeOffset, bytes(isWide ? Self.sizeLimit : soundBytes))
    if let countOffset { try patch(countOffset, bytes(min(count, Self.sizeLimit))) }
  }

  private func bytes(_ size: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(UInt64(size), width: 4, bigEndian: form.isBigEndian)
    return bytes
  }

  private func number(_ value: Int, width: Int) {
    buffer.append(UInt64(value), width: width, bigEndian: form.isBigEndian)
  }

  private func pad(from start: Int) {
    if (end - start) % 2 == 1 { buffer.append(0) }
  }

  private func patch(_ offset: Int, _ bytes: [UInt8]) throws(SoundWritingError) {
    guard offset >= drained else { return try file.write(bytes, at: offset) }
    buffer.replaceSubrange(offset - drained..<offset - drained + bytes.count, with: bytes)
  }

  private func drain() throws(SoundWritingError) {
    guard !buffer.isEmpty else { return }
    if sizesOffset == nil, end - 8 > limit {
      throw .tooLarge(name: file.name, limit: "\(form.type) files end at 4 GiB")
    }
    try file.write(buffer, at: drained)
    drained += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }
}
