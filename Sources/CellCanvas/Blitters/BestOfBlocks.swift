/// The best of half, quadrant and eighth blocks for every cell; the default.
///
/// The picture is still one number a pixel, so the best glyph is the one whose two parts, painted
/// with their means, leave the least squared error: `s1²/n1 + s0²/n0` at its largest.
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
    let stride = columns * 4
    return levels.withUnsafeBytes { bytes in
      [ImageCell](unsafeUninitializedCapacity: rows * columns) { cells, count in
        for row in 0..<rows {
          for column in 0..<columns {
            let start = row * 8 * stride + column * 4
            var search = BlockSearch(bytes, start: start, stride: stride)
            cells.initializeElement(at: row * columns + column, to: search.best())
          }
        }
        count = rows * columns
      }
    }
  }
}
