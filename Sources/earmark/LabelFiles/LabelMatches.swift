import Explorer
import ExplorerRuntime
import Labeling

/// Labels from files, with the clips of a library that they are of.
struct LabelMatches {
  /// Where a label and its clip are: there may be a million.
  private struct Match {
    let file, label, clip: Int32
  }

  /// The recordings that the library does not know, as the files name them, each once.
  private(set) var unmatched: [String] = []
  /// The labels that are of those.
  private(set) var missing: [UntakenLabel] = []
  private var matches: [Match] = []
  private let labels: [[ImportedLabel]]
  private let paths: [[UInt8]]
  private let library: Library
  /// Whether clips of the library may have several labels.
  var isMultiple: Bool { library.labels.isMultiple }

  /// The line of a pair, told as one that is not taken.
  func untaken(_ place: Int, _ why: String) -> UntakenLabel {
    let match = matches[place]
    let label = labels[Int(match.file)][Int(match.label)]
    let clip = library.clips[Int(match.clip)]
    return UntakenLabel(
      file: FilePath.text(paths[Int(match.file)]), line: label.line, label: label.label,
      recording: clip.recording.path.text, why: why)
  }

  /// Whether no clip is known.
  var isEmpty: Bool { matches.isEmpty }

  /// The labels whose clips are known.
  var pairs: some Collection<LabelImport.Pair> {
    matches.lazy.map { match -> LabelImport.Pair in
      var label = labels[Int(match.file)][Int(match.label)]
      label.label = library.labels.name(of: label.label)
      return (label, library.clips[Int(match.clip)])
    }
  }

  /// Looks recordings up.
  ///
  /// - Parameters:
  ///   - files: The files with their absolute paths.
  ///   - audio: The recording that all labels are of, as bytes; nil for what the files say.
  ///   - hashes: Recordings by the hashes that the files give.
  init(
    _ files: [(path: [UInt8], file: LabelFile)], audio: [UInt8]?, library: Library,
    hashes: [String: ID<Recording>] = [:], _ desk: LibraryDesk
  ) {
    labels = files.map(\.file.labels)
    paths = files.map(\.path)
    let byHash = Self.clips(of: hashes, in: library)
    self.library = library
    let index = ClipIndex(library.clips)
    let only = audio.flatMap { desk.clip($0, in: library) }
    var seen: Set<String> = []
    for (number, (path, file)) in files.enumerated() {
      let own = audio == nil ? Self.clip(ofFile: path, file, index, desk) : only
      // A path comes again and again.
      var known: [RecordingPath: Clip?] = [:]
      func clip(of label: ImportedLabel) -> Clip? {
        guard audio == nil else { return own }
        let hashed = label.sha256.flatMap { byHash[$0] }
        guard let named = label.path else { return hashed ?? own }
        if let clip = known[named] { return clip ?? hashed }
        let clip = Self.clip(named, from: path, index, desk)
        known[named] = .some(clip)
        return clip ?? hashed
      }
      for (place, label) in file.labels.enumerated() {
        if let clip = clip(of: label), clip.recording.sampleRate > 0 || label.seconds == nil,
          let found = library.place(of: clip.id)
        {
          matches.append(Match(file: Int32(number), label: Int32(place), clip: Int32(found)))
          continue
        }
        let name = label.path?.text ?? FilePath.text(audio ?? path)
        missing.append(
          UntakenLabel(
            file: FilePath.text(path), line: label.line, label: label.label, recording: name,
            why: "recordings that are not found"))
        if seen.insert(name).inserted { unmatched.append(name) }
      }
    }
  }

  /// The clips of whole recordings by the hashes of those.
  private static func clips(
    of hashes: [String: ID<Recording>], in library: Library
  ) -> [String: Clip] {
    guard !hashes.isEmpty else { return [:] }
    let wanted = Set(hashes.values)
    let clips = library.clips.filter { wanted.contains($0.recording.id) }
    let whole = Dictionary(clips.map { ($0.recording.id, $0) }) { first, second in
      first.span == nil || second.span != nil ? first : second
    }
    return hashes.compactMapValues { whole[$0] }
  }

  /// The clip that a file of labels is about by its own name, or that it holds itself.
  private static func clip(
    ofFile path: [UInt8], _ file: LabelFile, _ index: ClipIndex, _ desk: LibraryDesk
  ) -> Clip? {
    let place = desk.location.recordingPath(ofAbsolute: path)
    guard file.format.isInSound else { return index.clip(ofLabels: place) }
    return index.clip(endingLike: place) ?? index.clip(ofLabels: place)
  }

  private static func clip(
    _ path: RecordingPath, from file: [UInt8], _ index: ClipIndex, _ desk: LibraryDesk
  ) -> Clip? {
    let beside = FilePath.absolute(FilePath.join(FilePath.parent(file), path.bytes))
    return index.clip(exactly: desk.location.recordingPath(ofAbsolute: beside))
      ?? index.clip(endingLike: path)
  }
}
