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
  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }

  /// A whole number.
  func integer(_ column: Int32) throws -> Int64 {
    guard sqlite3_column_type(statement, column) == SQLITE_INTEGER else {
      throw RecordingRows.Misfit()
    }
    return sqlite3_column_int64(statement, column)
  }

  /// A number.
  func real(_ column: Int32) throws -> Double {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_FLOAT, SQLITE_INTEGER: sqlite3_column_double(statement, column)
    default: throw RecordingRows.Misfit()
    }
  }

  /// The bytes of a text or a blob, until the next row.
  func bytes(_ column: Int32) throws -> UnsafeRawBufferPointer {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_TEXT, SQLITE_BLOB:
      let start = sqlite3_column_blob(statement, column)
      return UnsafeRawBufferPointer(
        start: start, count: Int(sqlite3_column_bytes(statement, column)))
    default: throw RecordingRows.Misfit()
    }
  }

  /// A text.
  func text(_ column: Int32) throws -> String { String(decoding: try bytes(column), as: UTF8.self) }

  /// Whether a column is a known text.
  func holds(_ column: Int32, _ known: StaticString) throws -> Bool {
    let bytes = try bytes(column)
    guard let start = bytes.baseAddress, bytes.count == known.utf8CodeUnitCount else { return false }
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
