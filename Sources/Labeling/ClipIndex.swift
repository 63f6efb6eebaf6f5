/// Finds the clips that paths in files of labels stand for.
public struct ClipIndex: Sendable {
  private let clips: [Clip]
  private var exact: [RecordingPath: Int] = [:]
  private var byName: [[UInt8]: [Int]] = [:]
  private var byStem: [[UInt8]: [Int]] = [:]

  private static let slash = UInt8(ascii: "/")
  private static let backslash = UInt8(ascii: "\\")
  private static let dot = UInt8(ascii: ".")

  /// Takes the clips of a library.
  ///
  /// Of several clips of a recording the whole one counts, or the first.
  public init(_ clips: [Clip]) {
    var places: [RecordingPath: Int] = [:]
    for (place, clip) in clips.enumerated() {
      let path = clip.recording.path
      if let other = places[path], clips[other].span == nil || clip.span != nil { continue }
      places[path] = place
    }
    self.clips = clips
    exact = places
    for place in places.values.sorted() {
      let name = clips[place].recording.path.name.bytes
      byName[name, default: []].append(place)
      let stem = name.lastIndex(of: Self.dot).map { Array(name[..<$0]) } ?? name
      byStem[stem, default: []].append(place)
      let word = Self.word(stem)
      if word != stem { byStem[word, default: []].append(place) }
    }
  }

  /// The clip of the recording at this very path.
  public func clip(exactly path: RecordingPath) -> Clip? { exact[path].map { clips[$0] } }

  /// The clip whose path ends as this one does, as far as the shorter of both goes.
  ///
  /// A name without an extension, and with `_` for blanks, does too: formats of one word for a
  /// recording have those, and so does one of Windows, whose folders end with `\`. Nil if there is none,
  /// or if several fit equally well.
  public func clip(endingLike path: RecordingPath) -> Clip? {
    if let clip = clip(exactly: path) ?? clip(like: path) { return clip }
    guard path.bytes.contains(Self.backslash) else { return nil }
    return clip(
      like: RecordingPath(bytes: path.bytes.map { $0 == Self.backslash ? Self.slash : $0 }))
  }

  private func clip(like path: RecordingPath) -> Clip? {
    let parts = Self.parts(path).map { Array($0) }
    guard let name = parts.last else { return nil }
    if let places = byName[name] { return only(of: places, parts) { $0 } }
    let words = parts.map(Self.word)
    return only(of: byStem[name] ?? byStem[Self.word(name)] ?? [], words, Self.word)
  }

  /// The clip at that of some places whose folders are most like those of a path.
  ///
  /// - Parameter spelled: How the path spells a folder.
  private func only(
    of places: [Int], _ parts: [[UInt8]], _ spelled: ([UInt8]) -> [UInt8]
  ) -> Clip? {
    let folders = parts.dropLast()
    let lengths = places.compactMap { place -> (place: Int, count: Int)? in
      let others = Self.parts(clips[place].recording.path).dropLast().map { spelled(Array($0)) }
      let count = zip(folders.reversed(), others.reversed()).prefix { $0 == $1 }.count
      return count == min(folders.count, others.count) ? (place, count) : nil
    }
    let best = lengths.map(\.count).max() ?? 0
    let fitting = lengths.filter { $0.count == best }
    return fitting.count == 1 ? clips[fitting[0].place] : nil
  }

  /// The clip that a file of labels is about by its own name.
  ///
  /// That is `song.wav` for `song.txt`, `song.wav.txt` or `song.raven.txt`.
  /// One in the folder of the file comes first, then the only one whose folders end as those of the
  /// file do, as far as the shorter go.
  ///
  /// - Parameter file: Where the file lies, as the library would name it.
  public func clip(ofLabels file: RecordingPath) -> Clip? {
    let folder = file.bytes.lastIndex(of: Self.slash).map { Array(file.bytes[..<$0]) } ?? []
    var name = file.name.bytes
    while let dot = name.lastIndex(of: Self.dot), dot > 0 {
      name = Array(name[..<dot])
      let places = byName[name] ?? byStem[name] ?? []
      let beside = places.filter { place in
        let path = clips[place].recording.path.bytes
        return (path.lastIndex(of: Self.slash).map { Array(path[..<$0]) } ?? []) == folder
      }
      if let place = beside.first { return clips[place] }
      if places.isEmpty { continue }
      if places.count == 1 { return clips[places[0]] }
      let like = places.filter { endsAlike(clips[$0].recording.path, file) }
      return like.count == 1 ? clips[like[0]] : nil
    }
    return nil
  }

  /// Whether the folders of two files end alike, as far as the shorter go.
  private func endsAlike(_ path: RecordingPath, _ other: RecordingPath) -> Bool {
    let folders = [path, other].map { Self.parts($0).dropLast().reversed() }
    return zip(folders[0], folders[1]).allSatisfy { $0 == $1 }
  }

  /// A name as one word, as formats write it that have blanks between their fields.
  private static func word(_ name: [UInt8]) -> [UInt8] {
    let isPlain = name.allSatisfy { $0 > 0x20 && $0 < 0x80 }
    return isPlain ? name : Array(RecordingNames.word(String(decoding: name, as: UTF8.self)).utf8)
  }

  private static func parts(_ path: RecordingPath) -> [ArraySlice<UInt8>] {
    path.bytes.split(separator: slash).filter { $0 != [dot] }
  }
}
