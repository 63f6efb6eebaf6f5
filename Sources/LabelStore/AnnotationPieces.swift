import GRDB
import Labeling
import Synchronization

/// The annotations of a library in pieces, which two connections can read side by side: they are more
/// than half of the time in which a large library is opened.
final class AnnotationPieces: Sendable {
  private typealias Found = (clip: Int64, annotations: [Annotation])

  private struct State {
    var rest: Range<Int64>
    var found: [[Found]] = []
  }

  private let prefixes: PathPrefixes
  private let isWhole: Bool
  private let state: Mutex<State>

  /// Rows of a piece.
  private static let length: Int64 = 16_384

  /// Makes ready to read the annotations of clips below prefixes.
  init(_ prefixes: PathPrefixes, _ database: Database) throws {
    self.prefixes = prefixes
    isWhole = prefixes.paths.isEmpty
    let row = try Row.fetchOne(database, sql: "SELECT min(id), max(id) FROM annotations")
    let (first, last): (Int64?, Int64?) = (row?[0], row?[1])
    let rows = first.flatMap { first in last.map { first..<$0 + 1 } } ?? 0..<0
    state = Mutex(State(rest: rows))
  }

  /// Reads pieces until none is left; may be called on several connections at once.
  func read(_ database: Database) throws {
    var reader = try AnnotationReader(database)
    while let piece = next() {
      let found = try read(piece, &reader, database)
      state.withLock { $0.found.append(found) }
    }
  }

  private func next() -> Range<Int64>? {
    state.withLock { state in
      guard !state.rest.isEmpty else { return nil }
      // What prefixes hold lies all over the rows: it is read at once.
      let end =
        isWhole && state.rest.count > Self.length
        ? state.rest.lowerBound + Self.length : state.rest.upperBound
      defer { state.rest = end..<state.rest.upperBound }
      return state.rest.lowerBound..<end
    }
  }

  private func read(
    _ rows: Range<Int64>, _ reader: inout AnnotationReader, _ database: Database
  ) throws -> [Found] {
    let columns = reader.columns
    let source =
      isWhole
      ? "annotations"
      : """
      annotations JOIN clips ON clips.id = annotations.clip_id
      JOIN recordings ON recordings.id = clips.recording_id
      """
    var found: [Found] = []
    try RecordingRows.forEachColumns(under: prefixes, database) { condition in
      """
      SELECT \(columns) FROM \(source) WHERE \(condition)
        AND annotations.id >= \(rows.lowerBound) AND annotations.id < \(rows.upperBound)
      """
    } _: { row in
      let annotation = try reader.annotation(row)
      found.append((annotation.clip.row, [annotation]))
    }
    return found
  }

  /// Adds what was read to the clips, oldest first.
  func add(to clips: inout [Clip]) {
    let places = RowPlaces(clips)
    var several: Set<Int> = []
    for found in state.withLock({ $0.found }) {
      for (clip, annotations) in found {
        guard let place = places[clip] else { continue }
        if clips[place].annotations.isEmpty {
          clips[place].annotations = annotations
        } else {
          clips[place].annotations += annotations
          several.insert(place)
        }
      }
    }
    for place in several { clips[place].annotations.sort { $0.isOlder(than: $1) } }
  }
}
