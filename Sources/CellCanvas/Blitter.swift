/// Turns an image of levels into cells of block characters.
public protocol Blitter: Sendable {
  /// The name in settings, such as `half`.
  static var id: String { get }
  /// What it is, in a few words for lists.
  static var summary: String { get }
  /// Makes a blitter; it keeps no state.
  init()
  /// How many pixels one cell shows.
  var pixelsPerCell: (columns: Int, rows: Int) { get }
  /// Chooses a glyph and two levels for every cell.
  /// - Parameters:
  ///   - levels: `[rows * pixelsPerCell.rows, columns * pixelsPerCell.columns]` in `0...1`,
  ///     row-major, top row first; what isn't a number counts as 0.
  ///   - columns: Cells from left to right.
  ///   - rows: Cells from top to bottom.
  /// - Returns: `[rows, columns]`, row-major, top row first.
  /// - Precondition: `levels` has exactly that shape.
  func blit(levels: [Float], columns: Int, rows: Int) -> [ImageCell]
}

extension Blitter {
  /// Where two levels differ by more than this, glyphs whose brighter part is the ink are better:
  /// fonts leave a sliver of the background at the edge of a block, and a bright sliver is seen as a
  /// tooth.
  static var seamLimit: Float { 0.1 }

  /// Traps unless the image has the shape that the cells need.
  func checkShape(_ levels: [Float], columns: Int, rows: Int) {
    let pixels = pixelsPerCell
    precondition(
      columns >= 0 && rows >= 0
        && levels.count == columns * pixels.columns * rows * pixels.rows,
      "\(Self.id) needs \(columns * pixels.columns) x \(rows * pixels.rows) levels")
  }
}
