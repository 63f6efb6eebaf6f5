/// Finds the clips that paths in files of labels stand for.
public struct ClipIndex: Sendable {
  private let clips: [Clip]
  private var exact: [RecordingPath: Int] = [:]
  private var byName: [[UInt8]: [Int]] = [:]
  private var byStem: [[UInt8]: [Int]] = [:]

  private static let slash = UInt8(ascii: "/")
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
    }
  }

  /// The clip of the recording at this very path.
  public func clip(exactly path: RecordingPath) -> Clip? { exact[path].map { clips[$0] } }

  /// The clip whose path ends as this one does, as far as the shorter of both goes.
  ///
  /// Nil if there is none, or if several fit equally well.
  public func clip(endingLike path: RecordingPath) -> Clip? {
    if let clip = clip(exactly: path) { return clip }
    let parts = Self.parts(path)
    let lengths = (byName[path.name.bytes] ?? []).compactMap { place -> (place: Int, count: Int)? in
      let others = Self.parts(clips[place].recording.path)
      let count = zip(parts.reversed(), others.reversed()).prefix { $0 == $1 }.count
      return count == min(parts.count, others.count) ? (place, count) : nil
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

  private static func parts(_ path: RecordingPath) -> [ArraySlice<UInt8>] {
    path.bytes.split(separator: slash).filter { $0 != [dot] }
  }
}
