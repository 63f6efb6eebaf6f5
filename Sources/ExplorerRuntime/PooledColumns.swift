import Acoustics

/// Frames brought to the columns of a picture as they come, by the pooling of their feature.
public struct PooledColumns {
  private let axis: TimeAxis
  private let firstSample: Int
  private let grid: ColumnGrid
  private let pooling: ColumnPooling
  private let fold: BinFold
  private var values: [Float]
  /// How far the frame of a column lies from its middle, in samples; nil without one.
  private var distances: [Int?]
  private var frame = 0

  /// Makes columns without values.
  ///
  /// - Parameters:
  ///   - feature: The feature of the frames.
  ///   - firstSample: Where the signal of the frames begins.
  ///   - grid: Where columns lie, in samples at the rate of the feature.
  ///   - rows: Rows of pixels; so many bins more than that are brought together.
  public init(feature: any Feature, firstSample: Int, grid: ColumnGrid, rows: Int) {
    axis = TimeAxis(feature.settings)
    self.firstSample = firstSample
    self.grid = grid
    pooling = feature.pooling
    fold = BinFold(feature.binAxis, rows: pooling == .loudest ? rows : .max)
    values = [Float](repeating: -.infinity, count: grid.count * fold.axis.count)
    distances = [Int?](repeating: nil, count: grid.count)
  }

  /// What the bins of the columns stand for.
  public var binAxis: BinAxis { fold.axis }

  /// Takes the next frame, `[bins]`.
  public mutating func add(_ frameValues: UnsafeBufferPointer<Float>) {
    let sample = firstSample + axis.sample(ofFrame: frame)
    frame += 1
    let part = Double(sample - grid.span.lowerBound) / Double(max(1, grid.span.count))
    guard grid.count > 0, part > -1, part < 2 else { return }
    let column = max(0, min(grid.count - 1, Int((part * Double(grid.count)).rounded(.down))))
    let distance = abs(sample - grid.center(ofColumn: column))
    let bins = fold.axis.count
    let target = column * bins
    switch pooling {
    case .loudest:
      for bin in 0..<bins {
        values[target + bin] = max(values[target + bin], fold.value(bin, of: frameValues))
      }
    case .nearestFrame:
      guard distance < distances[column] ?? .max else { return }
      for bin in 0..<bins { values[target + bin] = frameValues[bin] }
    }
    distances[column] = distance
  }

  /// The picture; a column between frames shows the nearest one.
  ///
  /// Where a file ends before its header says, columns stay empty: −∞.
  public consuming func picture(unit: ValueUnit) -> FeaturePicture {
    let bins = fold.axis.count
    let filled = distances.indices.filter { distances[$0] != nil }
    let reach = axis.windowLength + axis.hopLength + grid.span.count / max(1, grid.count)
    var next = 0
    for column in distances.indices where distances[column] == nil && !filled.isEmpty {
      while next + 1 < filled.count,
        abs(filled[next + 1] - column) <= abs(filled[next] - column)
      {
        next += 1
      }
      let gap = grid.center(ofColumn: column) - grid.center(ofColumn: filled[next])
      guard abs(gap) <= reach else { continue }
      let source = filled[next] * bins
      for bin in 0..<bins { values[column * bins + bin] = values[source + bin] }
    }
    return FeaturePicture(grid: grid, binAxis: fold.axis, unit: unit, values: values)
  }
}

/// Bins brought together, so that a picture takes no more memory than its pixels need.
struct BinFold {
  /// What the bins stand for when they are brought together.
  let axis: BinAxis
  private let width: Int
  private let count: Int

  /// Brings bins of a spectrum together where there are more than four for each row.
  init(_ axis: BinAxis, rows: Int) {
    count = axis.count
    guard case .hertz(let lowest, let step, let count) = axis, count / 4 > rows else {
      width = 1
      self.axis = axis
      return
    }
    width = count / rows / 2
    self.axis = .hertz(
      lowest: lowest + step * Float(width - 1) / 2, step: step * Float(width),
      count: (count + width - 1) / width)
  }

  /// The loudest of the bins that are brought together.
  func value(_ bin: Int, of frame: UnsafeBufferPointer<Float>) -> Float {
    if width == 1 { return frame[bin] }
    return frame[(bin * width)..<min(count, (bin + 1) * width)].reduce(-.infinity, max)
  }
}
