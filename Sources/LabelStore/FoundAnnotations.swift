import GRDB
import Labeling
import Workers

/// The annotations of clips as they were read, before they are with their clips.
struct FoundAnnotations: Sendable {
  private typealias Found = (clip: Int64, annotations: [Annotation])

  private var found: [Found] = []

  /// Reads the annotations of clips below prefixes, those of the parts whose turn it takes.
  init(_ prefixes: PathPrefixes, _ database: Database, _ turns: Turns = Turns(1)) throws {
    var reader = try AnnotationReader(database)
    let parts = try Self.parts(prefixes, turns.count, database)
    while let turn = turns.take(), turn < parts.count {
      try read(parts[turn], prefixes, &reader, database)
    }
  }

  /// Conditions that each annotation meets one of.
  ///
  /// Of a few recordings, each part would take as long to find as all of them.
  private static func parts(
    _ prefixes: PathPrefixes, _ count: Int, _ database: Database
  ) throws -> [String] {
    guard prefixes.paths.isEmpty, count > 1 else { return ["1"] }
    let last = try Int64.fetchOne(database, sql: "SELECT max(id) FROM annotations") ?? 0
    let bounds = (1..<count).map { last / Int64(count) * Int64($0) }
    return ["annotations.id < \(bounds[0])"]
      + zip(bounds, bounds.dropFirst()).map { "annotations.id >= \($0) AND annotations.id < \($1)" }
      + ["annotations.id >= \(bounds[count - 2])"]
  }

  private mutating func read(
    _ part: String, _ prefixes: PathPrefixes, _ reader: inout AnnotationReader,
    _ database: Database
  ) throws {
    let columns = reader.columns
    let join =
      prefixes.paths.isEmpty
      ? ""
      : """
      JOIN clips ON clips.id = annotations.clip_id
      JOIN recordings ON recordings.id = clips.recording_id
      """
    try RecordingRows.forEachColumns(under: prefixes, database) { condition in
      "SELECT \(columns) FROM annotations \(join) WHERE \(condition) AND \(part)"
    } _: { row in
      let annotation = try reader.annotation(row)
      found.append((annotation.clip.row, [annotation]))
    }
  }

  /// Adds them to their clips, oldest first; what has no clip is passed over.
  func add(to clips: inout [Clip], _ places: RowPlaces) {
    var several: Set<Int> = []
    for (clip, annotations) in found {
      guard let place = places[clip] else { continue }
      if clips[place].annotations.isEmpty {
        clips[place].annotations = annotations
      } else {
        clips[place].annotations += annotations
        several.insert(place)
      }
    }
    for place in several { clips[place].annotations.sort { $0.isOlder(than: $1) } }
  }
}
