/// One pixel a cell, as a character whose ink grows with the level: shows anywhere.
public struct ASCIIRamp: Blitter {
  /// The name in settings.
  public static let id = "ascii"
  /// What it is, in a few words.
  public static let summary = "characters by their ink, 1 x 1 a cell"

  /// Makes the blitter.
  public init() {}

  /// How many pixels one cell shows.
  public var pixelsPerCell: (columns: Int, rows: Int) { (1, 1) }

  /// Chooses a glyph and two levels for every cell; see ``Blitter/blit(levels:columns:rows:)``.
  public func blit(levels: [Float], columns: Int, rows: Int) -> [ImageCell] {
    checkShape(levels, columns: columns, rows: rows)
    let ramp = Palette.asciiRamp
    return levels.map { value in
      let level = ColorMap.level(value)
      let glyph = ramp[Int(level) * ramp.count / ColorMap.levelCount]
      // The blank paints its own level, so that it shows no darker step than the dot.
      return ImageCell(
        glyph: glyph, foreground: level, background: glyph == Block.space ? level : 0)
    }
  }
}
