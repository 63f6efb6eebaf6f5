/// Brings a span of a recording to another rate, with what is around it, so that its edges are as
/// they would be if the whole recording were resampled.
struct RateChange {
  let (from, to): (Int, Int)
  /// The span, and what is around it.
  let context: Range<Int>
  /// Samples of the result that belong to what is before the span.
  let leadCount: Int
  /// Samples of the result that belong to the span.
  let count: Int

  /// Samples at the lower rate that reach as far as any filter here.
  private static let reach = 512

  init(_ span: Range<Int>, of total: Int, from: Int, to: Int) {
    (self.from, self.to) = (from, to)
    count = Resampler.count(of: span.count, from: Double(from), to: Double(to))
    let unit = from / Self.divisor(from, to)
    let reach = Self.reach * max(1, (from + to - 1) / to)
    // So that a sample of the result falls on the first of the span.
    let units = min((reach + unit - 1) / unit, span.lowerBound / unit)
    leadCount = units * unit / from * to + units * unit % from * to / from
    context = span.lowerBound - units * unit..<min(total, span.upperBound + reach)
  }

  private static func divisor(_ first: Int, _ second: Int) -> Int {
    second == 0 ? first : divisor(second, first % second)
  }
}
