/// The chunks of a WAV file that a part of it keeps.
///
/// All are copied as they are, but for those that have positions in the sound, and those that
/// describe the whole of it only.
struct WAVMetadata {
  /// Those that say how samples are kept; who writes the file makes them.
  private static let structure: Set<String> = ["fmt ", "fact", "PEAK", "JUNK", "FLLR", "PAD "]

  private let file: RegularFile
  private let source: ChunkedSource
  private let move: SpanMove
  private let isBigEndian: Bool
  private let isBigEndianAfter: Bool
  /// Whether cue points and what hangs on them are left out.
  private let isUnmarked: Bool
  private var cues: CuePoints

  /// Chunks of a source for a part of it, `form` being what is written.
  init(
    _ source: ChunkedSource, in file: RegularFile, _ move: SpanMove, form: ChunkedForm,
    isUnmarked: Bool = false
  ) {
    self.isUnmarked = isUnmarked
    self.file = file
    self.source = source
    self.move = move
    isBigEndian = source.form.isBigEndian
    isBigEndianAfter = form.isBigEndian
    cues = CuePoints(move, isBigEndian: isBigEndian, isBigEndianAfter: isBigEndianAfter)
    for part in source.parts {
      guard part.has("LIST"), let body = ChunkedSource.body(of: part, in: file),
        body.has("adtl")
      else { continue }
      cues.learn(list: body)
    }
  }

  /// Whether a chunk says how samples are kept.
  static func isStructure(_ part: ChunkedSource.Part) -> Bool {
    structure.contains(String(decoding: part.id, as: UTF8.self))
  }

  /// The chunks, by their places in the source; nil for those that are left out.
  mutating func kept(_ notes: inout TrimNotes) -> [KeptChunk?] {
    // Points come first, as lists depend on them wherever they stand.
    var points: [Int: KeptChunk?] = [:]
    for (index, part) in source.parts.enumerated() where part.has("cue ") {
      points[index] =
        isUnmarked
        ? .some(nil)
        : body(part, &notes).flatMap { cues.moved(points: $0) }.map {
          KeptChunk("cue ", $0)
        }
    }
    let outside = cues.foundCount - cues.keptCount
    if outside > 0 {
      notes.notice("\(spaced(outside)) of \(spaced(cues.foundCount)) cue points lie outside")
    }
    if source.trailing > 0 {
      notes.loss("\(spaced(source.trailing)) bytes behind the last chunk are lost")
    }
    return source.parts.enumerated().map { index, part in
      points[index] ?? chunk(part, &notes)
    }
  }

  private func chunk(_ part: ChunkedSource.Part, _ notes: inout TrimNotes) -> KeptChunk? {
    if Self.isStructure(part) { return nil }
    if part.isCut { notes.notice("\(part.name) is cut in the source already") }
    switch String(decoding: part.id, as: UTF8.self) {
    case "LIST":
      guard let body = ChunkedSource.body(of: part, in: file), body.has("adtl") else { break }
      if isUnmarked { return nil }
      return cues.moved(list: body).map { KeptChunk("LIST", $0) }
    case "plst" where isUnmarked: return nil
    case "plst", "r64m":
      notes.loss("\(part.name) is lost: its positions are those of the whole recording")
      return nil
    case "levl":
      notes.loss("levl is lost: it is a picture of the whole recording")
      return nil
    case "smpl":
      guard let body = body(part, &notes),
        let moved = SamplerChunk.moved(
          body, move, isBigEndian: isBigEndian, isBigEndianAfter: isBigEndianAfter)
      else { return nil }
      if moved.dropped > 0 { notes.notice("\(spaced(moved.dropped)) loops of smpl lie outside") }
      return KeptChunk("smpl", moved.body)
    case "bext":
      guard let body = body(part, &notes) else { return nil }
      if BroadcastChunk.hasLoudness(body, isBigEndian: isBigEndian) {
        notes.notice("the loudness in bext is that of the whole recording")
      }
      let moved = BroadcastChunk.moved(
        body, move, isBigEndian: isBigEndian, isBigEndianAfter: isBigEndianAfter)
      return KeptChunk("bext", moved ?? body)
    case "guan", "iXML":
      if speaksOfTime(part) {
        notes.notice("times in \(part.name) are those of the whole recording")
      }
    default: break
    }
    return KeptChunk(id: part.id, body: .span(offset: part.body, count: part.count))
  }

  private func body(_ part: ChunkedSource.Part, _ notes: inout TrimNotes) -> [UInt8]? {
    let body = ChunkedSource.body(of: part, in: file)
    if body == nil { notes.loss("\(part.name) is lost: it is cut or too long") }
    return body
  }

  private func speaksOfTime(_ part: ChunkedSource.Part) -> Bool {
    let text = String(
      decoding: file.bytes(at: part.body, count: min(part.count, 65_536)), as: UTF8.self)
    return ["Timestamp", "Length", "TIMESTAMP", "TIME_REFERENCE"].contains(where: text.contains)
  }
}
