import CSndfile

/// The texts that most containers have a place for: title, artist and so on.
struct SoundTexts {
  /// One kind of text, and what it is called in each container.
  struct Kind {
    /// libsndfile's number.
    let code: Int
    /// The name among Vorbis comments.
    let comment: String
    /// The chunk in a `LIST` of a RIFF file.
    let info: String
    /// The chunk of an AIFF file, nil where there is none.
    let aiff: String?
  }

  static let kinds = [
    Kind(code: Int(SF_STR_TITLE), comment: "TITLE", info: "INAM", aiff: "NAME"),
    Kind(code: Int(SF_STR_COPYRIGHT), comment: "COPYRIGHT", info: "ICOP", aiff: "(c) "),
    Kind(code: Int(SF_STR_SOFTWARE), comment: "SOFTWARE", info: "ISFT", aiff: nil),
    Kind(code: Int(SF_STR_ARTIST), comment: "ARTIST", info: "IART", aiff: "AUTH"),
    Kind(code: Int(SF_STR_COMMENT), comment: "COMMENT", info: "ICMT", aiff: "ANNO"),
    Kind(code: Int(SF_STR_DATE), comment: "DATE", info: "ICRD", aiff: nil),
    Kind(code: Int(SF_STR_ALBUM), comment: "ALBUM", info: "IPRD", aiff: nil),
    Kind(code: Int(SF_STR_LICENSE), comment: "LICENSE", info: "ILIC", aiff: nil),
    Kind(code: Int(SF_STR_TRACKNUMBER), comment: "TRACKNUMBER", info: "ITRK", aiff: nil),
    Kind(code: Int(SF_STR_GENRE), comment: "GENRE", info: "IGNR", aiff: nil),
  ]

  /// The texts, by the place of their kind in ``kinds``.
  private var texts: [(kind: Kind, text: String)] = []

  init() {}

  /// The texts that libsndfile found in a file.
  init(_ decoder: Decoder) {
    texts = Self.kinds.compactMap { kind in
      decoder.text(kind.code).flatMap { $0.isEmpty ? nil : (kind, $0) }
    }
  }

  /// The texts in the `LIST` chunks of a WAV file, some of which libsndfile passes over.
  init(_ chunks: ChunkedSource, in file: RegularFile) {
    for part in chunks.parts where part.has("LIST") {
      guard let body = ChunkedSource.body(of: part, in: file), body.has("INFO") else { continue }
      for text in ListParts(body, isBigEndian: chunks.form.isBigEndian) {
        guard let kind = Self.kinds.first(where: { text.id.elementsEqual($0.info.utf8) }) else {
          continue
        }
        let bytes = text.body.prefix { $0 != 0 }
        if !bytes.isEmpty { texts.append((kind, String(decoding: bytes, as: UTF8.self))) }
      }
    }
  }

  var isEmpty: Bool { texts.isEmpty }

  /// `NAME=text` each.
  var vorbisEntries: [[UInt8]] { texts.map { Array("\($0.comment)=\($1)".utf8) } }

  /// What libsndfile is to write; it would change the name of the software.
  var libraryTexts: [(Int, String)] {
    texts.filter { $0.0.code != Int(SF_STR_SOFTWARE) }.map { ($0.code, $1) }
  }

  /// A `LIST` chunk of a RIFF file with all of them.
  var infoChunks: [KeptChunk] {
    guard !isEmpty else { return [] }
    var body = Array("INFO".utf8)
    for (kind, text) in texts {
      let bytes = Array(text.utf8) + [0]
      body += Array(kind.info.utf8)
      body.append(UInt64(bytes.count), width: 4)
      body += bytes
      if bytes.count % 2 == 1 { body.append(0) }
    }
    return [KeptChunk("LIST", body)]
  }

  /// Chunks of an AIFF file with those that have one.
  var aiffChunks: [KeptChunk] {
    texts.compactMap { kind, text in kind.aiff.map { KeptChunk($0, Array(text.utf8)) } }
  }

  /// Names of those that AIFF has no place for.
  var namesWithoutAIFF: [String] { texts.filter { $0.0.aiff == nil }.map(\.0.comment) }
}
