/// The best of all common blocks and the 2 x 3 blocks of Unicode 13.
///
/// It is for terminals that draw blocks themselves, so that there are no slivers to be minded.
public struct FineBlocks: Blitter {
  /// The name in settings.
  public static let id = "fine"
  /// What it is, in a few words.
  public static let summary = "all up to sixth blocks (2 x 3), where the terminal draws them"

  /// Makes the blitter.
  public init() {}

  /// How many pixels one cell shows.
  public var pixelsPerCell: (columns: Int, rows: Int) { (4, 8) }

  /// Chooses a glyph and two levels for every cell; see ``Blitter/blit(levels:columns:rows:)``.
  public func blit(levels: [Float], columns: Int, rows: Int) -> [ImageCell] {
    checkShape(levels, columns: columns, rows: rows)
    return BlockSearch.cells(levels, columns: columns, rows: rows, .sixths)
  }
}

/// The best of all those and the 2 x 4 blocks of Unicode 16: for terminals that draw them.
public struct FinestBlocks: Blitter {
  /// The name in settings.
  public static let id = "finest"
  /// What it is, in a few words.
  public static let summary = "all up to octants (2 x 4), where the terminal draws them"

  /// Makes the blitter.
  public init() {}

  /// How many pixels one cell shows.
  public var pixelsPerCell: (columns: Int, rows: Int) { (4, 8) }

  /// Chooses a glyph and two levels for every cell; see ``Blitter/blit(levels:columns:rows:)``.
  public func blit(levels: [Float], columns: Int, rows: Int) -> [ImageCell] {
    checkShape(levels, columns: columns, rows: rows)
    return BlockSearch.cells(levels, columns: columns, rows: rows, .octants)
  }
}
