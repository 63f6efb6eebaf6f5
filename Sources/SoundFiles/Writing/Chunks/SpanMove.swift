/// How positions in a recording become positions in a part of it.
struct SpanMove: Equatable {
  /// The part, in samples of the recording.
  let span: Range<Int>
  /// Samples of the file that is written.
  let count: Int
  /// Samples of the file for each of the recording, which is 1 at the same rate.
  var ratio = 1.0

  /// The new position of a sample, nil if it is outside.
  func position(_ sample: Int) -> Int? {
    span.contains(sample) ? scaled(sample - span.lowerBound) : nil
  }

  /// The new position and length of a range, cut to the part; nil if it is outside.
  func range(_ onset: Int, _ length: Int) -> (onset: Int, length: Int)? {
    let whole = onset..<onset + max(length, 1)
    guard whole.overlaps(span) else { return nil }
    let inside = whole.clamped(to: span)
    let first = scaled(inside.lowerBound - span.lowerBound)
    guard length > 0 else { return (first, 0) }
    let end = scaled(inside.upperBound - span.lowerBound, limit: count)
    return (first, max(1, end - first))
  }

  private func scaled(_ sample: Int, limit: Int? = nil) -> Int {
    guard ratio != 1 else { return sample }
    return min(limit ?? count - 1, Int((Double(sample) * ratio).rounded()))
  }
}
