import Foundation
import GRDB
import GRDBSQLite

/// The columns of the row that a statement stands on, read where SQLite has them.
///
/// Values of any kind, as `Row` gives them, would take most of the time in which a large library is
/// read.
struct RowColumns {
  private let statement: SQLiteStatement

  init(_ statement: Statement) { self.statement = statement.sqliteStatement }

  /// Whether a column is NULL.
  func isNull(_ column: Int32) -> Bool { kind(value(column)) == SQLITE_NULL }

  /// A whole number.
  func integer(_ column: Int32) throws -> Int64 {
    let value = value(column)
    guard kind(value) == SQLITE_INTEGER else { throw RecordingRows.Misfit() }
    return sqlite3_value_int64(value)
  }

  /// A number.
  func real(_ column: Int32) throws -> Double {
    let value = value(column)
    switch kind(value) {
    case SQLITE_FLOAT, SQLITE_INTEGER: return sqlite3_value_double(value)
    default: throw RecordingRows.Misfit()
    }
  }

  /// The bytes of a text or a blob, until the next row.
  func bytes(_ column: Int32) throws -> UnsafeRawBufferPointer {
    let value = value(column)
    switch kind(value) {
    case SQLITE_TEXT, SQLITE_BLOB:
      let start = sqlite3_value_blob(value)
      return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))
    default: throw RecordingRows.Misfit()
    }
  }

  /// What is in a column, until the next row.
  ///
  /// To ask it for its kind and then for a number takes half as long as to ask the statement twice; a
  /// connection is used by one thread at a time, as that needs.
  private func value(_ column: Int32) -> OpaquePointer? { sqlite3_column_value(statement, column) }

  private func kind(_ value: OpaquePointer?) -> Int32 { sqlite3_value_type(value) }

  /// A text.
  func text(_ column: Int32) throws -> String { String(decoding: try bytes(column), as: UTF8.self) }

  /// Whether a column is a known text.
  func holds(_ column: Int32, _ known: StaticString) throws -> Bool {
    let bytes = try bytes(column)
    guard let start = bytes.baseAddress, bytes.count == known.utf8CodeUnitCount else {
      return false
    }
    return memcmp(start, known.utf8Start, bytes.count) == 0
  }

  /// An identity.
  func uuid(_ column: Int32) throws -> UUID {
    let bytes = try bytes(column)
    guard bytes.count == 16 else { throw RecordingRows.Misfit() }
    return UUID(uuid: bytes.loadUnaligned(as: uuid_t.self))
  }

  /// What a column holds, nil for NULL.
  func optional<Value>(
    _ column: Int32, _ read: (Int32) throws -> Value
  ) throws -> Value? {
    isNull(column) ? nil : try read(column)
  }

  /// Two columns of samples as a range; nil where the first is NULL.
  func span(_ column: Int32) throws -> Range<Int>? {
    guard !isNull(column) else { return nil }
    let (onset, offset) = (Int(try integer(column)), Int(try integer(column + 1)))
    guard onset <= offset else { throw RecordingRows.Misfit() }
    return onset..<offset
  }
}
