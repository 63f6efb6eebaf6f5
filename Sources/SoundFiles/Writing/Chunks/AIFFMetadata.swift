/// The chunks of an AIFF file that a part of it keeps.
struct AIFFMetadata {
  /// Those that say how samples are kept; who writes the file makes them.
  private static let structure: Set<String> = ["COMM", "FVER", "PEAK"]

  private let file: RegularFile
  private let source: ChunkedSource
  private var markers: MarkerChunk

  init(_ source: ChunkedSource, in file: RegularFile, _ move: SpanMove) {
    self.file = file
    self.source = source
    markers = MarkerChunk(move)
  }

  /// Whether a chunk says how samples are kept.
  static func isStructure(_ part: ChunkedSource.Part) -> Bool {
    structure.contains(String(decoding: part.id, as: UTF8.self))
  }

  /// The chunks, by their places in the source; nil for those that are left out.
  mutating func kept(_ notes: inout TrimNotes) -> [KeptChunk?] {
    var moved: [Int: KeptChunk?] = [:]
    for (index, part) in source.parts.enumerated() where part.has("MARK") {
      let body = ChunkedSource.body(of: part, in: file)
      if body == nil { notes.loss("MARK is lost: it is cut or too long") }
      moved[index] = body.flatMap { markers.moved($0) }.map { KeptChunk("MARK", $0) }
    }
    let outside = markers.foundCount - markers.keptCount
    if outside > 0 {
      notes.notice("\(spaced(outside)) of \(spaced(markers.foundCount)) markers lie outside")
    }
    if source.trailing > 0 {
      notes.loss("\(spaced(source.trailing)) bytes behind the last chunk are lost")
    }
    return source.parts.enumerated().map { index, part in moved[index] ?? chunk(part, &notes) }
  }

  private func chunk(_ part: ChunkedSource.Part, _ notes: inout TrimNotes) -> KeptChunk? {
    if Self.isStructure(part) { return nil }
    if part.isCut { notes.notice("\(part.name) is cut in the source already") }
    if let body = ChunkedSource.body(of: part, in: file) {
      if part.has("INST") { return KeptChunk("INST", markers.moved(instrument: body)) }
      if part.has("COMT") { return KeptChunk("COMT", markers.moved(comments: body)) }
    }
    return KeptChunk(id: part.id, body: .span(offset: part.body, count: part.count))
  }
}
