/// One pixel a cell, in five levels and the shades between them: for few colours.
public struct Shades: Blitter {
  /// The name in settings.
  public static let id = "shade"
  /// What it is, in a few words.
  public static let summary = "shades between five levels, 1 x 1 a cell"

  /// How many levels are painted pure.
  private static let pureCount = 5
  private static let shades = [Block.lightShade, Block.mediumShade, Block.darkShade]

  /// Makes the blitter.
  public init() {}

  /// How many pixels one cell shows.
  public var pixelsPerCell: (columns: Int, rows: Int) { (1, 1) }

  /// Chooses a glyph and two levels for every cell; see ``Blitter/blit(levels:columns:rows:)``.
  public func blit(levels: [Float], columns: Int, rows: Int) -> [ImageCell] {
    checkShape(levels, columns: columns, rows: rows)
    let perPure = Self.shades.count + 1
    let top = Float((Self.pureCount - 1) * perPure)
    return levels.map { value in
      let step = Int((value > 0 ? min(value, 1) : 0) * top + 0.5)
      let (pure, shade) = step.quotientAndRemainder(dividingBy: perPure)
      let ground = Float(pure) / Float(Self.pureCount - 1)
      if shade == 0 { return ImageCell(Block.space, ink: ground, ground: ground) }
      let ink = Float(pure + 1) / Float(Self.pureCount - 1)
      return ImageCell(Self.shades[shade - 1], ink: ink, ground: ground)
    }
  }
}
