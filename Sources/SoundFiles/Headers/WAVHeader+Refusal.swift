extension WAVHeader {
  /// Why libsndfile would refuse this header, in our words; nil when it should not.
  func refusal(_ file: RegularFile) -> SoundFileError? {
    func field(_ offset: Int, _ width: Int) -> UInt64? {
      format.unsigned(at: offset, width: width, bigEndian: isBigEndian)
    }
    guard let tag = field(0, 2), let channels = field(2, 2), let rate = field(4, 4) else {
      let reason =
        chunks.contains { $0.id == "fmt " } ? "its fmt chunk is cut" : "it has no fmt chunk"
      return .damagedHeader(name: file.name, reason: reason)
    }
    if channels == 0 { return .noChannels(name: file.name) }
    if channels > UInt64(SoundFile.channelLimit) {
      return .tooManyChannels(
        name: file.name, found: Int(channels), limit: SoundFile.channelLimit)
    }
    if rate == 0 || rate > UInt64(SoundFile.rateLimit) {
      return .implausibleRate(name: file.name, found: rate, limit: SoundFile.rateLimit)
    }
    guard data != nil else {
      return .damagedHeader(name: file.name, reason: "it has no data chunk")
    }
    if let index = chunks.firstIndex(where: { $0.id == "data" }),
      !chunks[..<index].contains(where: { $0.id == "fmt " })
    {
      return .damagedHeader(name: file.name, reason: "its data chunk stands before its fmt chunk")
    }
    let dataChunks = chunks.count { $0.id == "data" }
    if dataChunks > 1 {
      return .damagedHeader(name: file.name, reason: "it has \(dataChunks) data chunks")
    }
    let kind = tag == 0xFFFE ? field(24, 2) ?? tag : tag
    if kind == 1, let bits = field(14, 2), !(1...32).contains(bits) {
      return .unsupportedFormat(name: file.name, format: "WAV with \(bits) bits a sample")
    }
    if kind != 1, kind != 3 {
      let code = "0x" + String(kind, radix: 16)
      let format = Self.codecs[kind].map { "\($0) in WAV" } ?? "WAV codec \(code)"
      return .unsupportedFormat(name: file.name, format: format)
    }
    return nil
  }

  /// Codec tags of RFC 2361 and later ones, as far as sound files are met with them.
  private static let codecs: [UInt64: String] = [
    0x02: "MS ADPCM", 0x06: "A-law", 0x07: "µ-law", 0x11: "IMA ADPCM", 0x31: "GSM 6.10",
    0x40: "G.721", 0x45: "G.726 ADPCM", 0x50: "MPEG layer II", 0x55: "MP3", 0x64: "G.726 ADPCM",
    0xFF: "AAC", 0x160: "WMA", 0x161: "WMA 2", 0x162: "WMA Pro", 0x163: "WMA lossless",
    0x2000: "AC-3", 0x2001: "DTS", 0x674F: "Vorbis", 0x704F: "Opus", 0xF1AC: "FLAC",
  ]
}
