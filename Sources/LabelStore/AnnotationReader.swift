import Foundation
import GRDB
import Labeling

/// Reads many annotations; texts that come again and again are made once.
struct AnnotationReader {
  /// The columns, in the order of `annotation(_:)`.
  let columns: String
  private let labels: [String]
  private let places: RowPlaces
  private var origins = KnownTexts { Origin(name: $0) }
  private var annotators = KnownTexts { $0 }

  init(_ database: Database) throws {
    let attributes = try Migrations.isFive(database) ? "annotations.attributes" : "NULL"
    columns = """
      annotations.uuid, annotations.clip_id, annotations.label_id, annotations.onset,
      annotations."offset", annotations.low_hertz, annotations.high_hertz, annotations.tier,
      annotations.note, annotations.confidence, annotations.origin, annotations.annotator,
      annotations.created, \(attributes)
      """
    let rows = try Row.fetchAll(database, sql: "SELECT id, name FROM labels")
    labels = try rows.map { try $0.value(1) }
    var places = RowPlaces(
      count: rows.count, lastRow: try rows.map { try $0.value(0) }.max() ?? 0)
    for (place, row) in rows.enumerated() { places[try row.value(0)] = place }
    self.places = places
  }

  /// Reads a row.
  mutating func annotation(_ row: RowColumns) throws -> Annotation {
    guard let label = places[try row.integer(2)],
      let origin = origins.value(try row.bytes(10)),
      let annotator = annotators.value(try row.bytes(11)),
      let created = Timestamp.date(utf8: try row.bytes(12))
    else { throw RecordingRows.Misfit() }
    let low = try row.optional(5, row.real).map { Float($0) }
    let high = try row.optional(6, row.real).map { Float($0) }
    guard low ?? 0 <= high ?? 0 else { throw RecordingRows.Misfit() }
    return Annotation(
      id: try row.uuid(0), clip: ID(row: try row.integer(1)), span: try row.span(3),
      hertz: low.flatMap { low in high.map { low...$0 } }, label: labels[label],
      tier: try row.optional(7, row.text), note: try row.optional(8, row.text),
      confidence: try row.optional(9, row.real).map { Float($0) },
      attributes: try AnnotationRows.attributes(try row.optional(13, row.text)), origin: origin,
      annotator: annotator, created: created)
  }
}

/// What texts stand for, found by their bytes.
private struct KnownTexts<Value> {
  private let read: (String) -> Value?
  private var known: [(bytes: [UInt8], value: Value)] = []

  /// Texts that are kept: more would take longer to look through than to read.
  private static var limit: Int { 8 }

  init(_ read: @escaping (String) -> Value?) { self.read = read }

  /// What a text stands for, nil if for nothing.
  mutating func value(_ bytes: UnsafeRawBufferPointer) -> Value? {
    for place in known.indices where Self.isSame(bytes, known[place].bytes) {
      return known[place].value
    }
    guard let value = read(String(decoding: bytes, as: UTF8.self)) else { return nil }
    if known.count < Self.limit { known.append((Array(bytes), value)) }
    return value
  }

  private static func isSame(_ bytes: UnsafeRawBufferPointer, _ other: [UInt8]) -> Bool {
    guard bytes.count == other.count else { return false }
    guard let start = bytes.baseAddress else { return true }
    return memcmp(start, other, bytes.count) == 0
  }
}
