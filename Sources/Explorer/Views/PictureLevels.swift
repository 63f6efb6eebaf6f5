import Acoustics

/// The levels `0...1` of the pixels of a picture: the loudest bins and columns that each covers.
struct PictureLevels {
  private let values: [Float]
  private let binCount: Int
  private let isSigned: Bool
  /// Rows of pixels from the highest bins to the lowest.
  private let rows: [RowSource]
  /// Where the columns of the picture begin that a column of pixels shows, and where the last ends.
  private let starts: [Int]
  private let scale: Float
  private let offset: Float

  private static let columnsAtOnce = 16

  /// Fits a picture to pixels.
  ///
  /// - Parameters:
  ///   - rows: How many pixels the bins take.
  ///   - columns: How many pixels the time takes.
  ///   - coefficientBound: What is drawn as the largest coefficient; nil takes the picture's.
  init(
    _ picture: FeaturePicture, axis: PictureAxis, rows: Int, columns: Int,
    decibels: ClosedRange<Float>, coefficientBound: Float?
  ) {
    isSigned = picture.unit == .coefficient
    self.rows = axis.rows(rows, isExact: isSigned).map(RowSource.init)
    precondition(self.rows.count == rows, "a row of pixels needs its bins")
    values = picture.values
    binCount = picture.binAxis.count
    let count = binCount > 0 ? picture.grid.count : 0
    starts = (0...columns).map { $0 * count / columns }
    (scale, offset) = PictureLevels.scale(picture, decibels, coefficientBound)
  }

  /// `[rows, columns]`: time goes to the right, bins rise upwards.
  func upright() -> [Float] {
    let columns = starts.count - 1
    return levels { out, values in
      // A few columns at a time, so that the rows written to stay near.
      for start in stride(from: 0, to: columns, by: PictureLevels.columnsAtOnce) {
        for row in rows.indices {
          for column in start..<min(columns, start + PictureLevels.columnsAtOnce) {
            out[row * columns + column] = level(rows[row], column, values)
          }
        }
      }
    }
  }

  /// `[columns, rows]`: time goes upwards, bins rise to the right.
  func turned() -> [Float] {
    let columns = starts.count - 1
    return levels { out, values in
      for column in 0..<columns {
        let end = (columns - column) * rows.count - 1
        for row in rows.indices { out[end - row] = level(rows[row], column, values) }
      }
    }
  }

  private func levels(
    _ fill: (UnsafeMutableBufferPointer<Float>, UnsafeBufferPointer<Float>) -> Void
  ) -> [Float] {
    var levels = [Float](repeating: 0, count: rows.count * (starts.count - 1))
    guard starts.last != 0 else { return levels }
    values.withUnsafeBufferPointer { values in
      levels.withUnsafeMutableBufferPointer { fill($0, values) }
    }
    return levels
  }

  @inline(__always)
  private func level(
    _ row: RowSource, _ column: Int, _ values: UnsafeBufferPointer<Float>
  ) -> Float {
    let first = starts[column]
    var loudest = row.value(in: values, base: first * binCount, isSigned)
    var next = first + 1
    while next < starts[column + 1] {
      loudest = PictureLevels.louder(
        loudest, row.value(in: values, base: next * binCount, isSigned), isSigned)
      next += 1
    }
    return max(0, min(1, (loudest - offset) * scale))
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
        loudest = PictureLevels.louder(loudest, values[base + bin], isSigned)
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
