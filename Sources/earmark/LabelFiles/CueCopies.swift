import Acoustics
import Explorer
import ExplorerRuntime
import Labeling
import SoundFiles

/// Copies of recordings as WAV files with their labels in them.
struct CueCopies {
  /// What was written.
  struct Result {
    /// Labels.
    var read = 0
    /// Labels that are in a copy.
    var written = 0
    /// Recordings that have no copy.
    var failed = 0
    /// What the copies can't say.
    var losses: [Loss] = []
  }

  private let groups: [(path: RecordingPath, rows: [LabelRow])]
  private let lengths: [RecordingPath: Int]
  private let location: LibraryLocation
  private let folder: [UInt8]

  /// How many recordings are copied.
  var count: Int { groups.count }

  /// Plans copies.
  ///
  /// - Parameters:
  ///   - rows: The labels, with the paths of the library.
  ///   - folder: Where the copies go, in the folders of the recordings.
  init(
    _ rows: [LabelRow], of library: Library, _ location: LibraryLocation, to folder: [UInt8]
  ) {
    var order: [RecordingPath] = []
    var found: [RecordingPath: [LabelRow]] = [:]
    for row in rows {
      if found[row.path] == nil { order.append(row.path) }
      found[row.path, default: []].append(row)
    }
    groups = order.map { ($0, found[$0] ?? []) }
    let recordings = library.clips.map(\.recording)
    lengths = Dictionary(recordings.map { ($0.path, $0.sampleCount) }) { first, _ in first }
    self.location = location
    self.folder = folder
  }

  /// Writes the copies and tells which can't be.
  ///
  /// - Throws: Why nothing can be written to the folder.
  func write(_ reporter: Reporter) throws(Failure) -> Result {
    let target = try ClipTarget(folder)
    defer { reporter.finish() }
    var result = Result()
    for (place, group) in groups.enumerated() {
      if Interruption.isSet { break }
      reporter.progress(place, of: groups.count, "copying")
      result.read += group.rows.count
      let (points, losses) = CueLabels.points(of: group.rows)
      do throws(Failure) {
        let path = copyPath(of: group.path)
        try target.makeFolder(of: path)
        try copy(group.path, to: path, points, reporter)
        result.written += points.count
        result.losses += losses
      } catch {
        reporter.tell(error.about(location.shownPath(of: group.path)))
        result.failed += 1
      }
    }
    result.losses = result.losses.summed
    return result
  }

  private func copy(
    _ recording: RecordingPath, to path: [UInt8], _ points: [CueLabels.Point],
    _ reporter: Reporter
  ) throws(Failure) {
    var options = TrimOptions()
    options.container = .wav
    options.marks = points.map { point in
      SoundMark(onset: point.onset, length: point.length, label: point.label, note: point.note)
    }
    do {
      let report = try SoundTrim.export(
        SampleRange(0..<max(1, lengths[recording] ?? 1)),
        of: location.absolutePath(of: recording), to: path, options)
      for loss in report.losses { reporter.note("\(recording.text): \(loss)") }
    } catch {
      throw Failure(error)
    }
  }

  /// The path of a copy: that of the recording with the extension of WAV files.
  private func copyPath(of recording: RecordingPath) -> [UInt8] {
    let name = LabelFolder.place(of: recording)
    let last = name.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    let dot = name[last...].lastIndex(of: UInt8(ascii: ".")).flatMap { $0 > last ? $0 : nil }
    let ending = dot.map { String(decoding: name[($0 + 1)...], as: UTF8.self).lowercased() }
    let isWAV = ["wav", "wave", "bwf"].contains(ending)
    return FilePath.join(folder, isWAV ? name : name[..<(dot ?? name.count)] + Array(".wav".utf8))
  }
}
