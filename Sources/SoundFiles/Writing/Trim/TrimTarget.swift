import CSndfile

/// The kind of file that a part of a recording becomes.
enum TrimTarget: Equatable {
  /// One of our formats.
  case plain(SoundFormat)
  /// Container and encoding of the source, through libsndfile.
  case asSource(LibraryFormat)

  /// Decides by what is asked for, what the name says and what the source is.
  ///
  /// - Parameter ending: The end of the name.
  init(
    _ sound: OpenedSound, _ options: TrimOptions, ending: String, name: String,
    notes: inout TrimNotes
  ) throws(SoundWritingError) {
    let source = LibraryFormat(code: sound.decoder.header.format)
    if options.container == nil, FileEnding.isLossy(ending) {
      throw .lossyName(name: name, ending: ending)
    }
    let wanted = options.container ?? FileEnding.container(ending)
    let rate = options.sampleRate ?? Int(sound.facts.sampleRate)
    let channels = options.channels == nil ? sound.facts.channelCount : 1
    if Self.isKept(source, wanted, options) {
      if source.canBeWritten(sampleRate: rate, channelCount: channels) {
        self = .asSource(source)
        return
      }
      notes.notice("\(source.containerName) can't be written so, the file is WAV")
    }
    let flacFits =
      channels <= SoundFormat.flacChannelLimit && SoundFormat.fitsFLAC(sampleRate: rate)
    let container =
      wanted ?? (source.isLossless ? source.family ?? .wav : flacFits ? .flac : .wav)
    let encoding = Self.encoding(container, source, options, &notes)
    if !source.isLossless {
      notes.notice(
        "\(source.encodingName) is lossy, the decoded samples are written as "
          + "\(container.rawValue) \(encoding.rawValue)")
    } else if !source.isPlain, container != .caf || source.family != .caf {
      notes.notice("\(source.encodingName) becomes \(encoding.rawValue)")
    }
    let format = SoundFormat(container, encoding, sampleRate: rate, channelCount: channels)
    try format.check(name)
    self = .plain(format)
  }

  /// Whether the source's own container is kept, one that only libsndfile writes.
  private static func isKept(
    _ source: LibraryFormat, _ wanted: SoundFormat.Container?, _ options: TrimOptions
  ) -> Bool {
    guard source.isLossless, options.encoding == nil else { return false }
    return wanted == nil
      ? source.family == nil || source.family == .caf
      : wanted == .caf && source.family == .caf
  }

  private static func encoding(
    _ container: SoundFormat.Container, _ source: LibraryFormat, _ options: TrimOptions,
    _ notes: inout TrimNotes
  ) -> SoundFormat.Encoding {
    if let encoding = options.encoding {
      let isCoarser = encoding.bits < source.nearest.bits && source.isLossless
      if isCoarser || (source.isFloat && !encoding.isFloat) {
        notes.loss("\(source.encodingName) samples are rounded to \(encoding.rawValue)")
      }
      return encoding
    }
    guard container == .flac, source.nearest.bits > 24 else { return source.nearest }
    notes.loss("\(source.encodingName) samples are rounded to 24 bits")
    return .pcm24
  }

  /// What libsndfile calls it.
  var libraryFormat: LibraryFormat {
    switch self {
    case .plain(let format): LibraryFormat(format)
    case .asSource(let format): format
    }
  }

  /// Container and encoding for people.
  var name: String { "\(libraryFormat.containerName) \(libraryFormat.encodingName)" }
}
