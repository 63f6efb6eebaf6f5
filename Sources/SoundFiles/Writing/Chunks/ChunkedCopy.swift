import CSndfile

/// Writes a part of a WAV or AIFF file by copying its bytes, so that samples of every encoding stay
/// what they are, where each takes the same number of bytes.
struct ChunkedCopy {
  private let source: ChunkedSource
  private let sound: OpenedSound
  /// Bytes of one sample of all channels.
  private let blockLength: Int

  /// Nil if samples are compressed, or if the header contradicts itself.
  init?(_ source: ChunkedSource, _ sound: OpenedSound) {
    let header = sound.decoder.header
    guard let width = LibraryFormat(code: header.format).sampleBytes else { return nil }
    self.source = source
    self.sound = sound
    blockLength = width * sound.facts.channelCount
    let end = source.soundOffset + sound.facts.sampleCount * blockLength
    guard end <= sound.file.size, isBlockLengthTrue(width) else { return nil }
  }

  private func isBlockLengthTrue(_ width: Int) -> Bool {
    let isBigEndian = source.form.isBigEndian
    guard let part = source.form.isAIFF ? source.first("COMM") : source.first("fmt "),
      let body = ChunkedSource.body(of: part, in: sound.file)
    else { return false }
    guard source.form.isAIFF else {
      return body.unsigned(at: 12, width: 2, bigEndian: isBigEndian) == UInt64(blockLength)
    }
    let bits = body.unsigned(at: 6, width: 2, bigEndian: isBigEndian) ?? 0
    // Logarithmic samples are said to have the bits that they decode to.
    return width == 1 || (bits + 7) / 8 == UInt64(width)
  }

  /// Writes a span of the source; `marks` take the place of its cue points.
  func write(
    _ span: Range<Int>, _ reader: SampleReader, marks: [SoundMark]? = nil, to file: PendingFile,
    _ notes: inout TrimNotes
  ) throws(SoundWritingError) {
    let kept = kept(SpanMove(span: span, count: span.count), isUnmarked: marks != nil, &notes)
    var before: [KeptChunk] = []
    var after: [KeptChunk] = []
    for (part, chunk) in zip(source.parts, kept) {
      let found: KeptChunk?
      if let chunk { found = chunk } else { found = try structure(part, span, reader) }
      guard let found else { continue }
      if part.isBefore { before.append(found) } else { after.append(found) }
    }
    let chunks = ChunkedFile(
      file, source.form, blockLength: blockLength,
      mayGrow: span.count * blockLength > ChunkedFile.sizeLimit >> 1)
    for chunk in before { try chunks.put(chunk, from: sound.file) }
    chunks.beginSound(
      source.form.isAIFF ? "SSND" : "data",
      prefix: [UInt8](repeating: 0, count: source.form.isAIFF ? 8 : 0))
    try chunks.copy(
      span.count * blockLength, from: sound.file,
      at: source.soundOffset + span.lowerBound * blockLength)
    chunks.endSound()
    after += MarkChunks.of(marks ?? [], isBigEndian: source.form.isBigEndian)
    for chunk in after { try chunks.put(chunk, from: sound.file) }
    try chunks.finish()
  }

  private func kept(
    _ move: SpanMove, isUnmarked: Bool, _ notes: inout TrimNotes
  ) -> [KeptChunk?] {
    if source.form.isAIFF {
      var metadata = AIFFMetadata(source, in: sound.file, move)
      return metadata.kept(&notes)
    }
    var metadata = WAVMetadata(
      source, in: sound.file, move, form: source.form, isUnmarked: isUnmarked)
    return metadata.kept(&notes)
  }

  /// A chunk that says how samples are kept; nil for others, which were left out on purpose.
  private func structure(
    _ part: ChunkedSource.Part, _ span: Range<Int>, _ reader: SampleReader
  ) throws(SoundWritingError) -> KeptChunk? {
    let isStructure =
      source.form.isAIFF ? AIFFMetadata.isStructure(part) : WAVMetadata.isStructure(part)
    guard isStructure, let body = ChunkedSource.body(of: part, in: sound.file) else { return nil }
    if part.has("PEAK") {
      let peaks = try PeakChunk.measured(
        span, reader, source: body, isBigEndian: source.form.isBigEndian)
      return peaks.map { KeptChunk("PEAK", $0) }
    }
    let countOffset = part.has("fact") ? 0 : part.has("COMM") ? 2 : nil
    return KeptChunk(
      id: part.id, body: .bytes(body),
      countOffset: countOffset.flatMap { body.count >= $0 + 4 ? $0 : nil })
  }
}
