/// The chunks of a WAV, RF64 or AIFF file that is open, and where its samples are.
///
/// Sizes in the file are claims: what is beyond its end is not there, and what was never filled in
/// is taken for "to the end".
struct ChunkedSource {
  /// One chunk other than that of the samples.
  struct Part {
    let id: [UInt8]
    /// Where its body begins.
    let body: Int
    /// Bytes of it that are there.
    let count: Int
    /// Whether it says that there are more.
    let isCut: Bool
    /// Whether it stands before the samples.
    let isBefore: Bool

    /// Its name for people.
    var name: String {
      String(decoding: id.prefix { $0 != 0 }, as: UTF8.self).trimmingSpaces
    }

    func has(_ text: StaticString) -> Bool { id.has(text) }
  }

  let form: ChunkedForm
  /// All chunks but that of the samples and the sizes of 64 bits, in their order.
  let parts: [Part]
  /// Where the first sample is.
  let soundOffset: Int
  /// Bytes in the chunk of the samples before the first.
  let soundPrefix: Int
  /// Bytes behind the last chunk that are no chunk.
  let trailing: Int

  /// Reads the chunks, nil if the file is of another kind.
  init?(_ file: RegularFile) {
    let head = file.head
    guard
      let marker = ["RIFF", "RIFX", "RF64", "BW64", "FORM"].first(where: {
        head.starts(with: $0.utf8)
      })
    else { return nil }
    let type = head.count >= 12 ? String(decoding: head[8..<12], as: UTF8.self) : ""
    form = ChunkedForm(marker: marker, type: type)
    guard form.isAIFF ? type == "AIFF" || type == "AIFC" : type == "WAVE" else { return nil }
    let layout = form.layout
    let first = layout.chunks(of: file)
    guard let index = first.firstIndex(where: { $0.id == (marker == "FORM" ? "SSND" : "data") })
    else { return nil }
    let sound = first[index]
    soundPrefix = form.isAIFF ? Self.soundPrefix(file, sound) : 0
    soundOffset = sound.body + soundPrefix
    let end = Self.end(of: sound, in: file, first, form)
    let rest = end.map { layout.chunks(of: file, from: $0) } ?? []
    let named = rest.prefix { $0.id.utf8.allSatisfy { (32..<127).contains($0) } }
    trailing = rest.count > named.count ? file.size - (rest[named.count].body - 8) : 0
    parts =
      first[..<index].compactMap { Self.part($0, file, isBefore: true) }
      + named.compactMap { Self.part($0, file, isBefore: false) }
  }

  /// The first chunk of a name.
  func first(_ id: StaticString) -> Part? { parts.first { $0.has(id) } }

  /// The body of a chunk, nil if it is cut or longer than any that is understood here.
  static func body(of part: Part, in file: RegularFile) -> [UInt8]? {
    guard !part.isCut, part.count <= bodyLimit else { return nil }
    let bytes = file.bytes(at: part.body, count: part.count)
    return bytes.count == part.count ? bytes : nil
  }

  private static let bodyLimit = 1 << 26

  private static func part(_ chunk: Chunk, _ file: RegularFile, isBefore: Bool) -> Part? {
    let id = file.bytes(at: chunk.body - 8, count: 4)
    if id.has("ds64") { return nil }
    let there = UInt64(max(0, file.size - chunk.body))
    return Part(
      id: id, body: chunk.body, count: Int(min(chunk.claimed, there)),
      isCut: chunk.claimed > there, isBefore: isBefore)
  }

  /// SSND begins with the number of bytes to be passed over.
  private static func soundPrefix(_ file: RegularFile, _ sound: Chunk) -> Int {
    let offset = file.bytes(at: sound.body, count: 4).unsigned(at: 0, width: 4, bigEndian: true)
    return 8 + Int(offset ?? 0)
  }

  /// Where the chunks behind the samples begin, nil if the samples go on to the end of the file.
  private static func end(
    of sound: Chunk, in file: RegularFile, _ chunks: [Chunk], _ form: ChunkedForm
  ) -> Int? {
    var claimed = sound.claimed
    if form.is64Bit, claimed == 0xFFFF_FFFF {
      guard let sizes = chunks.first(where: { $0.id == "ds64" }),
        let size = file.bytes(at: sizes.body + 8, count: 8).unsigned(at: 0, width: 8)
      else { return nil }
      claimed = size
    }
    guard claimed > 0, claimed < UInt64(file.size - sound.body) else { return nil }
    let end = sound.body + Int(claimed)
    // Some programs forget to fill up odd chunks.
    let isUnpadded = end % 2 == 1 && isName(at: end, in: file) && !isName(at: end + 1, in: file)
    return isUnpadded ? end : end + end % 2
  }

  /// Whether four letters of ASCII and a size within the file stand at an offset.
  private static func isName(at offset: Int, in file: RegularFile) -> Bool {
    let bytes = file.bytes(at: offset, count: 8)
    guard bytes.count == 8, bytes[..<4].allSatisfy({ (32..<127).contains($0) }) else {
      return false
    }
    let sizes = [false, true].compactMap { bytes.unsigned(at: 4, width: 4, bigEndian: $0) }
    return sizes.contains { $0 <= UInt64(file.size - offset - 8) }
  }
}

extension String {
  /// Without spaces at the end.
  fileprivate var trimmingSpaces: String {
    String(self[..<(lastIndex { $0 != " " }.map { index(after: $0) } ?? startIndex)])
  }
}
