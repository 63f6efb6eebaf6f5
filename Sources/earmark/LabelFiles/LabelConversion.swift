import Explorer
import ExplorerRuntime
import Foundation
import Labeling
import SoundFiles

/// Labels of a file as rows, without a library.
struct LabelConversion {
  /// The rows in the order of the file.
  let rows: [LabelRow]
  /// Whether it is not known which recording the labels are of.
  let isRecordingUnknown: Bool

  /// Looks for the recordings of a file, for their rates and lengths.
  ///
  /// - Parameters:
  ///   - path: The path of the file, absolute.
  ///   - audio: The recording that all labels are of, as bytes; nil for what the file says.
  /// - Throws: Why the recording of `audio` can't be read.
  init(_ file: LabelFile, at path: [UInt8], audio: [UInt8]?) throws(Failure) {
    let folder = FilePath.parent(path)
    var known: [RecordingPath: SoundFileFacts?] = [:]
    func facts(_ recording: RecordingPath) -> SoundFileFacts? {
      if let facts = known[recording] { return facts }
      let facts = Self.facts(FilePath.join(folder, recording.bytes))
      known[recording] = .some(facts)
      return facts
    }
    var sounds: ClipIndex?
    /// Where the recording lies that a file names without its extension.
    func place(of recording: RecordingPath) -> RecordingPath {
      if facts(recording) != nil { return recording }
      let index = sounds ?? ClipIndex(Self.sounds(in: folder))
      sounds = index
      return index.clip(endingLike: recording)?.recording.path ?? recording
    }
    var own: RecordingPath?
    if let audio {
      let recording = RecordingPath(bytes: audio)
      do {
        known[recording] = .some(try SoundFile.probe(audio))
      } catch {
        throw Failure(error).about(recording)
      }
      own = recording
    } else if file.format.isInSound {
      own = RecordingPath(bytes: FilePath.name(path))
    } else if file.labels.contains(where: { $0.path == nil }) {
      own = Self.recording(of: path)
    }
    let isNamed = audio != nil
    isRecordingUnknown = own == nil && file.labels.contains { $0.path == nil }
    let name = own ?? RecordingPath(RecordingPath(bytes: path).stem)
    let now = Date()
    var rows: [LabelRow] = []
    for label in file.labels {
      let recording = isNamed ? name : label.path.map(place) ?? name
      let facts = facts(recording)
      rows.append(
        LabelRow(
          path: recording, seconds: label.seconds(sampleRate: facts?.sampleRate ?? 0),
          annotation: Annotation(
            id: UUID(), clip: ID(row: 0), hertz: label.hertz, label: label.label,
            tier: label.tier, note: label.note, confidence: label.confidence,
            attributes: label.attributes,
            origin: label.origin ?? .imported(format: file.format.id),
            annotator: label.annotator ?? "", created: label.created ?? now),
          sampleRate: facts?.sampleRate ?? 0, recordingDuration: facts?.duration))
    }
    self.rows = rows
  }

  /// The sound file beside a file of labels that has its name.
  private static func recording(of path: [UInt8]) -> RecordingPath? {
    let folder = FilePath.parent(path)
    let name = RecordingPath(bytes: FilePath.name(path))
    // Other files of labels have the name too: only sounds count.
    let clips = names(in: folder).filter { clip in
      clip.recording.path != name && ClipIndex([clip]).clip(ofLabels: name) != nil
        && facts(FilePath.join(folder, clip.recording.path.bytes)) != nil
    }
    return ClipIndex(clips).clip(ofLabels: name)?.recording.path
  }

  /// The files of a folder that are sounds.
  private static func sounds(in folder: [UInt8]) -> [Clip] {
    names(in: folder).filter { facts(FilePath.join(folder, $0.recording.path.bytes)) != nil }
  }

  /// The files of a folder, each as the clip that it may be.
  private static func names(in folder: [UInt8]) -> [Clip] {
    guard let list = opendir(FilePath.terminated(folder)) else { return [] }
    defer { closedir(list) }
    var clips: [Clip] = []
    while let entry = readdir(list) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      let recording = Recording(id: ID(row: Int64(clips.count)), path: RecordingPath(bytes: name))
      clips.append(Clip(id: ID(row: Int64(clips.count)), recording: recording))
    }
    return clips
  }

  private static func facts(_ path: [UInt8]) -> SoundFileFacts? {
    guard FilePath.facts(path) != nil else { return nil }
    do { return try SoundFile.probe(path) } catch { return nil }
  }
}
