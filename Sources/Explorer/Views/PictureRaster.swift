import Acoustics
import CellCanvas

/// A feature picture fitted to cells: which bins each row of pixels shows, and the cells.
struct PictureRaster: Sendable, Equatable {
  /// `[rows, columns]`.
  let cells: [ImageCell]
  /// Where frequencies and bins lie.
  let axis: PictureAxis

  /// Fits a picture to cells.
  ///
  /// A pixel that covers several bins or columns shows the loudest of them, so that a thin line
  /// never disappears; one that covers less than a bin lies between its neighbours. Coefficients
  /// are drawn as exact blocks, those furthest from zero before others.
  ///
  /// - Parameter isWaterfall: Whether time goes upwards, and bins rise to the right.
  init(
    _ picture: FeaturePicture, columns: Int, rows: Int, axis: PictureAxis,
    decibels: ClosedRange<Float>, blitter: any Blitter, coefficientBound: Float? = nil,
    isWaterfall: Bool = false
  ) {
    self.axis = axis
    let pixels = blitter.pixelsPerCell
    let (width, height) = (columns * pixels.columns, rows * pixels.rows)
    let levels = PictureLevels(
      picture, axis: axis, rows: isWaterfall ? width : height,
      columns: isWaterfall ? height : width, decibels: decibels, coefficientBound: coefficientBound)
    cells = blitter.blit(
      levels: isWaterfall ? levels.turned() : levels.upright(), columns: columns, rows: rows)
  }
}
