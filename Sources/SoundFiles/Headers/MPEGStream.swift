/// Where the MPEG audio in a file begins, and what its first block says of its length.
struct MPEGStream {
  /// Offset of the first block.
  let start: Int
  /// The header of the first block.
  let first: MPEGHeader
  /// Blocks after the first and bytes in all, as a Xing, Info or VBRI mark says; nil without one.
  private(set) var declared: (blocks: Int, bytes: Int)?

  /// Headers in a row that make an MPEG stream of what might be any bytes.
  private static let proof = 4
  /// Headers read at each of three places to tell constant from variable bit rate.
  private static let probeBlocks = 64
  /// Up to this many bytes are walked through even where the bit rate is constant, for the exact
  /// length: 4 MiB.
  private static let walkLimit = 4 << 20

  /// Finds the first block in a window of bytes, nil without one.
  init?(_ file: RegularFile, from offset: Int, window: Int) {
    let bytes = file.bytes(at: offset, count: window)
    guard let found = (0..<max(0, bytes.count - 3)).first(where: { Self.isProven(bytes, at: $0) }),
      let header = MPEGHeader(bytes, at: found)
    else { return nil }
    start = offset + found
    first = header
    let mark = found + header.markOffset
    if bytes.has("Xing", at: mark) || bytes.has("Info", at: mark) {
      let flags = bytes.unsigned(at: mark + 4, width: 4, bigEndian: true) ?? 0
      if flags & 1 != 0, let blocks = bytes.unsigned(at: mark + 8, width: 4, bigEndian: true) {
        let size = flags & 2 != 0 ? bytes.unsigned(at: mark + 12, width: 4, bigEndian: true) : nil
        declared = (Int(blocks), Int(size ?? 0))
      }
    } else if bytes.has("VBRI", at: found + 36),
      let size = bytes.unsigned(at: found + 46, width: 4, bigEndian: true),
      let blocks = bytes.unsigned(at: found + 50, width: 4, bigEndian: true)
    {
      declared = (Int(blocks), Int(size))
    }
  }

  /// Compares the declared length with the blocks that are there; counts them where it must.
  func findings(in file: RegularFile) -> HeaderFindings {
    var findings = HeaderFindings()
    if let declared {
      let end = start + declared.bytes
      if declared.bytes > 0, end > file.size {
        let counted = walk(file, limit: .max).blocks
        findings.noteTruncation(at: file.size, promised: UInt64(end))
        findings.sampleCount = max(0, counted - 1) * first.samples
        findings.isLengthEstimated = true
      }
      return findings
    }
    guard isVariable(file) else {
      if file.size - start <= Self.walkLimit {
        findings.sampleCount = walk(file, limit: .max).blocks * first.samples
      } else {
        findings.isLengthEstimated = true
      }
      return findings
    }
    let (blocks, end) = walk(file, limit: .max)
    findings.issues.append(
      "it has no length header; \(spaced(blocks * first.samples)) samples counted")
    findings.correction = correction(file, blocks: blocks, end: end)
    return findings
  }

  /// The file from its first block on, for files with other bytes before it.
  var withoutPrefix: SoundBytes.Correction {
    SoundBytes.Correction(head: [], replaced: start, end: nil)
  }

  private static func isProven(_ bytes: [UInt8], at offset: Int) -> Bool {
    guard bytes[offset] == 0xFF, let header = MPEGHeader(bytes, at: offset) else { return false }
    var next = offset + header.length
    for _ in 1..<proof {
      if next + 4 > bytes.count { return offset == 0 }
      guard let other = MPEGHeader(bytes, at: next), other.matches(header) else { return false }
      next += other.length
    }
    return true
  }

  private func isVariable(_ file: RegularFile) -> Bool {
    let quarter = (file.size - start) / 4
    return (0..<3).contains { part in
      guard let place = MPEGStream.place(file, near: start + part * quarter, like: first) else {
        return false
      }
      return walk(file, from: place, limit: Self.probeBlocks).isMixed
    }
  }

  private static func place(_ file: RegularFile, near: Int, like first: MPEGHeader) -> Int? {
    let bytes = file.bytes(at: near, count: 16_384)
    return (0..<max(0, bytes.count - 3)).first { index in
      isProven(bytes, at: index) && MPEGHeader(bytes, at: index)?.matches(first) == true
    }.map { near + $0 }
  }

  private func walk(_ file: RegularFile, limit: Int) -> (blocks: Int, end: Int) {
    let result = walk(file, from: start, limit: limit)
    return (result.blocks, result.end)
  }

  /// Steps from header to header; bytes between that are none are passed over one by one.
  private func walk(
    _ file: RegularFile, from origin: Int, limit: Int
  ) -> (blocks: Int, end: Int, isMixed: Bool) {
    let chunk = limit == .max ? 1 << 20 : 65_536
    var window = file.bytes(at: origin, count: chunk)
    var base = origin
    var (offset, blocks, end, isMixed) = (origin, 0, origin, false)
    while blocks < limit, offset + 4 <= file.size {
      if offset + 4 > base + window.count {
        base = offset
        window = file.bytes(at: base, count: chunk)
        if window.count < 4 { break }
      }
      guard let header = MPEGHeader(window, at: offset - base), header.matches(first) else {
        offset += 1
        continue
      }
      guard offset + header.length <= file.size else { break }
      if header.bitRate != first.bitRate { isMixed = true }
      blocks += 1
      offset += header.length
      end = offset
    }
    return (blocks, end, isMixed)
  }

  /// A Xing block with the true counts before the stream, so that the decoder knows its length.
  private func correction(_ file: RegularFile, blocks: Int, end: Int) -> SoundBytes.Correction? {
    guard first.layer == 3 else { return nil }
    var word = file.bytes(at: start, count: 4)
    // The highest bit rate, so that the block has room for the mark; no checksum behind the header.
    word[2] = word[2] & 0x0D | 0xE0
    word[1] |= 1
    guard let header = MPEGHeader(word, at: 0) else { return nil }
    var block = word + [UInt8](repeating: 0, count: header.length - 4)
    block.replaceSubrange(header.markOffset..<header.markOffset + 4, with: Array("Xing".utf8))
    block.replace(at: header.markOffset + 4, with: 3, width: 4, bigEndian: true)
    block.replace(at: header.markOffset + 8, with: UInt64(blocks), width: 4, bigEndian: true)
    let bytes = UInt64(header.length + end - start) & 0xFFFF_FFFF
    block.replace(at: header.markOffset + 12, with: bytes, width: 4, bigEndian: true)
    return SoundBytes.Correction(head: block, replaced: start, end: nil)
  }
}
