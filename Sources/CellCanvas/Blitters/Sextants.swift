/// The best of the 64 patterns of 2 x 3 blocks for every cell.
///
/// They are for terminals that draw blocks themselves, because few fonts have these (Unicode 13).
public struct Sextants: Blitter {
  /// The name in settings.
  public static let id = "sextant"
  /// What it is, in a few words.
  public static let summary = "sixth blocks, 2 x 3 a cell, where the terminal draws them itself"

  /// Makes the blitter.
  public init() {}

  /// How many pixels one cell shows.
  public var pixelsPerCell: (columns: Int, rows: Int) { (2, 3) }

  /// Chooses a glyph and two levels for every cell; see ``Blitter/blit(levels:columns:rows:)``.
  public func blit(levels: [Float], columns: Int, rows: Int) -> [ImageCell] {
    checkShape(levels, columns: columns, rows: rows)
    return PatternSearch(rowsPerCell: 3) { Block.sextant(bits: $0) }
      .cells(levels, columns: columns, rows: rows)
  }
}
