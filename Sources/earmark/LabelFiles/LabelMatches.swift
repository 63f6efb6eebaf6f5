import Explorer
import ExplorerRuntime
import Labeling

/// Labels from files, with the clips of a library that they are of.
struct LabelMatches {
  /// The labels whose clips are known.
  private(set) var pairs: [LabelImport.Pair] = []
  /// The recordings that the library does not know, as the files name them, each once.
  private(set) var unmatched: [String] = []
  /// How many labels are of those.
  private(set) var unmatchedCount = 0

  /// Looks recordings up.
  ///
  /// - Parameters:
  ///   - files: The files with their absolute paths.
  ///   - audio: The recording that all labels are of, as bytes; nil for what the files say.
  init(
    _ files: [(path: [UInt8], file: LabelFile)], audio: [UInt8]?, library: Library,
    _ desk: LibraryDesk
  ) {
    let index = ClipIndex(library.clips)
    let only = audio.flatMap { desk.clip($0, in: library) }
    var seen: Set<String> = []
    for (path, file) in files {
      let own = audio == nil ? Self.clip(ofFile: path, file, index, desk) : only
      for label in file.labels {
        let clip =
          audio != nil ? only : label.path.map { Self.clip($0, from: path, index, desk) } ?? own
        if let clip, clip.recording.sampleRate > 0 || label.seconds == nil {
          var label = label
          label.label = library.labels.name(of: label.label)
          pairs.append((label, clip))
          continue
        }
        unmatchedCount += 1
        let name = label.path?.text ?? FilePath.text(audio ?? path)
        if seen.insert(name).inserted { unmatched.append(name) }
      }
    }
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
