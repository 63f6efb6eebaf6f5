/// A feature at the columns of a picture.
public struct FeaturePicture: Sendable, Equatable {
  /// Where the columns lie.
  public let grid: ColumnGrid
  /// What the bins stand for.
  public let binAxis: BinAxis
  /// What the values measure.
  public let unit: ValueUnit
  /// `[columns, bins]`, column after column.
  public var values: [Float]

  /// Makes a picture.
  ///
  /// - Precondition: `values.count == grid.count * binAxis.count`.
  public init(
    grid: ColumnGrid, binAxis: BinAxis, unit: ValueUnit, values: [Float]
  ) {
    precondition(
      values.count == grid.count * binAxis.count,
      "\(values.count) values are not \(grid.count) columns of \(binAxis.count) bins")
    self.grid = grid
    self.binAxis = binAxis
    self.unit = unit
    self.values = values
  }

  /// The value of a bin in a column.
  public subscript(column c: Int, bin b: Int) -> Float { values[c * binAxis.count + b] }
}
