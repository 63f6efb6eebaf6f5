/// One chunk of a container: its name, where its body begins, and how long it says it is.
struct Chunk {
  let id: String
  let body: Int
  let claimed: UInt64

  /// One past the body as claimed, saturating.
  var claimedEnd: UInt64 {
    let (end, overflow) = UInt64(body).addingReportingOverflow(claimed)
    return overflow ? .max : end
  }
}

/// How the chunks of a container family are laid out.
struct ChunkLayout {
  let firstChunk: Int
  let idBytes: Int
  let sizeBytes: Int
  let isBigEndian: Bool
  let sizeIncludesHeader: Bool
  let alignment: Int

  static let wav = ChunkLayout(
    firstChunk: 12, idBytes: 4, sizeBytes: 4, isBigEndian: false, sizeIncludesHeader: false,
    alignment: 2)
  static let wavBigEndian = ChunkLayout(
    firstChunk: 12, idBytes: 4, sizeBytes: 4, isBigEndian: true, sizeIncludesHeader: false,
    alignment: 2)
  static let aiff = wavBigEndian
  static let wave64 = ChunkLayout(
    firstChunk: 40, idBytes: 16, sizeBytes: 8, isBigEndian: false, sizeIncludesHeader: true,
    alignment: 8)
  static let coreAudio = ChunkLayout(
    firstChunk: 8, idBytes: 4, sizeBytes: 8, isBigEndian: true, sizeIncludesHeader: false,
    alignment: 1)

  /// No file has more; a hostile one is left there.
  private static let chunkLimit = 1024

  /// The chunks in order; the last may claim more than the file holds.
  func chunks(of file: RegularFile, from start: Int? = nil) -> [Chunk] {
    var chunks: [Chunk] = []
    var offset = start ?? firstChunk
    let headerBytes = idBytes + sizeBytes
    while chunks.count < Self.chunkLimit {
      let header = file.bytes(at: offset, count: headerBytes)
      guard
        var claimed = header.unsigned(at: idBytes, width: sizeBytes, bigEndian: isBigEndian)
      else { break }
      if sizeIncludesHeader {
        claimed = claimed >= UInt64(headerBytes) ? claimed - UInt64(headerBytes) : 0
      }
      let id = String(decoding: header.prefix(4), as: UTF8.self)
      let chunk = Chunk(id: id, body: offset + headerBytes, claimed: claimed)
      chunks.append(chunk)
      guard chunk.claimedEnd < UInt64(file.size) else { break }
      offset = Int(chunk.claimedEnd)
      offset += (alignment - offset % alignment) % alignment
    }
    return chunks
  }
}
