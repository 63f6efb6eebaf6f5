import GRDB
import Labeling

/// Reads what is shown: clips with their recordings and annotations.
enum LibraryRows {
  /// The clips below prefixes in the order of their paths, and all classes.
  static func library(_ prefixes: PathPrefixes, _ database: Database) throws -> Library {
    let prefixes = try RecordingRows.simplified(prefixes, database)
    let labels = try LabelRows.all(database)
    let flawed = try QualityRows.flawed(database)
    var clips = inOrder(try clips(prefixes, flawed, database))
    try addAnnotations(to: &clips, prefixes, database)
    return Library(clips: clips, labels: labels)
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

  /// Adds annotations to their clips, oldest first.
  private static func addAnnotations(
    to clips: inout [Clip], _ prefixes: PathPrefixes, _ database: Database
  ) throws {
    let places = ClipPlaces(clips)
    let join =
      prefixes.paths.isEmpty
      ? ""
      : """
      JOIN clips ON clips.id = annotations.clip_id
      JOIN recordings ON recordings.id = clips.recording_id
      """
    var reader = try AnnotationReader(database)
    var several: Set<Int> = []
    let columns = reader.columns
    try RecordingRows.forEachColumns(under: prefixes, database) { condition in
      "SELECT \(columns) FROM annotations \(join) WHERE \(condition)"
    } _: { row in
      let annotation = try reader.annotation(row)
      guard let place = places[annotation.clip.row] else { return }
      if !clips[place].annotations.isEmpty { several.insert(place) }
      clips[place].annotations.append(annotation)
    }
    for place in several { clips[place].annotations.sort { $0.isOlder(than: $1) } }
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
    let isSorted = zip(clips, clips.dropFirst()).allSatisfy { !isBefore($1, $0) }
    return isSorted ? clips : clips.sorted(by: isBefore)
  }
}

/// The places of clips by their rows.
private struct ClipPlaces {
  /// Where rows are counted up, as they mostly are, by themselves; -1 for none.
  private var dense: [Int32] = []
  private var sparse: [Int64: Int] = [:]

  init(_ clips: [Clip]) {
    let last = clips.reduce(0) { max($0, $1.id.row) }
    guard last < 4 * clips.count + 1024, last < Int32.max else {
      sparse.reserveCapacity(clips.count)
      for (place, clip) in clips.enumerated() { sparse[clip.id.row] = place }
      return
    }
    dense = [Int32](repeating: -1, count: Int(last) + 1)
    for (place, clip) in clips.enumerated() where clip.id.row >= 0 {
      dense[Int(clip.id.row)] = Int32(place)
    }
  }

  subscript(row: Int64) -> Int? {
    guard !dense.isEmpty else { return sparse[row] }
    guard row >= 0, row < dense.count, dense[Int(row)] >= 0 else { return nil }
    return Int(dense[Int(row)])
  }
}
