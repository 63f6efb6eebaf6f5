/// Where the finest columns of a pyramid lie: whole steps of half a window, from sample 0 on.
public struct PyramidGrid: Sendable, Hashable {
  /// Samples of the recording.
  public let sampleCount: Int
  /// Samples of a column.
  public let columnLength: Int
  /// How many columns there are; the last one may reach beyond the recording.
  public let count: Int

  /// Columns of at least this many steps: finer pictures are made from the samples themselves.
  private static let fewestSteps = 4

  /// Chooses columns that are as fine as a number of bytes allows.
  ///
  /// - Parameters:
  ///   - sampleCount: Samples of the recording, at least 1.
  ///   - windowLength: Samples under a window.
  ///   - bins: Bytes of a column.
  ///   - byteLimit: Bytes that the finest columns may take together.
  public init(sampleCount: Int, windowLength: Int, bins: Int, byteLimit: Int) {
    precondition(sampleCount > 0 && windowLength > 0 && bins > 0, "there is nothing to look at")
    let step = max(1, windowLength / 2)
    let limit = max(1, byteLimit / bins)
    var length = Self.fewestSteps * step
    while (sampleCount - 1) / length >= limit { length *= 2 }
    self.init(sampleCount: sampleCount, columnLength: length)
  }

  /// Makes a grid whose columns are known.
  public init(sampleCount: Int, columnLength: Int) {
    precondition(sampleCount > 0 && columnLength > 0, "there is nothing to look at")
    self.sampleCount = sampleCount
    self.columnLength = columnLength
    count = (sampleCount - 1) / columnLength + 1
  }

  /// The columns as those of a picture.
  public var columns: ColumnGrid {
    ColumnGrid(span: SampleRange(0..<(count * columnLength)), count: count)
  }

  /// The samples of some columns.
  public func samples(ofColumns columns: Range<Int>) -> Range<Int> {
    columns.lowerBound * columnLength..<columns.upperBound * columnLength
  }

  /// The column that holds a sample.
  public func column(ofSample sample: Int) -> Int {
    max(0, min(count - 1, sample / columnLength))
  }

  /// The columns that a column of a picture shows: those that begin in it, or the one it lies in.
  func columns(under samples: Range<Int>) -> Range<Int> {
    let first = (samples.lowerBound + columnLength - 1) / columnLength
    let end = (samples.upperBound + columnLength - 1) / columnLength
    guard first < end, first < count else {
      let only = column(ofSample: samples.lowerBound)
      return only..<(only + 1)
    }
    return first..<min(end, count)
  }
}
