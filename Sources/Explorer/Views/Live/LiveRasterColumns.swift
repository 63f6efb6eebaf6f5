import Acoustics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The columns of some cells, ready to become pixels.
///
/// Levels in decibels and coefficients are drawn as in a clip. Other units fill the range that they
/// had in the last half minute, powers on a scale of decibels; a single value a column is a bar,
/// and a few are a mark each.
struct LiveRasterColumns {
  /// What is drawn.
  let picture: FeaturePicture
  /// The levels drawn darkest and brightest; nil for those of the screen.
  let levels: ClosedRange<Float>?
  /// The size from which on coefficients look alike; nil where there are none.
  let coefficientBound: Float?
  /// The values at the bottom and the top of a bar; nil where there are none.
  let lane: ClosedRange<Float>?

  private static let decibels: Float = 70
  private static let barSteps = 64

  init(_ history: LiveHistory, cells: [Int?], perCell: Int) {
    let (values, width) = history.values(ofCells: cells, perCell: perCell)
    let (axis, unit) = (history.picture.binAxis, history.picture.unit)
    let count = cells.count * width
    let grid = ColumnGrid(span: SampleRange(0..<count), count: count)
    if case .lane = axis {
      let range = history.range ?? 0...1
      let bottom = unit == .decibels ? range.lowerBound : min(0, range.lowerBound)
      let shown = bottom...max(range.upperBound, bottom + 1e-6)
      picture = FeaturePicture(
        grid: grid, binAxis: .coefficient(count: Self.barSteps), unit: .decibels,
        values: Self.bars(values, shown))
      (levels, coefficientBound, lane) = (-Self.decibels...0, nil, shown)
      return
    }
    if axis.curveCount > 0 {
      let shown = 0...max(history.range?.upperBound ?? 1, 1)
      picture = FeaturePicture(
        grid: grid, binAxis: .coefficient(count: Self.barSteps), unit: .decibels,
        values: Self.marks(values, axis, shown))
      (levels, coefficientBound, lane) = (-Self.decibels...0, nil, shown)
      return
    }
    lane = nil
    switch unit {
    case .decibels:
      picture = FeaturePicture(grid: grid, binAxis: axis, unit: unit, values: values)
      (levels, coefficientBound) = (nil, nil)
    case .coefficient:
      picture = FeaturePicture(grid: grid, binAxis: axis, unit: unit, values: values)
      levels = nil
      // In steps, so that colours stay when the sound goes on.
      let bound = CoefficientRange(picture).bound
      coefficientBound = pow(2, (log2(bound) * 2).rounded(.up) / 2)
    case .power, .magnitude, .logarithm, .hertz, .amplitude, .share:
      picture = FeaturePicture(
        grid: grid, binAxis: axis, unit: .decibels,
        values: Self.scaled(values, unit, history.range ?? 0...1))
      (levels, coefficientBound) = (-Self.decibels...0, nil)
    }
  }

  private static func bars(_ values: [Float], _ range: ClosedRange<Float>) -> [Float] {
    var result = [Float](repeating: -decibels, count: values.count * barSteps)
    for (place, value) in values.enumerated() where value.isFinite {
      let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
      let height = max(0, min(barSteps, Int((share * Float(barSteps)).rounded())))
      for step in 0..<height { result[place * barSteps + step] = -decibels / 4 }
    }
    return result
  }

  /// A mark for each curve of several, where it is above 0.
  private static func marks(
    _ values: [Float], _ axis: BinAxis, _ range: ClosedRange<Float>
  ) -> [Float] {
    let columns = values.count / axis.count
    var result = [Float](repeating: -decibels, count: columns * barSteps)
    for column in 0..<columns {
      for value in values[column * axis.count..<column * axis.count + axis.curveCount]
      where value > 0 && value.isFinite {
        let step = Int(value / range.upperBound * Float(barSteps))
        result[column * barSteps + min(barSteps - 1, step)] = -decibels / 4
      }
    }
    return result
  }

  private static func scaled(
    _ values: [Float], _ unit: ValueUnit, _ range: ClosedRange<Float>
  ) -> [Float] {
    if unit == .power || unit == .magnitude {
      let factor: Float = unit == .power ? 10 : 20
      let top = max(range.upperBound, 1e-30)
      return values.map { $0 > 0 ? factor * log10($0 / top) : -decibels }
    }
    let width = max(range.upperBound - range.lowerBound, 1e-6)
    return values.map {
      $0.isFinite ? (($0 - range.lowerBound) / width - 1) * decibels : -decibels
    }
  }
}
