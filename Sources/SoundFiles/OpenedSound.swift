import CSndfile

/// A decoder that stands at the first sample, and the facts about what it decodes.
struct OpenedSound {
  let decoder: Decoder
  let facts: SoundFileFacts
  let name: String
  let file: RegularFile

  /// More samples than any file holds a byte for: even silence takes one byte in 10 000.
  private static let samplesPerByte = 10_000
  /// Bytes that any header takes.
  private static let smallestHeader = 24

  /// Opens a file and compares what libsndfile says with what its bytes say.
  init(_ path: [UInt8]) throws(SoundFileError) {
    file = try RegularFile(path)
    guard file.size > 0 else { throw .empty(name: file.name) }
    name = file.name
    var findings = HeaderFindings.of(file)
    decoder = try Self.decoder(file, &findings)
    let header = decoder.header
    let (channels, rate) = (Int(header.channels), Int(header.samplerate))
    guard channels > 0 else { throw .noChannels(name: name) }
    guard channels <= SoundFile.channelLimit else {
      throw .tooManyChannels(name: name, found: channels, limit: SoundFile.channelLimit)
    }
    guard (1...SoundFile.rateLimit).contains(rate) else {
      throw .implausibleRate(
        name: name, found: UInt64(max(0, rate)), limit: SoundFile.rateLimit)
    }
    let count = Self.length(of: decoder, file, &findings)
    guard count > 0 else { throw Self.nothing(file, findings) }
    facts = SoundFileFacts(
      container: FormatName.container(header.format),
      encoding: FormatName.encoding(header.format), sampleRate: Double(rate),
      channelCount: channels, sampleCount: count, isLengthEstimated: findings.isLengthEstimated,
      isTruncated: findings.isTruncated, issues: findings.issues)
  }

  private static func decoder(
    _ file: RegularFile, _ findings: inout HeaderFindings
  ) throws(SoundFileError) -> Decoder {
    do {
      return try Decoder(SoundBytes(file, correction: findings.correction))
    } catch let refusal {
      if let error = ForeignFormat.error(for: file) { throw error }
      if let stream = MPEGStream(file, from: ID3Tag.end(in: file), window: 65_536),
        stream.start > 0, findings.refusal == nil,
        let decoder = withoutPrefix(stream, file, &findings)
      {
        return decoder
      }
      throw LibraryVersion.error(for: file) ?? findings.refusal ?? explain(refusal, file, findings)
    }
  }

  private static func withoutPrefix(
    _ stream: MPEGStream, _ file: RegularFile, _ findings: inout HeaderFindings
  ) -> Decoder? {
    var found = stream.findings(in: file)
    do {
      let correction = found.correction ?? stream.withoutPrefix
      let decoder = try Decoder(SoundBytes(file, correction: correction))
      found.issues.append("\(spaced(stream.start)) bytes before its first sound are passed over")
      findings = found
      return decoder
    } catch {
      return nil
    }
  }

  /// The samples that are there, without trusting a header that can't be true.
  private static func length(
    of decoder: Decoder, _ file: RegularFile, _ findings: inout HeaderFindings
  ) -> Int {
    let declared = Int(decoder.header.frames)
    let (most, overflow) = file.size.multipliedReportingOverflow(by: samplesPerByte)
    let isPlausible = declared >= 0 && declared < .max && (overflow || declared <= most)
    if let found = findings.sampleCount { return isPlausible ? min(found, declared) : found }
    if isPlausible { return declared }
    findings.isLengthEstimated = false
    findings.issues.append("its header does not say how long it is")
    return countByDecoding(decoder)
  }

  private static func countByDecoding(_ decoder: Decoder) -> Int {
    let block = max(1, 16_384 / decoder.channelCount)
    var scratch = [Float](repeating: 0, count: block * decoder.channelCount)
    return scratch.withUnsafeMutableBufferPointer { buffer in
      var total = 0
      while true {
        let read = decoder.read(into: buffer)
        guard read > 0 else { return total }
        total += read
      }
    }
  }

  private static func nothing(
    _ file: RegularFile, _ findings: HeaderFindings
  ) -> SoundFileError {
    if let promised = findings.promisedBytes {
      return .endsEarly(name: file.name, bytes: file.size, promised: promised)
    }
    if findings.isTruncated {
      return .damagedHeader(name: file.name, reason: "its first block of samples is not whole")
    }
    return .noSamples(name: file.name)
  }

  private static func explain(
    _ refusal: Decoder.Refusal, _ file: RegularFile, _ findings: HeaderFindings
  ) -> SoundFileError {
    if let promised = findings.promisedBytes {
      return .endsEarly(name: file.name, bytes: file.size, promised: promised)
    }
    if findings.isTruncated {
      return .damagedHeader(name: file.name, reason: "it ends before its header is whole")
    }
    if file.head.has("ID3") {
      return .damagedHeader(name: file.name, reason: "no sound is found behind its ID3 tag")
    }
    guard ForeignFormat.beginsLikeSound(file.head) else { return .unrecognized(name: file.name) }
    if file.size < smallestHeader {
      return .damagedHeader(name: file.name, reason: "it ends before its header is whole")
    }
    if file.head.has("caff") {
      return .unsupportedFormat(name: file.name, format: "this kind of CAF")
    }
    return .damagedHeader(name: file.name, reason: "libsndfile says: \(clause(refusal.text))")
  }
}
