/// A half-open span of samples at a recording's own rate.
public struct SampleRange: Sendable, Hashable, Codable {
  /// The first sample.
  public var lowerBound: Int
  /// One past the last sample.
  public var upperBound: Int

  /// Makes a span from a range.
  public init(_ range: Range<Int>) {
    lowerBound = range.lowerBound
    upperBound = range.upperBound
  }

  /// Makes a span.
  ///
  /// - Precondition: `lowerBound <= upperBound`.
  public init(lowerBound: Int, upperBound: Int) {
    precondition(lowerBound <= upperBound, "a span can't end before it begins")
    self.lowerBound = lowerBound
    self.upperBound = upperBound
  }

  /// How many samples it has.
  public var count: Int { upperBound - lowerBound }

  /// The same span as a range; empty when the bounds were set the wrong way round.
  public var range: Range<Int> { lowerBound..<max(lowerBound, upperBound) }

  /// The part of it inside `limits`; empty, at the nearer edge, when there is none.
  public func clamped(to limits: SampleRange) -> SampleRange {
    SampleRange(range.clamped(to: limits.range))
  }
}
