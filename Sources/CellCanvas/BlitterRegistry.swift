/// The block-character modes there are; a new one is a file and a line here.
public enum BlitterRegistry {
  /// Every blitter, the default first.
  public static let all: [any Blitter.Type] = [
    BestOfBlocks.self, FineBlocks.self, FinestBlocks.self, HalfBlocks.self, Quadrants.self,
    Sextants.self, BrailleDots.self, Shades.self, ASCIIRamp.self,
  ]

  /// The blitter of that name, or nil.
  public static func blitter(_ id: String) -> (any Blitter.Type)? {
    all.first { $0.id == id }
  }
}
