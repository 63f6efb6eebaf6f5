/// The chunks that marks become.
enum MarkChunks {
  /// The `cue ` chunk and the list of what hangs on its points; none for no marks.
  static func of(_ marks: [SoundMark], isBigEndian: Bool) -> [KeptChunk] {
    guard !marks.isEmpty else { return [] }
    var points: [UInt8] = []
    var list = Array("adtl".utf8)
    points.append(UInt64(marks.count), width: 4, bigEndian: isBigEndian)
    for (place, mark) in marks.enumerated() {
      let number = UInt64(place + 1)
      let position = UInt64(mark.onset)
      points.append(number, width: 4, bigEndian: isBigEndian)
      points.append(position, width: 4, bigEndian: isBigEndian)
      points += Array("data".utf8)
      // Neither a playlist nor blocks: both say where the chunk and the block begin.
      for value in [0, 0, position] { points.append(value, width: 4, bigEndian: isBigEndian) }
      list += parts(of: mark, number, isBigEndian)
    }
    return [KeptChunk("cue ", points), KeptChunk("LIST", list)]
  }

  private static func parts(
    of mark: SoundMark, _ number: UInt64, _ isBigEndian: Bool
  ) -> [UInt8] {
    var parts = part("labl", number, text(mark.label), isBigEndian)
    if let note = mark.note { parts += part("note", number, text(note), isBigEndian) }
    guard mark.length > 0 else { return parts }
    var region: [UInt8] = []
    region.append(UInt64(mark.length), width: 4, bigEndian: isBigEndian)
    // Its purpose; country, language, dialect and code page stay open.
    region += Array("rgn ".utf8) + [UInt8](repeating: 0, count: 8)
    return parts + part("ltxt", number, region, isBigEndian)
  }

  private static func text(_ text: String) -> [UInt8] { text.utf8.filter { $0 != 0 } + [0] }

  private static func part(
    _ id: String, _ number: UInt64, _ rest: [UInt8], _ isBigEndian: Bool
  ) -> [UInt8] {
    var part = Array(id.utf8)
    part.append(UInt64(rest.count + 4), width: 4, bigEndian: isBigEndian)
    part.append(number, width: 4, bigEndian: isBigEndian)
    part += rest
    if part.count % 2 == 1 { part.append(0) }
    return part
  }
}
