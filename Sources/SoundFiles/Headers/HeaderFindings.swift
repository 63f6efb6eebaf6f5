/// What our own look at a header found out, beyond what libsndfile tells.
struct HeaderFindings {
  /// Samples a channel that are really there, when libsndfile's count is not to be trusted.
  var sampleCount: Int?
  /// Whether a count (ours, or libsndfile's) is only close.
  var isLengthEstimated = false
  /// The file's size in bytes as its header promises, when the file is shorter.
  var promisedBytes: UInt64?
  /// Whether the file ends too early.
  var isTruncated = false
  /// Clauses with numbers.
  var issues: [String] = []
  /// The beginning as libsndfile should see it.
  var correction: SoundBytes.Correction?
  /// Channels, rate and the like, in case libsndfile refuses: why, in our words.
  var refusal: SoundFileError?

  /// Notes that a file is shorter than its header promises.
  mutating func noteTruncation(at size: Int, promised: UInt64) {
    isTruncated = true
    promisedBytes = promised
    issues.append("it ends after \(spaced(size)) bytes; its header promises \(spaced(promised))")
  }

  /// Looks at the header of a file, by the family of its container.
  static func of(_ file: RegularFile) -> HeaderFindings {
    let head = file.head
    if head.has("RIFF") || head.has("RIFX") || head.has("RF64") || head.has("BW64") {
      return WAVHeader(file)?.findings(in: file) ?? HeaderFindings()
    }
    if head.has("FORM") || head.has("caff") || head.has(".snd") || head.has("riff") {
      return DeclaredEnd.findings(in: file)
    }
    if head.has("OggS") { return OggHeader(file)?.findings(in: file) ?? HeaderFindings() }
    let start = ID3Tag.end(in: file)
    if file.bytes(at: start, count: 4).has("fLaC") {
      return FLACHeader(file, start: start)?.findings(in: file) ?? HeaderFindings()
    }
    if start > 0 || (head.first == 0xFF && MPEGHeader(head, at: 0) != nil) {
      return MPEGStream(file, from: start, window: 65_536)?.findings(in: file) ?? HeaderFindings()
    }
    return HeaderFindings()
  }
}

/// The ID3v2 tag that MP3 files, and some others, begin with.
enum ID3Tag {
  /// Where the tag ends: 0 without one.
  static func end(in file: RegularFile) -> Int {
    let head = file.head
    guard head.has("ID3"), head.count >= 10 else { return 0 }
    let size = head[6..<10].reduce(0) { $0 << 7 | Int($1 & 0x7F) }
    let footer = head[5] & 0x10 != 0 ? 10 : 0
    return min(file.size, 10 + size + footer)
  }
}
