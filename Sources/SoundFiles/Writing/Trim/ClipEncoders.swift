import CSndfile

/// Makes the encoder of a clip whose samples are decoded, with what its file keeps of the source.
struct ClipEncoders {
  let sound: OpenedSound
  let chunks: ChunkedSource?
  let metadata: SourceMetadata
  let rendering: SpanRendering
  /// Cue points of a WAV file, nil for those of the source.
  let marks: [SoundMark]?

  /// Makes it; `notes` learns what the file does not have.
  func make(
    _ target: TrimTarget, _ file: PendingFile, _ notes: inout TrimNotes
  ) throws(SoundWritingError) -> any SampleEncoder {
    switch target {
    case .plain(let format):
      switch format.container {
      case .wav, .aiff: return try chunked(format, file, &notes)
      case .flac: return try flac(format, file, &notes)
      case .caf: break
      }
      return try library(LibraryFormat(format), format.sampleRate, file, &notes)
    case .asSource(let format):
      let rate = rendering.rateChange?.to ?? Int(sound.facts.sampleRate)
      return try library(format, rate, file, &notes)
    }
  }

  private var count: Int { rendering.rateChange?.count ?? rendering.span.count }

  private func chunked(
    _ format: SoundFormat, _ file: PendingFile, _ notes: inout TrimNotes
  ) throws(SoundWritingError) -> any SampleEncoder {
    let marker = chunks.map(\.form.marker).flatMap { $0 == "RF64" || $0 == "BW64" ? $0 : nil }
    var before: [KeptChunk] = []
    var after: [KeptChunk] = []
    if let chunks, chunks.form.isAIFF == (format.container == .aiff) {
      for (part, chunk) in zip(chunks.parts, kept(chunks, &notes)) {
        guard let chunk else { continue }
        if part.isBefore { before.append(chunk) } else { after.append(chunk) }
      }
    } else {
      before = format.container == .wav ? metadata.texts.infoChunks : metadata.texts.aiffChunks
      metadata.announce(in: format.container.rawValue, &notes)
      if format.container == .aiff {
        for name in metadata.texts.namesWithoutAIFF {
          notes.loss("\(name) is lost: AIFF has no place for it")
        }
      }
    }
    if format.container == .wav { after += MarkChunks.of(marks ?? [], isBigEndian: false) }
    let header = ChunkedHeader(
      format, marker: format.container == .wav ? marker : nil, channelMask: channelMask(format),
      kept: before)
    return try ChunkedEncoder(
      file, format, header: header, after: after, source: sound.file, expected: count)
  }

  private func kept(_ chunks: ChunkedSource, _ notes: inout TrimNotes) -> [KeptChunk?] {
    let ratio = rendering.rateChange.map { Double($0.to) / Double($0.from) } ?? 1
    let move = SpanMove(span: rendering.span, count: count, ratio: ratio)
    if chunks.form.isAIFF {
      var kept = AIFFMetadata(chunks, in: sound.file, move)
      return kept.kept(&notes)
    }
    var kept = WAVMetadata(
      chunks, in: sound.file, move, form: .wav, isUnmarked: marks != nil)
    return kept.kept(&notes)
  }

  /// Where the loudspeakers are, if a WAV source says so and its channels are kept.
  private func channelMask(_ format: SoundFormat) -> UInt32? {
    guard rendering.channels == nil, format.container == .wav, let chunks, !chunks.form.isAIFF,
      let part = chunks.first("fmt "), let body = ChunkedSource.body(of: part, in: sound.file)
    else { return nil }
    let isBigEndian = chunks.form.isBigEndian
    guard body.unsigned(at: 0, width: 2, bigEndian: isBigEndian) == 0xFFFE else { return nil }
    return body.unsigned(at: 20, width: 4, bigEndian: isBigEndian).map(UInt32.init)
  }

  private func flac(
    _ format: SoundFormat, _ file: PendingFile, _ notes: inout TrimNotes
  ) throws(SoundWritingError) -> any SampleEncoder {
    let blocks: FLACMetadata
    if LibraryFormat(code: sound.decoder.header.format).isFLAC {
      blocks = FLACMetadata(
        of: sound.file, count: count, sampleRate: format.sampleRate,
        changesChannels: rendering.channels != nil, notes: &notes)
    } else {
      blocks = FLACMetadata(metadata.texts)
      metadata.announce(in: "FLAC", &notes)
    }
    return try LibraryEncoder(
      file, through: FLACSink(file, blocks), LibraryFormat(format), sampleRate: format.sampleRate,
      channelCount: format.channelCount)
  }

  private func library(
    _ format: LibraryFormat, _ sampleRate: Int, _ file: PendingFile, _ notes: inout TrimNotes
  ) throws(SoundWritingError) -> any SampleEncoder {
    metadata.announce(in: "\(format.containerName) as it is written here", &notes)
    return try LibraryEncoder(
      file, through: file, format, sampleRate: sampleRate, channelCount: rendering.channelCount,
      texts: metadata.texts)
  }
}
