import Explorer
import ExplorerRuntime
import Foundation
import Labeling
import SoundFiles

/// Turns labels of a file into rows, without a library.
struct LabelConversion {
  /// Whether it is not known which recording a label is of.
  private(set) var isRecordingUnknown = false

  private let path: [UInt8]
  private let folder: [UInt8]
  private let format: any LabelFormat.Type
  private let now = Date()
  /// The recording that all labels are of.
  private let only: RecordingPath?
  private var known: [RecordingPath: SoundFileFacts?] = [:]
  private var places: [RecordingPath: RecordingPath] = [:]
  private var sounds: ClipIndex?
  /// The recording of labels that name none, once one was met; nil inside: nobody knows it.
  private var own: RecordingPath??

  /// Looks for the recordings of a file, for their rates and lengths.
  ///
  /// - Parameters:
  ///   - format: The format of the file.
  ///   - path: The path of the file, absolute.
  ///   - audio: The recording that all labels are of, as bytes; nil for what the file says.
  /// - Throws: Why the recording of `audio` can't be read.
  init(
    _ format: any LabelFormat.Type, at path: [UInt8], audio: [UInt8]?
  ) throws(Failure) {
    self.path = path
    self.format = format
    folder = FilePath.parent(path)
    guard let audio else {
      only = nil
      return
    }
    let recording = RecordingPath(bytes: audio)
    do {
      known[recording] = .some(try SoundFile.probe(audio))
    } catch {
      throw Failure(error).about(recording)
    }
    only = recording
  }

  /// The rows of labels in the order given.
  mutating func rows(of labels: [ImportedLabel]) -> [LabelRow] {
    var rows: [LabelRow] = []
    rows.reserveCapacity(labels.count)
    for label in labels { rows.append(row(of: label)) }
    return rows
  }

  /// The row of a label.
  mutating func row(of label: ImportedLabel) -> LabelRow {
    let recording = only ?? label.path.map { place(of: $0) } ?? unnamed()
    let facts = facts(of: recording)
    return LabelRow(
      path: recording, seconds: label.seconds(sampleRate: facts?.sampleRate ?? 0),
      annotation: Annotation(
        id: RandomUUID.next(), clip: ID(row: 0), hertz: label.hertz, label: label.label,
        tier: label.tier, note: label.note, confidence: label.confidence,
        attributes: label.attributes, origin: label.origin ?? .imported(format: format.id),
        annotator: label.annotator ?? "", created: label.created ?? now),
      sampleRate: facts?.sampleRate ?? 0, recordingDuration: facts?.duration)
  }

  /// The recording of labels that name none.
  private mutating func unnamed() -> RecordingPath {
    let found =
      own
      ?? (format.isInSound
        ? RecordingPath(bytes: FilePath.name(path)) : Self.recording(of: path))
    own = .some(found)
    if found == nil { isRecordingUnknown = true }
    return found ?? RecordingPath(RecordingPath(bytes: path).stem)
  }

  /// Where the recording lies that a file names, without its extension perhaps.
  private mutating func place(of recording: RecordingPath) -> RecordingPath {
    if let place = places[recording] { return place }
    var place = recording
    if facts(of: recording) == nil {
      let index = sounds ?? ClipIndex(Self.sounds(in: folder))
      sounds = index
      place = index.clip(endingLike: recording)?.recording.path ?? recording
    }
    places[recording] = place
    return place
  }

  private mutating func facts(of recording: RecordingPath) -> SoundFileFacts? {
    if let facts = known[recording] { return facts }
    let facts = Self.facts(FilePath.join(folder, recording.bytes))
    known[recording] = .some(facts)
    return facts
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
