/// One cell of a block-character image: a glyph between two levels of a colour map.
public struct ImageCell: Sendable, Hashable {
  /// The scalar value of the block character, or 0 where the canvas beneath shows through.
  public var glyph: UInt32
  /// The level of the inked part, `0 ..< ColorMap.levelCount`.
  public var foreground: UInt8
  /// The level of the rest, `0 ..< ColorMap.levelCount`.
  public var background: UInt8

  /// Makes a cell.
  public init(glyph: UInt32, foreground: UInt8, background: UInt8) {
    self.glyph = glyph
    self.foreground = foreground
    self.background = background
  }

  /// Whether a scalar value is a block of a known shape.
  public static func isBlock(_ glyph: UInt32) -> Bool { BlockShape(glyph) != nil }

  /// A cell that leaves its place to the text of the canvas.
  public static let clear = ImageCell(glyph: 0, foreground: 0, background: 0)
}

/// An image of block characters and where it goes; it stays apart from text until the edge.
public struct PlacedImage: Sendable, Hashable {
  /// Where it lies; `cells.count == rect.columns * rect.rows`.
  public var rect: CellRect
  /// `[rows, columns]`, row-major.
  public var cells: [ImageCell]
  /// Whether levels belong to the diverging colour map.
  public var isDiverging: Bool
  /// The same picture in pixels, for terminals that show them; nil where nobody asked for it.
  public var pixels: LevelRaster?

  /// Makes an image.
  /// - Precondition: `cells.count == rect.columns * rect.rows`.
  public init(
    rect: CellRect, cells: [ImageCell], isDiverging: Bool = false, pixels: LevelRaster? = nil
  ) {
    precondition(cells.count == rect.columns * rect.rows, "an image needs a cell for every place")
    self.rect = rect
    self.cells = cells
    self.isDiverging = isDiverging
    self.pixels = pixels
  }

  /// The cell at a place of the screen inside `rect`.
  public subscript(column column: Int, row row: Int) -> ImageCell {
    get { cells[(row - rect.row) * rect.columns + column - rect.column] }
    set { cells[(row - rect.row) * rect.columns + column - rect.column] = newValue }
  }
}
