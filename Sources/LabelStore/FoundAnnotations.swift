import GRDB
import Labeling

/// The annotations of clips as they were read, before they are with their clips.
struct FoundAnnotations: Sendable {
  private typealias Found = (clip: Int64, annotations: [Annotation])

  private var found: [Found] = []

  /// Reads the annotations of clips below prefixes.
  init(_ prefixes: PathPrefixes, _ database: Database) throws {
    var reader = try AnnotationReader(database)
    let columns = reader.columns
    let join =
      prefixes.paths.isEmpty
      ? ""
      : """
      JOIN clips ON clips.id = annotations.clip_id
      JOIN recordings ON recordings.id = clips.recording_id
      """
    try RecordingRows.forEachColumns(under: prefixes, database) { condition in
      "SELECT \(columns) FROM annotations \(join) WHERE \(condition)"
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
