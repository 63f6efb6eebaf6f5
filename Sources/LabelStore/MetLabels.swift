import GRDB

/// The rows of classes that the steps of one edit have met: an import names few of them very often.
struct MetLabels {
  private var placed: [String: Int64] = [:]

  /// The row of a class, as ``LabelRows/row(of:_:isPlaced:)`` finds or makes it.
  mutating func row(of name: String, _ database: Database, isPlaced: Bool) throws -> Int64 {
    guard isPlaced else { return try LabelRows.row(of: name, database, isPlaced: false) }
    if let row = placed[name] { return row }
    let row = try LabelRows.row(of: name, database, isPlaced: true)
    placed[name] = row
    return row
  }
}
