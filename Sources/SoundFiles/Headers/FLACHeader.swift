/// The STREAMINFO of a FLAC file (RFC 9639), and its last block.
struct FLACHeader {
  /// Where `fLaC` stands.
  let start: Int
  /// Samples in a block, except for the last.
  let blockLength: Int
  /// Bytes in the longest block, 0 if unknown.
  let longestBlock: Int
  /// Channels, 1…8.
  let channelCount: Int
  /// Bits a sample, 4…32.
  let bits: Int
  /// Samples a channel, 0 if unknown.
  let declared: Int

  /// Reads STREAMINFO, nil if it does not come first.
  init?(_ file: RegularFile, start: Int) {
    self.start = start
    let bytes = file.bytes(at: start, count: 42)
    guard bytes.count == 42, bytes[4] & 0x7F == 0,
      bytes.unsigned(at: 5, width: 3, bigEndian: true) == 34,
      let block = bytes.unsigned(at: 10, width: 2, bigEndian: true),
      let longest = bytes.unsigned(at: 15, width: 3, bigEndian: true),
      let packed = bytes.unsigned(at: 18, width: 8, bigEndian: true), block > 0
    else { return nil }
    blockLength = Int(block)
    longestBlock = Int(longest)
    channelCount = Int(packed >> 41 & 7) + 1
    bits = Int(packed >> 36 & 31) + 1
    declared = Int(packed & 0xF_FFFF_FFFF)
  }

  /// Compares the declared length with the last block that is there.
  func findings(in file: RegularFile) -> HeaderFindings {
    var findings = HeaderFindings()
    if !bits.isMultiple(of: 8) {
      findings.refusal = .unsupportedFormat(
        name: file.name, format: "FLAC with \(bits) bits a sample")
    }
    guard let last = FLACTail(self, file: file) else { return findings }
    let found = last.isWhole ? last.offset : last.onset
    // A cut block may be no block at all, and then its number means nothing.
    guard found != declared, last.isWhole || declared == 0 || found < declared else {
      return findings
    }
    findings.sampleCount = found
    if declared == 0 {
      findings.issues.append(
        "its header does not say how long it is; \(spaced(found)) samples counted")
    } else if found > declared {
      findings.issues.append(
        "its header says \(spaced(declared)) samples; \(spaced(found)) are there")
    } else {
      findings.isTruncated = true
      findings.issues.append(
        "it ends after \(spaced(found)) samples; its header promises \(spaced(declared))")
    }
    findings.correction = correction(file, count: found)
    return findings
  }

  /// The beginning with the true length in STREAMINFO.
  private func correction(_ file: RegularFile, count: Int) -> SoundBytes.Correction? {
    var head = file.bytes(at: start, count: 42)
    guard let packed = head.unsigned(at: 18, width: 8, bigEndian: true) else { return nil }
    let length = UInt64(count) & 0xF_FFFF_FFFF
    head.replace(at: 18, with: packed & ~0xF_FFFF_FFFF | length, width: 8, bigEndian: true)
    return SoundBytes.Correction(head: head, replaced: start + 42, end: nil)
  }
}
