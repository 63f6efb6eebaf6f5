import Foundation
import GRDB
import Labeling

/// The annotations of a library as rows.
enum AnnotationRows {
  /// The columns of an annotation, in the order of `annotation(_:)`; `labels` is joined.
  static let columns = """
    annotations.uuid, annotations.clip_id, labels.name, annotations.onset,
    annotations."offset", annotations.low_hertz, annotations.high_hertz, annotations.tier,
    annotations.note, annotations.confidence, annotations.origin, annotations.annotator,
    annotations.created
    """

  /// Reads a row.
  static func annotation(_ row: Row) throws -> Annotation {
    let onset: Int? = try row.value(3)
    let offset: Int? = try row.value(4)
    let low: Float? = try row.value(5)
    let high: Float? = try row.value(6)
    guard let origin = Origin(name: try row.value(10)),
      let created = Timestamp.date(try row.value(12)), onset ?? 0 <= offset ?? 0,
      low ?? 0 <= high ?? 0
    else { throw RecordingRows.Misfit() }
    return try Annotation(
      id: row.value(0), clip: ID(row: row.value(1)),
      span: onset.flatMap { onset in offset.map { onset..<$0 } },
      hertz: low.flatMap { low in high.map { low...$0 } },
      label: row.value(2), tier: row.value(7), note: row.value(8), confidence: row.value(9),
      origin: origin, annotator: row.value(11), created: created)
  }

  /// The annotation as it is now, nil if it is not there.
  static func annotation(_ id: UUID, _ database: Database) throws -> Annotation? {
    let statement = try database.cachedStatement(
      sql: """
        SELECT \(columns) FROM annotations JOIN labels ON labels.id = annotations.label_id
        WHERE annotations.uuid = ?
        """)
    return try Row.fetchOne(statement, arguments: [id]).map(annotation)
  }

  /// An annotation as the tables can hold it: the moment in milliseconds, numbers finite, texts
  /// composed.
  static func storable(_ annotation: Annotation) -> Annotation {
    let isBounded =
      annotation.hertz.map { $0.lowerBound.isFinite && $0.upperBound.isFinite } ?? false
    return Annotation(
      id: annotation.id, clip: annotation.clip, span: annotation.span,
      hertz: isBounded ? annotation.hertz : nil, label: StoredText.text(annotation.label),
      tier: annotation.tier.map(StoredText.text), note: annotation.note.map(StoredText.text),
      confidence: annotation.confidence.flatMap { $0.isFinite ? $0 : nil },
      origin: annotation.origin, annotator: StoredText.text(annotation.annotator),
      created: Timestamp.rounded(annotation.created))
  }

  /// Whether a step finds the rows as it says.
  static func finds(_ step: LibraryEdit, _ database: Database) throws -> Bool {
    switch step {
    case .add(let new): try annotation(new.id, database) == nil
    case .remove(let old), .replace(let old, _): try annotation(old.id, database) == old
    case .batch: true
    }
  }

  /// Does one step on the rows as they are and returns what it came to; empty if nothing changed.
  static func apply(_ step: LibraryEdit, _ database: Database) throws -> [LibraryEdit] {
    switch step {
    case .add(let new): return try put(storable(new), database)
    case .replace(let old, let new):
      let gone = old.id == new.id ? [] : try drop(old.id, database)
      return try gone + put(storable(new), database)
    case .remove(let old): return try drop(old.id, database)
    case .batch(let edits): return try edits.flatMap { try apply($0, database) }
    }
  }

  /// Inserts an annotation that is not there.
  static func insert(_ annotation: Annotation, _ label: Int64, _ database: Database) throws {
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO annotations (clip_id, label_id, onset, "offset", low_hertz, high_hertz, tier,
          note, confidence, origin, annotator, created, uuid)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: arguments(annotation, label))
  }

  private static func put(
    _ new: Annotation, _ database: Database
  ) throws -> [LibraryEdit] {
    let old = try annotation(new.id, database)
    guard old != new else { return [] }
    let label = try LabelRows.row(of: new.label, database, isPlaced: true)
    guard let old else {
      try insert(new, label, database)
      return [.add(new)]
    }
    let statement = try database.cachedStatement(
      sql: """
        UPDATE annotations SET clip_id = ?, label_id = ?, onset = ?, "offset" = ?, low_hertz = ?,
          high_hertz = ?, tier = ?, note = ?, confidence = ?, origin = ?, annotator = ?,
          created = ? WHERE uuid = ?
        """)
    try statement.execute(arguments: arguments(new, label))
    return [.replace(old, with: new)]
  }

  private static func drop(_ id: UUID, _ database: Database) throws -> [LibraryEdit] {
    guard let old = try annotation(id, database) else { return [] }
    let statement = try database.cachedStatement(
      sql: "DELETE FROM annotations WHERE uuid = ?")
    try statement.execute(arguments: [id])
    return [.remove(old)]
  }

  private static func arguments(_ annotation: Annotation, _ label: Int64) -> StatementArguments {
    [
      annotation.clip.row, label, annotation.span?.lowerBound, annotation.span?.upperBound,
      annotation.hertz?.lowerBound, annotation.hertz?.upperBound, annotation.tier,
      annotation.note, annotation.confidence, annotation.origin.name, annotation.annotator,
      Timestamp.text(annotation.created), annotation.id,
    ]
  }
}
