import Acoustics

/// Frames brought to the columns of a picture as they come: the largest value of those in a column.
public struct PooledColumns {
  private let axis: TimeAxis
  private let firstSample: Int
  private let grid: ColumnGrid
  private let bins: Int
  private var values: [Float]
  private var isFilled: [Bool]
  private var frame = 0

  /// Makes columns without values.
  ///
  /// - Parameters:
  ///   - axis: Where frames lie.
  ///   - firstSample: Where the signal of the frames begins.
  ///   - grid: Where columns lie, in samples at the rate of the axis.
  public init(axis: TimeAxis, firstSample: Int, grid: ColumnGrid, bins: Int) {
    self.axis = axis
    self.firstSample = firstSample
    self.grid = grid
    self.bins = bins
    values = [Float](repeating: -.infinity, count: grid.count * bins)
    isFilled = [Bool](repeating: false, count: grid.count)
  }

  /// Takes the next frame, `[bins]`.
  public mutating func add(_ values: UnsafeBufferPointer<Float>) {
    let sample = firstSample + axis.sample(ofFrame: frame)
    frame += 1
    let part = Double(sample - grid.span.lowerBound) / Double(max(1, grid.span.count))
    guard grid.count > 0, part > -1, part < 2 else { return }
    let column = max(0, min(grid.count - 1, Int(part * Double(grid.count))))
    isFilled[column] = true
    let start = column * bins
    for bin in 0..<bins { self.values[start + bin] = max(self.values[start + bin], values[bin]) }
  }

  /// The picture; a column without a frame shows the nearest one that has some.
  public func picture(binAxis: BinAxis, unit: ValueUnit) -> FeaturePicture {
    var values = values
    let filled = isFilled.indices.filter { isFilled[$0] }
    var next = 0
    for column in isFilled.indices where !isFilled[column] && !filled.isEmpty {
      while next + 1 < filled.count,
        abs(filled[next + 1] - column) <= abs(filled[next] - column)
      {
        next += 1
      }
      let source = filled[next] * bins
      for bin in 0..<bins { values[column * bins + bin] = values[source + bin] }
    }
    return FeaturePicture(grid: grid, binAxis: binAxis, unit: unit, values: values)
  }
}
