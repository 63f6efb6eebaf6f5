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
  init(
    _ picture: FeaturePicture, columns: Int, rows: Int, axis: PictureAxis,
    decibels: ClosedRange<Float>, blitter: any Blitter, coefficientBound: Float? = nil,
    isWaterfall: Bool = false
  ) {
    self.axis = axis
    let pixels = blitter.pixelsPerCell
    let (width, height) = (columns * pixels.columns, rows * pixels.rows)
    let scale = PictureRaster.scale(picture, decibels, coefficientBound)
    let levels = PictureRaster.levels(
      picture, columns: isWaterfall ? height : width, rows: isWaterfall ? width : height,
      axis: axis, scale: scale)
    cells = blitter.blit(
      levels: isWaterfall ? PictureRaster.turned(levels, rows: height, columns: width) : levels,
      columns: columns, rows: rows)
  }

  /// A picture with time from left to right and rising bins upwards, turned so that time goes
  /// upwards and bins rise to the right.
  private static func turned(_ levels: [Float], rows: Int, columns: Int) -> [Float] {
    [Float](unsafeUninitializedCapacity: rows * columns) { target, count in
      count = rows * columns
      levels.withUnsafeBufferPointer { source in
        for column in 0..<columns {
          let start = (columns - 1 - column) * rows
          for row in 0..<rows { target[row * columns + column] = source[start + rows - 1 - row] }
        }
      }
    }
  }

  private static let columnsAtOnce = 16

  private static func levels(
    _ picture: FeaturePicture, columns: Int, rows: Int, axis: PictureAxis,
    scale: (scale: Float, offset: Float)
  ) -> [Float] {
    let isSigned = picture.unit == .coefficient
    let sources = axis.rows(rows, isExact: isSigned).map(RowSource.init)
    precondition(sources.count == rows, "a row of pixels needs its bins")
    let (scale, offset) = scale
    let binCount = picture.binAxis.count
    let sourceColumns = picture.grid.count
    var levels = [Float](repeating: 0, count: columns * rows)
    guard sourceColumns > 0, binCount > 0 else { return levels }
    picture.values.withUnsafeBufferPointer { values in
      levels.withUnsafeMutableBufferPointer { out in
        let firsts = (0...columns).map { $0 * sourceColumns / columns }
        // A few columns at a time, so that the rows written to stay near.
        for start in stride(from: 0, to: columns, by: columnsAtOnce) {
          for row in 0..<rows {
            let source = sources[row]
            for column in start..<min(columns, start + columnsAtOnce) {
              let first = firsts[column]
              let last = max(first + 1, firsts[column + 1])
              var loudest = source.value(in: values, base: first * binCount, isSigned)
              if last - first > 1 {
                for sourceColumn in first + 1..<last {
                  loudest = PictureRaster.louder(
                    loudest, source.value(in: values, base: sourceColumn * binCount, isSigned),
                    isSigned)
                }
              }
              out[row * columns + column] = max(0, min(1, (loudest - offset) * scale))
            }
          }
        }
      }
    }
    return levels
  }

  /// What one row of pixels shows of a column: the loudest of some bins, or a place between two.
  private struct RowSource {
    let first: Int
    let last: Int
    /// Below 0 where the loudest is shown.
    let fraction: Float

    init(_ row: AxisRows.Row) { (first, last, fraction) = (row.first, row.last, row.share ?? -1) }

    @inline(__always)
    func value(
      in values: UnsafeBufferPointer<Float>, base: Int, _ isSigned: Bool
    ) -> Float {
      if fraction >= 0 {
        let (low, high) = (values[base + first], values[base + last])
        let between = low * (1 - fraction) + high * fraction
        // Silence has no level to be between.
        return between > -.infinity ? between : fraction < 0.5 ? low : high
      }
      var loudest = values[base + first]
      var bin = first + 1
      while bin <= last {
        loudest = PictureRaster.louder(loudest, values[base + bin], isSigned)
        bin += 1
      }
      return loudest
    }
  }

  /// The larger of two levels, or the coefficient that is further from zero.
  @inline(__always)
  private static func louder(_ one: Float, _ other: Float, _ isSigned: Bool) -> Float {
    isSigned ? (abs(other) > abs(one) ? other : one) : max(one, other)
  }

  /// Level = (value − offset) · scale. Coefficients are centred: zero is level one half.
  private static func scale(
    _ picture: FeaturePicture, _ decibels: ClosedRange<Float>, _ coefficientBound: Float?
  ) -> (scale: Float, offset: Float) {
    guard picture.unit == .coefficient else {
      return (1 / max(1, decibels.upperBound - decibels.lowerBound), decibels.lowerBound)
    }
    let bound = coefficientBound ?? CoefficientRange(picture).bound
    return (1 / (2 * bound), -bound)
  }
}
