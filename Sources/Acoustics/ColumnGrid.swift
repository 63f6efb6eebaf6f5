/// Where the columns of a picture lie: `count` equal parts of a span of samples.
public struct ColumnGrid: Sendable, Hashable {
  /// The samples shown.
  public let span: SampleRange
  /// How many columns show them.
  public let count: Int

  /// Makes a grid.
  ///
  /// - Precondition: `count >= 0`.
  public init(span: SampleRange, count: Int) {
    precondition(count >= 0, "a picture can't have \(count) columns")
    self.span = span
    self.count = count
  }

  /// The samples of a column; at least one, shared with a neighbor, unless the span is empty.
  public func samples(ofColumn column: Int) -> Range<Int> {
    let first = boundary(column)
    guard span.count > 0 else { return first..<first }
    return first..<max(first + 1, boundary(column + 1))
  }

  /// The sample in the middle of a column.
  public func center(ofColumn column: Int) -> Int {
    let samples = samples(ofColumn: column)
    return samples.lowerBound + samples.count / 2
  }

  /// Σ of columns before which `column` begins, without overflow for any recording's length.
  private func boundary(_ column: Int) -> Int {
    guard count > 0 else { return span.lowerBound }
    let (whole, rest) = span.count.quotientAndRemainder(dividingBy: count)
    return span.lowerBound + whole * column + rest * column / count
  }
}
