import GRDB

extension Row {
  /// A column as a value; throws where a damaged file holds something else, instead of stopping.
  func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(
    _ column: Int
  ) throws -> Value {
    try decode(Value.self, atIndex: column)
  }
}
