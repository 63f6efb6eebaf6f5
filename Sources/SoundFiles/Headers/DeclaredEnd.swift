/// The end that AIFF, AU, CAF and Wave64 headers declare for their samples.
enum DeclaredEnd {
  /// Compares the declared end with the size of the file.
  static func findings(in file: RegularFile) -> HeaderFindings {
    var findings = HeaderFindings()
    guard let promised = promisedEnd(of: file), promised > UInt64(file.size) else {
      return findings
    }
    findings.noteTruncation(at: file.size, promised: promised)
    return findings
  }

  private static func promisedEnd(of file: RegularFile) -> UInt64? {
    let head = file.head
    if head.has(".snd") {
      guard let offset = head.unsigned(at: 4, width: 4, bigEndian: true),
        let size = head.unsigned(at: 8, width: 4, bigEndian: true), size != 0xFFFF_FFFF
      else { return nil }
      return offset + size
    }
    if head.has("FORM") {
      guard head.has("AIFF", at: 8) || head.has("AIFC", at: 8) else { return nil }
      return end(of: "SSND", in: ChunkLayout.aiff.chunks(of: file), unknown: 0xFFFF_FFFF)
    }
    if head.has("caff") {
      return end(of: "data", in: ChunkLayout.coreAudio.chunks(of: file), unknown: .max)
    }
    return end(of: "data", in: ChunkLayout.wave64.chunks(of: file), unknown: .max)
  }

  private static func end(of id: String, in chunks: [Chunk], unknown: UInt64) -> UInt64? {
    chunks.first { $0.id == id && $0.claimed != unknown }?.claimedEnd
  }
}
