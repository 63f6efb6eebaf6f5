/// The best of the 16 patterns of 2 x 2 quarter blocks for every cell.
public struct Quadrants: Blitter {
  /// The name in settings.
  public static let id = "quadrant"
  /// What it is, in a few words.
  public static let summary = "quarter blocks, 2 x 2 a cell"

  /// Makes the blitter.
  public init() {}

  /// How many pixels one cell shows.
  public var pixelsPerCell: (columns: Int, rows: Int) { (2, 2) }

  /// Chooses a glyph and two levels for every cell; see ``Blitter/blit(levels:columns:rows:)``.
  public func blit(levels: [Float], columns: Int, rows: Int) -> [ImageCell] {
    checkShape(levels, columns: columns, rows: rows)
    return PatternSearch(rowsPerCell: 2) { Block.quadrants[$0] }
      .cells(levels, columns: columns, rows: rows)
  }
}
