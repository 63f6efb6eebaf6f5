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
    annotations.created, annotations.attributes
    """

  /// The columns in a library that may be older than attributes.
  static func columns(_ database: Database) throws -> String {
    guard try !Migrations.isFive(database) else { return columns }
    return columns.replacing("annotations.attributes", with: "NULL")
  }

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
      attributes: attributes(row.value(13)), origin: origin, annotator: row.value(11),
      created: created)
  }

  /// Attributes are a JSON object of texts; NULL for none.
  static func attributes(_ text: String?) throws -> [String: String] {
    guard let text else { return [:] }
    return try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
  }

  private static func text(_ attributes: [String: String]) -> String? {
    guard !attributes.isEmpty else { return nil }
    let members = attributes.sorted { $0.key < $1.key }
    return JSONValue.object(members.map { ($0.key, .string($0.value)) }).compact
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
      attributes: Dictionary(
        annotation.attributes.map { (StoredText.text($0.key), StoredText.text($0.value)) }
      ) { $1 },
      origin: annotation.origin, annotator: StoredText.text(annotation.annotator),
      created: Timestamp.rounded(annotation.created))
  }

  /// A single change as the tables can hold it.
  static func storable(_ step: LibraryEdit) -> LibraryEdit {
    switch step {
    case .add(let new): .add(storable(new))
    case .remove(let old): .remove(storable(old))
    case .replace(let old, let new): .replace(storable(old), with: storable(new))
    case .labelSet(let old, let new):
      .labelSet(from: LabelRows.storable(old), to: LabelRows.storable(new))
    case .trim, .addClip, .removeClip, .batch: step
    }
  }

  /// Inserts an annotation.
  ///
  /// - Parameter isOrIgnored: Whether nothing happens where one of its identity is there.
  /// - Returns: Whether it was inserted.
  @discardableResult
  static func insert(
    _ annotation: Annotation, _ label: Int64, _ database: Database, isOrIgnored: Bool = false
  ) throws -> Bool {
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO annotations (clip_id, label_id, onset, "offset", low_hertz, high_hertz, tier,
          note, confidence, origin, annotator, created, attributes, uuid)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        \(isOrIgnored ? "ON CONFLICT (uuid) DO NOTHING" : "")
        """)
    try statement.execute(arguments: arguments(annotation, label))
    return database.changesCount > 0
  }

  /// Writes an annotation over another one.
  static func update(
    _ old: UUID, to new: Annotation, _ label: Int64, _ database: Database
  ) throws {
    let statement = try database.cachedStatement(
      sql: """
        UPDATE annotations SET clip_id = ?, label_id = ?, onset = ?, "offset" = ?, low_hertz = ?,
          high_hertz = ?, tier = ?, note = ?, confidence = ?, origin = ?, annotator = ?,
          created = ?, attributes = ?, uuid = ? WHERE uuid = ?
        """)
    try statement.execute(arguments: arguments(new, label) + [old])
  }

  /// Deletes an annotation.
  static func delete(_ id: UUID, _ database: Database) throws {
    let statement = try database.cachedStatement(
      sql: "DELETE FROM annotations WHERE uuid = ?")
    try statement.execute(arguments: [id])
  }

  private static func arguments(_ annotation: Annotation, _ label: Int64) -> StatementArguments {
    [
      annotation.clip.row, label, annotation.span?.lowerBound, annotation.span?.upperBound,
      annotation.hertz?.lowerBound, annotation.hertz?.upperBound, annotation.tier,
      annotation.note, annotation.confidence, annotation.origin.name, annotation.annotator,
      Timestamp.text(annotation.created), text(annotation.attributes), annotation.id,
    ]
  }
}
