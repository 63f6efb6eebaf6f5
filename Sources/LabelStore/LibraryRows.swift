import GRDB
import Labeling
import Workers

/// Reads what is shown: clips with their recordings and annotations.
enum LibraryRows {
  /// The clips below prefixes in the order of their paths, and all classes.
  static func library(_ prefixes: PathPrefixes, _ database: Database) throws -> Library {
    var clips = try clips(prefixes, database)
    let places = RowPlaces(clips)
    try annotations(prefixes, database).add(to: &clips, places)
    return Library(clips: clips, places, labels: try LabelRows.all(database))
  }

  /// The annotations of the clips below prefixes, those of the parts whose turn is taken.
  static func annotations(
    _ prefixes: PathPrefixes, _ database: Database, _ turns: Turns = Turns(1)
  ) throws -> FoundAnnotations {
    try FoundAnnotations(try RecordingRows.simplified(prefixes, database), database, turns)
  }

  /// The clips below prefixes in the order of their paths, without annotations.
  static func clips(_ prefixes: PathPrefixes, _ database: Database) throws -> [Clip] {
    let flawed = try QualityRows.flawed(database)
    return inOrder(
      try clips(try RecordingRows.simplified(prefixes, database), flawed, database))
  }

  /// The clips without annotations, as they are stored.
  private static func clips(
    _ prefixes: PathPrefixes, _ flawed: [ID<Recording>: SoundQuality], _ database: Database
  ) throws -> [Clip] {
    var clips: [Clip] = []
    if prefixes.paths.isEmpty {
      let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM clips") ?? 0
      clips.reserveCapacity(count)
    }
    var recording: Recording?
    // What is sorted here would be sorted by SQLite with every column in hand.
    try RecordingRows.forEachColumns(under: prefixes, database) { condition in
      """
      SELECT \(RecordingRows.columns), clips.id, clips.onset, clips."offset"
      FROM clips JOIN recordings ON recordings.id = clips.recording_id WHERE \(condition)
      """
    } _: { row in
      let owner = try row.integer(0)
      var current =
        if let recording, recording.id.row == owner {
          recording
        } else {
          try RecordingRows.recording(row)
        }
      if !flawed.isEmpty { current.quality = flawed[current.id] }
      recording = current
      clips.append(
        Clip(id: ID(row: try row.integer(10)), recording: current, span: try row.span(11)))
    }
    return clips
  }

  /// By path, the clips of a recording by onset; rows that are in order stay so.
  private static func inOrder(_ clips: [Clip]) -> [Clip] {
    func isBefore(_ one: Clip, _ other: Clip) -> Bool {
      if one.recording.id == other.recording.id || one.recording.path == other.recording.path {
        let (first, second) = (one.span?.lowerBound ?? -1, other.span?.lowerBound ?? -1)
        return first == second ? one.id.row < other.id.row : first < second
      }
      return one.recording.path < other.recording.path
    }
    // Two clips at a time are read where they lie: copies of a million of them would take longer.
    let isSorted = clips.withUnsafeBufferPointer { clips in
      clips.indices.dropFirst().allSatisfy { !isBefore(clips[$0], clips[$0 - 1]) }
    }
    return isSorted ? clips : clips.sorted(by: isBefore)
  }
}
