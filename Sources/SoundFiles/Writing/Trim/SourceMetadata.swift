/// What a recording has beside its samples and the usual texts, by name.
struct SourceMetadata {
  /// The usual texts.
  let texts: SoundTexts
  /// What else there is, that only a file of the same kind keeps.
  let others: [String]
  /// Whether there may be more that is not known here.
  let isUnknown: Bool

  private static let textParts: Set<String> = ["NAME", "AUTH", "(c) ", "ANNO"]
  private static let coreAudioStructure: Set<String> = [
    "desc", "data", "free", "pakt", "kuki", "peak", "info", "chan",
  ]
  private static let wave64Structure: Set<String> = ["fmt ", "fact", "data"]

  init(_ sound: OpenedSound, _ chunks: ChunkedSource?) {
    let file = sound.file
    if let chunks, !chunks.form.isAIFF {
      texts = SoundTexts(chunks, in: file)
    } else {
      texts = SoundTexts(sound.decoder)
    }
    var isUnknown = false
    if let chunks {
      others = Self.parts(chunks, file)
    } else if file.head.has("caff") {
      others = Self.names(.coreAudio, file, except: Self.coreAudioStructure)
    } else if file.head.has("riff") {
      others = Self.names(.wave64, file, except: Self.wave64Structure)
    } else if file.head.has("OggS") {
      let entries = Self.oggComments(file.head)?.entries
      others = Self.comments(entries ?? [])
      isUnknown = entries == nil
    } else {
      let start = ID3Tag.end(in: file)
      let isFLAC = file.bytes(at: start, count: 4).has("fLaC")
      others = isFLAC ? Self.blocks(FLACBlock.all(in: file, from: start)) : []
      isUnknown = !isFLAC
    }
    self.isUnknown = isUnknown
  }

  /// Announces what a file of another kind does not have.
  func announce(in container: String, _ notes: inout TrimNotes) {
    for name in others { notes.loss("\(name) is lost: \(container) has no place for it") }
    if isUnknown { notes.loss("what it says beside title, artist and the like is not copied") }
  }

  private static func parts(_ chunks: ChunkedSource, _ file: RegularFile) -> [String] {
    chunks.parts.compactMap { part in
      if chunks.form.isAIFF {
        let id = String(decoding: part.id, as: UTF8.self)
        return AIFFMetadata.isStructure(part) || textParts.contains(id) ? nil : part.name
      }
      if WAVMetadata.isStructure(part) { return nil }
      guard part.has("LIST") else { return part.name }
      return file.bytes(at: part.body, count: 4).has("INFO") ? nil : part.name
    }
  }

  private static func names(
    _ layout: ChunkLayout, _ file: RegularFile, except structure: Set<String>
  ) -> [String] {
    layout.chunks(of: file).map(\.id).filter { !structure.contains($0) }
  }

  private static func comments(_ entries: [[UInt8]]) -> [String] {
    let known = Set(SoundTexts.kinds.map(\.comment))
    return entries.map(VorbisComments.name).filter { !known.contains($0) && $0 != "ENCODER" }
  }

  private static func blocks(_ blocks: [FLACBlock]) -> [String] {
    blocks.flatMap { block -> [String] in
      switch block.kind {
      case FLACBlock.Kind.comments: comments(VorbisComments(block.body)?.entries ?? [])
      case FLACBlock.Kind.application: ["an APPLICATION block"]
      case FLACBlock.Kind.cueSheet: ["the cue sheet"]
      case FLACBlock.Kind.picture: ["the picture"]
      default: []
      }
    }
  }

  /// The comments in the second page of an Ogg stream, nil where they are longer than that.
  private static func oggComments(_ head: [UInt8]) -> VorbisComments? {
    let marks: [[UInt8]] = [[3] + Array("vorbis".utf8), Array("OpusTags".utf8)]
    for mark in marks {
      guard let place = head.firstRange(of: mark) else { continue }
      return VorbisComments(Array(head[place.upperBound...]))
    }
    return nil
  }
}
