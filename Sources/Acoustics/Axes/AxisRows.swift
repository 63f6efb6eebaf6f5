/// How the rows of a picture are made of the bins of a spectrum.
///
/// A row that covers several bins shows the largest of them, so that a thin line never disappears;
/// one that covers less than a bin lies between its neighbors.
public struct AxisRows: Sendable, Equatable {
  /// What one row shows.
  public struct Row: Sendable, Equatable {
    /// The lowest bin.
    public let first: Int
    /// The highest bin.
    public let last: Int
    /// How far from `first` to `last` the row lies, 0 to 1; nil where the largest is shown.
    public let share: Float?
  }

  /// The rows, the top one first.
  public let rows: [Row]

  /// Finds the bins of rows of a frequency axis; what lies outside shows the nearest bin.
  ///
  /// - Parameters:
  ///   - axis: The visible frequencies.
  ///   - count: Rows.
  ///   - bins: What the bins stand for; even steps of hertz or bands.
  /// - Precondition: The bins have frequencies.
  public init(_ axis: FrequencyAxis, count: Int, bins: BinAxis) {
    precondition(bins.hertz(ofBin: 0) != nil, "these bins have no frequencies")
    rows = (0..<count).map { row in
      func bin(_ edge: Double) -> Float {
        let place = 1 - (Double(row) + edge) / Double(count)
        return bins.bin(ofHertz: Float(axis.hertz(atPlace: place))) ?? 0
      }
      return Self.row(from: bin(1), to: bin(0), middle: bin(0.5), binCount: bins.count)
    }
  }

  /// Finds the bins of rows that are even steps of bins.
  ///
  /// - Parameters:
  ///   - bins: The bins at the lower and the upper edge, between bins too.
  ///   - count: Rows.
  ///   - binCount: Bins of the spectrum.
  ///   - isExact: Whether narrow rows show the nearest bin and nothing between.
  public init(bins: ClosedRange<Float>, count: Int, binCount: Int, isExact: Bool) {
    let step = (bins.upperBound - bins.lowerBound) / Float(count)
    rows = (0..<count).map { row in
      let low = bins.upperBound - Float(row + 1) * step
      if isExact, step <= 1 {
        let bin = max(0, min(binCount - 1, Int((low + step / 2).rounded())))
        return Row(first: bin, last: bin, share: 0)
      }
      return Self.row(from: low, to: low + step, middle: low + step / 2, binCount: binCount)
    }
  }

  private static func row(from low: Float, to high: Float, middle: Float, binCount: Int) -> Row {
    let top = binCount - 1
    if high - low <= 1 {
      let below = max(0, min(top, Int(middle.rounded(.down))))
      return Row(
        first: below, last: min(top, below + 1), share: max(0, min(1, middle - Float(below))))
    }
    let first = max(0, min(top, Int(low.rounded(.up))))
    return Row(
      first: first, last: max(first, min(top, Int(high.rounded(.up)) - 1)), share: nil)
  }

  /// The rows of a column of values, the top first.
  ///
  /// - Precondition: `column` has a value for every bin.
  public func values(of column: [Float]) -> [Float] {
    rows.map { row in
      guard let share = row.share else {
        return column[row.first...row.last].max() ?? column[row.first]
      }
      // Silence has no level to be between.
      let isSilent = column[row.first] == -.infinity || column[row.last] == -.infinity
      if isSilent || share == 0 { return column[share < 0.5 ? row.first : row.last] }
      return column[row.first] * (1 - share) + column[row.last] * share
    }
  }
}
