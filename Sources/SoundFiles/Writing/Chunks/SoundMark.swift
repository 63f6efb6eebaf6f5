/// A cue point of a WAV file with what hangs on it.
///
/// - Source: Multimedia Programming Interface and Data Specifications 1.0 (IBM, Microsoft 1991).
public struct SoundMark: Sendable, Hashable {
  /// The first sample.
  public let onset: Int
  /// Samples, 0 for a point in time.
  public let length: Int
  /// Its label, empty if it has none.
  public let label: String
  /// Its note.
  public let note: String?

  /// The largest position that a file can say.
  public static let largestPosition = Int(UInt32.max)

  /// Makes a mark.
  ///
  /// - Precondition: It lies in `0...`[`largestPosition`](<doc:SoundMark/largestPosition>).
  public init(onset: Int, length: Int, label: String, note: String? = nil) {
    precondition(
      onset >= 0 && length >= 0 && onset + length <= Self.largestPosition,
      "a mark lies where 4 bytes can say")
    self.onset = onset
    self.length = length
    self.label = label
    self.note = note
  }

  /// Whether marks can be read from the file at a path given as the file system's bytes.
  ///
  /// That is WAV, RIFX, RF64 and BW64.
  public static func mayBe(in path: [UInt8]) throws(SoundFileError) -> Bool {
    WAVHeader(try RegularFile(path)) != nil
  }

  /// Reads the marks of such a file in the order of their points.
  ///
  /// - Throws: Why they can't be read, such as more points than the file has room for.
  public static func read(_ path: [UInt8]) throws(SoundFileError) -> [SoundMark] {
    let file = try RegularFile(path)
    guard let source = ChunkedSource(file), !source.form.isAIFF else {
      throw .damagedHeader(name: file.name, reason: "no chunk of samples is found in it")
    }
    var texts = MarkTexts(isBigEndian: source.form.isBigEndian)
    var points: [MarkPoint] = []
    for part in source.parts {
      if part.has("LIST"), file.bytes(at: part.body, count: 4).has("adtl") {
        try texts.learn(body(part, file))
      } else if part.has("cue ") {
        points += try MarkPoint.all(
          in: body(part, file), name: file.name, isBigEndian: source.form.isBigEndian)
      }
    }
    return points.map { texts.mark($0) }
  }

  private static func body(
    _ part: ChunkedSource.Part, _ file: RegularFile
  ) throws(SoundFileError) -> [UInt8] {
    if let body = ChunkedSource.body(of: part, in: file) { return body }
    let why = part.isCut ? "goes beyond the end of the file" : "is longer than 64 MiB"
    throw .damagedHeader(name: file.name, reason: "its chunk \(part.name) \(why)")
  }
}

/// A point in a `cue ` chunk.
struct MarkPoint {
  let number: UInt64
  let place: Int

  /// Bytes of one in the file.
  static let length = 24

  /// The points in the body of a chunk.
  static func all(
    in body: [UInt8], name: String, isBigEndian: Bool
  ) throws(SoundFileError) -> [MarkPoint] {
    guard let claimed = body.unsigned(at: 0, width: 4, bigEndian: isBigEndian) else {
      throw .damagedHeader(name: name, reason: "its list of cue points is cut")
    }
    let there = (body.count - 4) / length
    guard claimed <= UInt64(there) else {
      let reason = "it promises \(spaced(claimed)) cue points, room is for \(spaced(there))"
      throw .damagedHeader(name: name, reason: reason)
    }
    return (0..<Int(claimed)).compactMap { index in
      let start = 4 + index * length
      let values = [0, 4, 20].compactMap {
        body.unsigned(at: start + $0, width: 4, bigEndian: isBigEndian)
      }
      guard values.count == 3 else { return nil }
      // Programs fill in one of the two positions, or both.
      return MarkPoint(number: values[0], place: Int(values[2] == 0 ? values[1] : values[2]))
    }
  }
}

/// The texts and lengths in `LIST` chunks of the kind `adtl`, by the number of their point.
struct MarkTexts {
  private let isBigEndian: Bool
  private var labels: [UInt64: String] = [:]
  private var notes: [UInt64: String] = [:]
  private var regions: [UInt64: (length: Int, text: String)] = [:]

  /// Bytes of a region before its text.
  private static let regionHead = 20

  init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

  /// Takes the parts in the body of a list.
  mutating func learn(_ body: [UInt8]) {
    for part in ListParts(body, isBigEndian: isBigEndian) {
      guard let number = part.body.unsigned(at: 0, width: 4, bigEndian: isBigEndian) else {
        continue
      }
      if part.id.has("labl") {
        labels[number] = Self.text(part.body.dropFirst(4))
      } else if part.id.has("note") {
        notes[number] = Self.text(part.body.dropFirst(4))
      } else if part.id.has("ltxt"),
        let length = part.body.unsigned(at: 4, width: 4, bigEndian: isBigEndian)
      {
        let text = Self.text(part.body.dropFirst(Self.regionHead))
        regions[number] = (Int(length), text)
      }
    }
  }

  /// A point with what hangs on it.
  func mark(_ point: MarkPoint) -> SoundMark {
    let region = regions[point.number]
    let label = labels[point.number].flatMap { $0.isEmpty ? nil : $0 }
    return SoundMark(
      onset: point.place,
      length: min(region?.length ?? 0, SoundMark.largestPosition - point.place),
      label: label ?? region?.text ?? "", note: notes[point.number])
  }

  /// Text up to its end mark; what is no UTF-8 is taken for Latin-1.
  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    let bytes = bytes.prefix { $0 != 0 }
    return String(validating: bytes, as: UTF8.self)
      ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }
}
