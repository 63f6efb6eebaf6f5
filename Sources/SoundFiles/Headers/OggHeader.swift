/// The first and the last page of an Ogg file (RFC 3533).
struct OggHeader {
  /// What the first stream carries, by its short name.
  let codec: String
  /// Position of the last whole page with one, in the codec's unit; nil if none is near the end.
  let lastGranule: Int?
  /// Whether the last whole page says that the stream ends there.
  let isEnded: Bool
  /// Samples to drop at the start of an Opus stream, at 48 kHz.
  let preSkip: Int

  /// Two of the longest possible pages.
  private static let window = 2 * 65_307

  /// Reads both ends, nil without a whole first page.
  init?(_ file: RegularFile) {
    let head = file.head
    guard head.count > 27, let serial = head.unsigned(at: 14, width: 4) else { return nil }
    let body = 27 + Int(head[26])
    codec = Self.codec(head, at: body)
    preSkip = codec == "Opus" ? Int(head.unsigned(at: body + 10, width: 2) ?? 0) : 0
    let first = max(0, file.size - Self.window)
    let bytes = file.bytes(at: first, count: file.size - first)
    var granule: Int?
    var ended = false
    var index = bytes.count - 28
    while index >= 0, granule == nil {
      defer { index -= 1 }
      guard bytes[index] == 0x4F, bytes.has("OggS", at: index),
        bytes.unsigned(at: index + 14, width: 4) == serial,
        let value = bytes.unsigned(at: index + 6, width: 8),
        Self.pageEnd(bytes, at: index) != nil
      else { continue }
      if bytes[index + 5] & 4 != 0 { ended = true }
      if value < UInt64(Int.max) { granule = Int(value) }
    }
    lastGranule = granule
    isEnded = ended
  }

  /// Says when the last page is missing, and how much there is then.
  func findings(in file: RegularFile) -> HeaderFindings {
    var findings = HeaderFindings()
    if codec != "Vorbis", codec != "Opus" {
      findings.refusal = .unsupportedFormat(name: file.name, format: "\(codec) in Ogg")
    }
    guard !isEnded else { return findings }
    findings.isTruncated = true
    findings.isLengthEstimated = true
    findings.sampleCount = lastGranule.map { max(0, $0 - preSkip) }
    findings.issues.append("it ends after \(spaced(file.size)) bytes, without its last page")
    return findings
  }

  /// One past the page at an index, nil if it is cut.
  private static func pageEnd(_ bytes: [UInt8], at index: Int) -> Int? {
    guard index + 27 <= bytes.count else { return nil }
    let table = index + 27
    let end = table + Int(bytes[index + 26])
    guard end <= bytes.count else { return nil }
    let whole = bytes[table..<end].reduce(end) { $0 + Int($1) }
    return whole <= bytes.count ? whole : nil
  }

  private static func codec(_ head: [UInt8], at body: Int) -> String {
    if head.has("\u{1}vorbis", at: body) { return "Vorbis" }
    if head.has("OpusHead", at: body) { return "Opus" }
    if head.has("FLAC", at: body + 1) { return "FLAC" }
    if head.has("Speex", at: body) { return "Speex" }
    if head.has("theora", at: body + 1) { return "Theora video" }
    return "an unknown codec"
  }
}
