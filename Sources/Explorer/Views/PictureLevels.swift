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
    let areSingle = starts[columns] <= columns
    return levels { out, values in
      // A few columns at a time, so that the rows written to stay near.
      for start in stride(from: 0, to: columns, by: PictureLevels.columnsAtOnce) {
        for column in start..<min(columns, start + PictureLevels.columnsAtOnce) {
          let base = starts[column] * binCount
          for row in rows.indices {
            out[row * columns + column] =
              if areSingle, let place = rows[row].place {
                shown(place.between(values[base + place.low], values[base + place.high]))
              } else {
                level(rows[row], column, values)
              }
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
    return shown(loudest)
  }

  @inline(__always)
  private func shown(_ value: Float) -> Float { max(0, min(1, (value - offset) * scale)) }

  /// A place between two bins.
  private struct Place {
    let low: Int
    let high: Int
    /// From 0 at the low one to 1 at the high one.
    let fraction: Float

    @inline(__always)
    func between(_ low: Float, _ high: Float) -> Float {
      let value = low * (1 - fraction) + high * fraction
      // Silence has no level to be between.
      return value > -.infinity ? value : fraction < 0.5 ? low : high
    }
  }

  /// What one row of pixels shows of a column: the loudest of some bins, or a place between two.
  private struct RowSource {
    let first: Int
    let last: Int
    /// Below 0 where the loudest is shown.
    let fraction: Float
    /// The place between two bins; nil where the loudest of several is shown.
    var place: Place? {
      guard fraction >= 0 || first == last else { return nil }
      return Place(low: first, high: last, fraction: max(0, fraction))
    }

    init(_ row: AxisRows.Row) { (first, last, fraction) = (row.first, row.last, row.share ?? -1) }

    @inline(__always)
    func value(
      in values: UnsafeBufferPointer<Float>, base: Int, _ isSigned: Bool
    ) -> Float {
      if let place { return place.between(values[base + first], values[base + last]) }
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
