/// The row of an entity in the library; it stays the same as long as the entity exists.
public struct ID<Entity>: Sendable, Hashable, Comparable {
  /// The integer key in the store.
  public let row: Int64

  /// Makes an identifier from a row.
  public init(row: Int64) { self.row = row }

  /// Orders by row, which is the order of creation.
  public static func < (left: ID, right: ID) -> Bool { left.row < right.row }
}

extension ID: Codable {
  /// Reads the bare integer.
  public init(from decoder: any Decoder) throws {
    row = try decoder.singleValueContainer().decode(Int64.self)
  }

  /// Writes the bare integer.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(row)
  }
}
