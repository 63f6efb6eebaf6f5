import CellCanvas

/// Where the tiles of the contact sheet lie.
///
/// Each is a caption and a picture between two edges, with room for the frame of the cursor around.
public struct SheetLayout: Sendable, Equatable {
  /// Where all tiles lie.
  public let area: CellRect
  /// The picture of a tile.
  public let picture: CellSize
  /// Tiles from left to right, at least 1.
  public let columns: Int
  /// Lines of tiles, at least 1.
  public let lines: Int
  /// The keys of labels; empty where tiles leave no room.
  let legend: CellRect

  /// Cells of a tile beside its picture: a frame and an edge on each side.
  static let aside = 4
  /// Cells of a tile over and under its picture: the caption, and the lower side of the frame.
  static let above = 2

  /// Lays out a window.
  init(size: CellSize, tile: CellSize) {
    area = CellRect(column: 0, row: 1, columns: size.columns, rows: size.rows - 3)
    picture = tile
    columns = max(1, area.columns / (tile.columns + SheetLayout.aside))
    lines = max(1, area.rows / (tile.rows + SheetLayout.above))
    let taken = lines * (tile.rows + SheetLayout.above)
    legend = CellRect(
      column: 1, row: area.endRow - 1, columns: area.columns - 2, rows: area.rows > taken ? 1 : 0)
  }

  /// Tiles of a page.
  public var count: Int { columns * lines }

  /// The cells of a tile, by its place on the page.
  func tile(_ place: Int) -> CellRect {
    let (width, height) = (picture.columns + SheetLayout.aside, picture.rows + SheetLayout.above)
    return CellRect(
      column: area.column + place % columns * width, row: area.row + place / columns * height,
      columns: width, rows: height)
  }
}
