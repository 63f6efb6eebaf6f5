/// What stands before the sound of a FLAC file to be written.
struct FLACMetadata {
  /// A block, or what becomes one when the file is written.
  enum Part {
    /// Bytes as they are.
    case block(FLACBlock)
    /// Texts, with the name of the library that encodes.
    case comments([[UInt8]])
    /// A seek table with so many points, one every ten seconds.
    case seekTable(points: Int)
  }

  /// Bytes before `fLaC`, such as an ID3 tag.
  var prefix: [UInt8] = []
  /// What follows STREAMINFO.
  var parts: [Part]

  /// Texts alone.
  init(_ texts: SoundTexts = SoundTexts()) { parts = [.comments(texts.vorbisEntries)] }

  /// What a source has, without what is wrong for a part of it.
  ///
  /// - Parameters:
  ///   - changesChannels: Whether the channels are not those of the source any more.
  ///   - notes: Learns what is left out.
  init(
    of file: RegularFile, count: Int, sampleRate: Int, changesChannels: Bool,
    notes: inout TrimNotes
  ) {
    let start = ID3Tag.end(in: file)
    prefix = file.bytes(at: 0, count: start)
    parts = []
    for block in FLACBlock.all(in: file, from: start) {
      switch block.kind {
      case FLACBlock.Kind.seekTable:
        parts.append(.seekTable(points: (count - 1) / (10 * sampleRate) + 1))
        notes.notice("the seek table is made anew")
      case FLACBlock.Kind.cueSheet:
        notes.loss("the cue sheet is lost: it describes the whole recording")
      case FLACBlock.Kind.application where Self.isForeign(block):
        notes.loss("the copy of the original file's header is lost: it describes the whole of it")
      case FLACBlock.Kind.comments:
        parts.append(.block(Self.comments(block, changesChannels, &notes)))
      default: parts.append(.block(block))
      }
    }
  }

  /// Whether it is what `flac --keep-foreign-metadata` keeps of a WAV, AIFF or Wave64 file.
  private static func isForeign(_ block: FLACBlock) -> Bool {
    block.body.has("riff") || block.body.has("aiff") || block.body.has("w64 ")
  }

  private static func comments(
    _ block: FLACBlock, _ changesChannels: Bool, _ notes: inout TrimNotes
  ) -> FLACBlock {
    guard var comments = VorbisComments(block.body) else { return block }
    let names = comments.entries.map(VorbisComments.name)
    if names.contains(where: { $0.hasPrefix("CHAPTER") }) {
      notes.notice("chapters keep their times in the whole recording")
    }
    let mask = "WAVEFORMATEXTENSIBLE_CHANNEL_MASK"
    guard changesChannels, names.contains(mask) else { return block }
    comments.entries.removeAll { VorbisComments.name($0) == mask }
    return FLACBlock(kind: block.kind, body: comments.body)
  }
}
