/// Lowest and highest sample and RMS at the finest columns of a pyramid.
public struct PeakColumns: Sendable, Equatable {
  /// Where the columns lie.
  public let grid: PyramidGrid
  /// The lowest sample of each column.
  public private(set) var minima: [Float]
  /// The highest sample of each column.
  public private(set) var maxima: [Float]
  /// The root mean square of each column.
  public private(set) var rms: [Float]

  /// Makes a flat line.
  public init(grid: PyramidGrid) {
    self.grid = grid
    minima = [Float](repeating: 0, count: grid.count)
    maxima = minima
    rms = minima
  }

  /// Makes the columns of what was kept.
  ///
  /// - Precondition: All three have `grid.count` values.
  public init(grid: PyramidGrid, minima: [Float], maxima: [Float], rms: [Float]) {
    precondition(
      minima.count == grid.count && maxima.count == grid.count && rms.count == grid.count,
      "there must be a value for every column")
    self.grid = grid
    self.minima = minima
    self.maxima = maxima
    self.rms = rms
  }

  /// Puts some columns in, as a waveform of just those.
  ///
  /// - Precondition: `part` has as many columns as `columns`, which lie in the grid.
  public mutating func put(_ part: WaveformPicture, at columns: Range<Int>) {
    precondition(
      part.grid.count == columns.count && columns.lowerBound >= 0
        && columns.upperBound <= grid.count, "those columns are not in the pyramid")
    minima.replaceSubrange(columns, with: part.minima)
    maxima.replaceSubrange(columns, with: part.maxima)
    rms.replaceSubrange(columns, with: part.rms)
  }

  /// The waveform at the columns of a picture, as wide as the finest ones or wider.
  public func picture(at picture: ColumnGrid) -> WaveformPicture {
    var (low, high, power) = ([Float](), [Float](), [Float]())
    low.reserveCapacity(picture.count)
    high.reserveCapacity(picture.count)
    power.reserveCapacity(picture.count)
    for column in 0..<picture.count {
      let columns = grid.columns(under: picture.samples(ofColumn: column))
      low.append(minima[columns].min() ?? 0)
      high.append(maxima[columns].max() ?? 0)
      let squares = rms[columns].reduce(0.0) { $0 + Double($1) * Double($1) }
      power.append(Float((squares / Double(max(1, columns.count))).squareRoot()))
    }
    return WaveformPicture(grid: picture, minima: low, maxima: high, rms: power)
  }
}
