import GRDB
import Labeling

/// Reads what is shown: clips with their recordings and annotations.
enum LibraryRows {
  /// The clips below prefixes in the order of their paths, and all classes.
  static func library(_ prefixes: PathPrefixes, _ database: Database) throws -> Library {
    let prefixes = try RecordingRows.simplified(prefixes, database)
    let labels = try LabelRows.all(database)
    var annotations = try annotations(prefixes, database)
    let flawed = try QualityRows.flawed(database)
    var clips: [Clip] = []
    var recording: Recording?
    try RecordingRows.forEach(under: prefixes, database) { condition in
      """
      SELECT \(RecordingRows.columns), clips.id, clips.onset, clips."offset"
      FROM recordings JOIN clips ON clips.recording_id = recordings.id
      WHERE \(condition) ORDER BY recordings.path, clips.onset, clips.id
      """
    } _: { row in
      let id: Int64 = try row.value(10)
      let onset: Int? = try row.value(11)
      let offset: Int? = try row.value(12)
      let owner: Int64 = try row.value(0)
      var current =
        if let recording, recording.id.row == owner {
          recording
        } else {
          try RecordingRows.recording(row)
        }
      if !flawed.isEmpty { current.quality = flawed[current.id] }
      recording = current
      clips.append(
        Clip(
          id: ID(row: id), recording: current,
          span: onset.flatMap { onset in offset.map { onset..<$0 } },
          annotations: annotations.removeValue(forKey: id) ?? []))
    }
    return Library(clips: inOrder(clips), labels: labels)
  }

  /// Annotations by the row of their clip, oldest first.
  private static func annotations(
    _ prefixes: PathPrefixes, _ database: Database
  ) throws -> [Int64: [Annotation]] {
    var byClip: [Int64: [Annotation]] = [:]
    let isEverything = prefixes.paths.isEmpty
    let join =
      isEverything
      ? ""
      : """
      JOIN clips ON clips.id = annotations.clip_id
      JOIN recordings ON recordings.id = clips.recording_id
      """
    try RecordingRows.forEach(under: prefixes, database) { condition in
      """
      SELECT \(AnnotationRows.columns) FROM annotations
      JOIN labels ON labels.id = annotations.label_id \(join)
      WHERE \(condition) ORDER BY annotations.created, annotations.uuid
      """
    } _: { row in
      let annotation = try AnnotationRows.annotation(row)
      byClip[annotation.clip.row, default: []].append(annotation)
    }
    return byClip
  }

  /// SQLite sorts texts before bytes and each prefix by itself; rows that are in order stay so.
  private static func inOrder(_ clips: [Clip]) -> [Clip] {
    let isSorted = zip(clips, clips.dropFirst()).allSatisfy {
      !($1.recording.path < $0.recording.path)
    }
    guard !isSorted else { return clips }
    return clips.enumerated().sorted { left, right in
      let (one, other) = (left.element.recording.path, right.element.recording.path)
      return one == other ? left.offset < right.offset : one < other
    }.map(\.element)
  }
}
