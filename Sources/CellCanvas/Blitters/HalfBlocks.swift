/// Two pixels a cell, one over the other: plain, and in every font.
public struct HalfBlocks: Blitter {
  /// The name in settings.
  public static let id = "half"
  /// What it is, in a few words.
  public static let summary = "half blocks, 1 x 2 a cell"

  /// Makes the blitter.
  public init() {}

  /// How many pixels one cell shows.
  public var pixelsPerCell: (columns: Int, rows: Int) { (1, 2) }

  /// Chooses a glyph and two levels for every cell; see ``Blitter/blit(levels:columns:rows:)``.
  public func blit(levels: [Float], columns: Int, rows: Int) -> [ImageCell] {
    checkShape(levels, columns: columns, rows: rows)
    return levels.withUnsafeBufferPointer { pixels in
      (0..<rows * columns).map { index in
        let start = index / columns * 2 * columns + index % columns
        let (upper, lower) = (pixels[start], pixels[start + columns])
        return upper >= lower || !(lower - upper > Self.seamLimit)
          ? ImageCell(Block.upperHalf, ink: upper, ground: lower)
          : ImageCell(Block.lowerHalf, ink: lower, ground: upper)
      }
    }
  }
}
