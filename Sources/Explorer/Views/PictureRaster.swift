import Acoustics
import CellCanvas

/// A feature picture fitted to cells: which bins each row of pixels shows, and the cells.
struct PictureRaster: Sendable, Equatable {
  /// `[rows, columns]`.
  let cells: [ImageCell]
  /// Where frequencies and bins lie.
  let axis: PictureAxis
  /// The same in pixels; nil where they are not wanted.
  let pixels: LevelRaster?

  /// Fits a picture to cells.
  ///
  /// A pixel that covers several bins or columns shows the loudest of them, so that a thin line
  /// never disappears; one that covers less than a bin lies between its neighbours. Coefficients
  /// are drawn as exact blocks, those furthest from zero before others.
  ///
  /// - Parameters:
  ///   - isWaterfall: Whether time goes upwards, and bins rise to the right.
  ///   - screen: How large the terminal's pixels are; nil for blocks alone.
  init(
    _ picture: FeaturePicture, columns: Int, rows: Int, axis: PictureAxis,
    decibels: ClosedRange<Float>, blitter: any Blitter, coefficientBound: Float? = nil,
    isWaterfall: Bool = false, screen: PixelScreen? = nil
  ) {
    self.axis = axis
    self.pixels = screen.map { screen in
      let (width, height) = (columns * screen.cellWidth, rows * screen.cellHeight)
      let levels = PictureLevels(
        picture, axis: axis, rows: height, columns: width, decibels: decibels,
        coefficientBound: coefficientBound)
      return LevelRaster(width: width, height: height, values: levels.upright())
    }
    let pixels = blitter.pixelsPerCell
    let (width, height) = (columns * pixels.columns, rows * pixels.rows)
    let levels = PictureLevels(
      picture, axis: axis, rows: isWaterfall ? width : height,
      columns: isWaterfall ? height : width, decibels: decibels, coefficientBound: coefficientBound)
    cells = blitter.blit(
      levels: isWaterfall ? levels.turned() : levels.upright(), columns: columns, rows: rows)
  }
}
