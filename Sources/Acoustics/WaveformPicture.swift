import CKernels

/// Peaks and RMS of a signal at the columns of a picture.
public struct WaveformPicture: Sendable, Equatable {
  /// Where the columns lie.
  public let grid: ColumnGrid
  /// The lowest sample of each column; 0 where none came yet.
  public private(set) var minima: [Float]
  /// The highest sample of each column; 0 where none came yet.
  public private(set) var maxima: [Float]
  /// The root mean square of the samples of each column.
  public private(set) var rms: [Float]
  private var squareSums: [Double]
  private var counts: [Int]

  /// Makes a flat line.
  public init(grid: ColumnGrid) {
    self.grid = grid
    minima = [Float](repeating: 0, count: grid.count)
    maxima = minima
    rms = minima
    squareSums = [Double](repeating: 0, count: grid.count)
    counts = [Int](repeating: 0, count: grid.count)
  }

  /// Makes a line that is known already.
  ///
  /// - Precondition: All three have `grid.count` values.
  public init(grid: ColumnGrid, minima: [Float], maxima: [Float], rms: [Float]) {
    precondition(
      minima.count == grid.count && maxima.count == grid.count && rms.count == grid.count,
      "there must be a value for every column")
    self.init(grid: grid)
    self.minima = minima
    self.maxima = maxima
    self.rms = rms
  }

  /// The largest absolute sample.
  public var peak: Float {
    max(0, maxima.max() ?? 0, -(minima.min() ?? 0))
  }

  /// Takes samples that lie anywhere, each once; NaN and infinities count as 0.
  ///
  /// - Parameter firstSample: Where they begin, in the recording.
  public mutating func add(_ samples: [Float], firstSample: Int) {
    let end = firstSample + samples.count
    let inside = (firstSample..<end).clamped(to: grid.span.range)
    guard !inside.isEmpty, grid.count > 0 else { return }
    var column = max(0, self.column(ofSample: inside.lowerBound) - 1)
    samples.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      while column < grid.count {
        let whole = grid.samples(ofColumn: column)
        if whole.lowerBound >= inside.upperBound { break }
        let part = whole.clamped(to: inside)
        if !part.isEmpty { add(base + (part.lowerBound - firstSample), part.count, to: column) }
        column += 1
      }
    }
  }

  private mutating func add(_ samples: UnsafePointer<Float>, _ count: Int, to column: Int) {
    var lowest: Float = 0
    var highest: Float = 0
    var squares = 0.0
    ek_signal_best().pointee.extent(samples, Int64(count), &lowest, &highest, &squares)
    let isFirst = counts[column] == 0
    minima[column] = isFirst ? lowest : min(minima[column], lowest)
    maxima[column] = isFirst ? highest : max(maxima[column], highest)
    squareSums[column] += squares
    counts[column] += count
    rms[column] = Float((squareSums[column] / Double(counts[column])).squareRoot())
  }

  /// A column at or just beside a sample of the span.
  private func column(ofSample sample: Int) -> Int {
    let part = Double(sample - grid.span.lowerBound) / Double(grid.span.count)
    return min(grid.count - 1, Int(part * Double(grid.count)))
  }
}
