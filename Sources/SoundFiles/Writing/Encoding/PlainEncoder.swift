/// Makes the encoder of a new file that has samples and perhaps texts, and nothing else.
enum PlainEncoder {
  /// Makes one.
  ///
  /// - Parameters:
  ///   - expected: Samples to come, nil if nobody knows.
  ///   - limit: Bytes beyond which WAV becomes RF64.
  static func make(
    _ file: PendingFile, _ format: SoundFormat, texts: SoundTexts = SoundTexts(),
    expected: Int? = nil, isFlushed: Bool = false, limit: Int = ChunkedFile.sizeLimit
  ) throws(SoundWritingError) -> any SampleEncoder {
    try format.check(file.name)
    switch format.container {
    case .wav, .aiff:
      let isWAV = format.container == .wav
      let header = ChunkedHeader(format, kept: isWAV ? texts.infoChunks : texts.aiffChunks)
      return try ChunkedEncoder(file, format, header: header, expected: expected, limit: limit)
    case .flac:
      return try LibraryEncoder(
        file, through: FLACSink(file, FLACMetadata(texts)), LibraryFormat(format),
        sampleRate: format.sampleRate, channelCount: format.channelCount, isFlushed: isFlushed)
    case .caf:
      return try LibraryEncoder(
        file, through: file, LibraryFormat(format), sampleRate: format.sampleRate,
        channelCount: format.channelCount, texts: texts)
    }
  }
}
