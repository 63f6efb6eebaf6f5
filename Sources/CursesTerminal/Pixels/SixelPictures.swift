import CellCanvas

/// Pictures as sixels, in the cells that show them; text that is written there takes them away.
///
/// Cells that text gave back are sent again alone, until that was done so often that a terminal may
/// have given up the oldest parts; then all of it is sent.
struct SixelPictures {
  private let display: PixelDisplay
  private var pictures: [PixelPicture] = []
  /// `[rows, columns]`: the picture in each cell of the last redraw.
  private var pictured: [Int] = []
  private var colors: PixelColors?
  private var patches = 0

  /// Xterm keeps sixteen pictures and drops the oldest one.
  private static let mostPatches = 8

  init(_ display: PixelDisplay) { self.display = display }

  mutating func invalidate() {
    pictures = []
    pictured = []
  }

  /// The bytes that show the pictures of a screen.
  ///
  /// - Parameter changes: Where text was written over cells.
  mutating func paint(
    _ composer: ScreenComposer, changes: TextPainter.Changes, colors: PixelColors
  ) -> [UInt8] {
    let width = composer.size.columns
    var isNew =
      composer.pictures != pictures || colors != self.colors
      || composer.pictured.count != pictured.count
    let before = pictured
    let isDirty = { (index: Int) -> Bool in
      let (row, column) = index.quotientAndRemainder(dividingBy: width)
      return before[index] != composer.pictured[index] || changes[row]?.contains(column) == true
    }
    var parts = isNew ? [] : Self.parts(composer, where: isDirty)
    if patches + parts.count > Self.mostPatches { isNew = true }
    if isNew {
      parts = Self.parts(composer) { _ in true }
      patches = 0
    } else {
      patches += parts.count
    }
    (pictures, pictured, self.colors) = (composer.pictures, composer.pictured, colors)
    return parts.flatMap { bytes(of: $0.picture, $0.rect, colors) }
  }

  private static func parts(
    _ composer: ScreenComposer, where isWanted: (Int) -> Bool
  ) -> [(picture: PixelPicture, rect: CellRect)] {
    composer.pictures.enumerated().flatMap { number, picture in
      PixelCover.rects(
        in: picture.rect.intersection(CellRect(composer.size)), width: composer.size.columns
      ) { composer.pictured[$0] == number && isWanted($0) }
      .map { (picture, $0) }
    }
  }

  private func bytes(
    of picture: PixelPicture, _ rect: CellRect, _ colors: PixelColors
  ) -> [UInt8] {
    let (wide, high) = (display.screen.cellWidth, display.screen.cellHeight)
    let text = SixelText(colors.colors(of: picture), count: display.colors)
    let tiles = PixelCover.tiles(
      [rect], columns: display.mostWidth / wide, rows: display.mostHeight / high)
    return tiles.flatMap { tile -> [UInt8] in
      Array("\u{1b}[\(tile.row + 1);\(tile.column + 1)H".utf8)
        + text.bytes(
          of: picture.raster, x: (tile.column - picture.rect.column) * wide,
          y: (tile.row - picture.rect.row) * high, width: tile.columns * wide,
          height: tile.rows * high)
    }
  }
}
