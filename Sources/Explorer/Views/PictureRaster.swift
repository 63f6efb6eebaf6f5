import Acoustics
import CellCanvas

/// A feature picture fitted to cells: which bins each row of pixels shows, and the cells.
struct PictureRaster {
  /// `[rows, columns]`.
  let cells: [ImageCell]
  /// The bins of the feature.
  let axis: BinAxis
  /// The bin at the lower edge of the picture, fractional.
  let lowestBin: Float
  /// The bin at the upper edge of the picture, fractional.
  let highestBin: Float

  /// Fits a picture to cells.
  ///
  /// A pixel that covers several bins or columns shows the loudest of them, so that a thin line
  /// never disappears; one that covers less than a bin lies between its neighbours. Coefficients
  /// are drawn as exact blocks, those furthest from zero before others.
  init(
    _ picture: FeaturePicture, columns: Int, rows: Int, hertz: ClosedRange<Float>?,
    decibels: ClosedRange<Float>, blitter: any Blitter, coefficientBound: Float? = nil,
    isWaterfall: Bool = false
  ) {
    let axis = picture.binAxis
    self.axis = axis
    let count = axis.count
    if case .coefficient = axis {
      lowestBin = -0.5
      highestBin = Float(count) - 0.5
    } else {
      let low = hertz.flatMap { axis.bin(ofHertz: $0.lowerBound) } ?? 0
      let high = hertz.flatMap { axis.bin(ofHertz: $0.upperBound) } ?? Float(count - 1)
      lowestBin = max(0, min(low, Float(count - 1)))
      highestBin = max(lowestBin + 0.001, min(high, Float(count - 1)))
    }
    let pixels = blitter.pixelsPerCell
    let (width, height) = (columns * pixels.columns, rows * pixels.rows)
    let scale = PictureRaster.scale(picture, decibels, coefficientBound)
    let levels = PictureRaster.levels(
      picture, columns: isWaterfall ? height : width, rows: isWaterfall ? width : height,
      bins: lowestBin...highestBin, scale: scale)
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

  private static func levels(
    _ picture: FeaturePicture, columns: Int, rows: Int, bins: ClosedRange<Float>,
    scale: (scale: Float, offset: Float)
  ) -> [Float] {
    let sources = rowSources(rows: rows, bins: bins, picture: picture)
    let (scale, offset) = scale
    let isSigned = picture.unit == .coefficient
    let binCount = picture.binAxis.count
    let sourceColumns = picture.grid.count
    var levels = [Float](repeating: 0, count: columns * rows)
    guard sourceColumns > 0, binCount > 0 else { return levels }
    picture.values.withUnsafeBufferPointer { values in
      levels.withUnsafeMutableBufferPointer { out in
        for column in 0..<columns {
          let first = column * sourceColumns / columns
          let last = max(first + 1, (column + 1) * sourceColumns / columns)
          for (row, source) in sources.enumerated() {
            var loudest = source.value(in: values, base: first * binCount, isSigned)
            for sourceColumn in first + 1..<last {
              loudest = PictureRaster.louder(
                loudest, source.value(in: values, base: sourceColumn * binCount, isSigned),
                isSigned)
            }
            out[row * columns + column] = max(0, min(1, (loudest - offset) * scale))
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
    let fraction: Float

    func value(
      in values: UnsafeBufferPointer<Float>, base: Int, _ isSigned: Bool
    ) -> Float {
      if fraction >= 0 {
        return values[base + first] * (1 - fraction) + values[base + last] * fraction
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
  private static func louder(_ one: Float, _ other: Float, _ isSigned: Bool) -> Float {
    isSigned ? (abs(other) > abs(one) ? other : one) : max(one, other)
  }

  private static func rowSources(
    rows: Int, bins: ClosedRange<Float>, picture: FeaturePicture
  ) -> [RowSource] {
    let top = picture.binAxis.count - 1
    let step = (bins.upperBound - bins.lowerBound) / Float(rows)
    let isExact = picture.unit == .coefficient
    return (0..<rows).map { row in
      let low = bins.upperBound - Float(row + 1) * step
      let middle = low + step / 2
      if isExact, step <= 1 {
        let bin = max(0, min(top, Int(middle.rounded())))
        return RowSource(first: bin, last: bin, fraction: 0)
      }
      if step <= 1 {
        let below = max(0, min(top, Int(middle.rounded(.down))))
        return RowSource(
          first: below, last: min(top, below + 1), fraction: max(0, min(1, middle - Float(below))))
      }
      let first = max(0, min(top, Int(low.rounded(.up))))
      let last = max(first, min(top, Int((low + step).rounded(.up)) - 1))
      return RowSource(first: first, last: last, fraction: -1)
    }
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
