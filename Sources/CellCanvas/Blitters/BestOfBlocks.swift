/// The best of half, quadrant and eighth blocks for every cell, which nearly every font has.
///
/// The picture is still one number a pixel, so the best glyph is the one whose two parts, painted
/// with their means, leave the least squared error: `s1²/n1 + s0²/n0` at its largest. A font's block
/// may leave a sliver of its ground: where that is the brighter part, its error counts too, and
/// beyond a limit the glyph is not taken.
/// - Source: The choice of symbols in chafa, done on levels instead of colours.
public struct BestOfBlocks: Blitter {
  /// The name in settings.
  public static let id = "best"
  /// What it is, in a few words.
  public static let summary = "best of half, quadrant and eighth blocks, 4 x 8 a cell"

  /// Makes the blitter.
  public init() {}

  /// How many pixels one cell shows.
  public var pixelsPerCell: (columns: Int, rows: Int) { (4, 8) }

  /// Chooses a glyph and two levels for every cell; see ``Blitter/blit(levels:columns:rows:)``.
  public func blit(levels: [Float], columns: Int, rows: Int) -> [ImageCell] {
    checkShape(levels, columns: columns, rows: rows)
    return BlockSearch.cells(levels, columns: columns, rows: rows, .common)
  }
}
