/// Hides stretches of time and of frequency under the clip's mean.
///
/// - Source: Park et al., *SpecAugment*, arXiv:1904.08779.
public struct SpectrumMasks: Sendable, Hashable {
  /// Stretches of time.
  public var timeCount: Int
  /// Frames of the longest.
  public var longestTime: Int
  /// Stretches of bands.
  public var bandCount: Int
  /// Bands of the widest.
  public var widestBand: Int

  /// Makes masks; 2 of up to 5 frames and 2 of up to 5 bands are usual.
  public init(
    timeCount: Int = 2, longestTime: Int = 5, bandCount: Int = 2, widestBand: Int = 5
  ) {
    self.timeCount = timeCount
    self.longestTime = longestTime
    self.bandCount = bandCount
    self.widestBand = widestBand
  }

  /// Draws masks and puts them over values, `[frames, bins]`.
  ///
  /// - Parameter masksBands: Whether bins are frequencies; coefficients are never masked.
  func apply(
    to values: inout [Float], bins: Int, masksBands: Bool, using draws: inout SeededDraws
  ) {
    guard masksBands, !values.isEmpty else { return }
    let frames = values.count / bins
    let mean = Float(values.reduce(0.0) { $0 + Double($1) } / Double(values.count))
    for _ in 0..<timeCount {
      let hidden = SpectrumMasks.stretch(longestTime, of: frames, using: &draws)
      for place in (hidden.lowerBound * bins)..<(hidden.upperBound * bins) { values[place] = mean }
    }
    for _ in 0..<bandCount {
      let hidden = SpectrumMasks.stretch(widestBand, of: bins, using: &draws)
      for frame in 0..<frames {
        for bin in hidden { values[frame * bins + bin] = mean }
      }
    }
  }

  private static func stretch(
    _ longest: Int, of count: Int, using draws: inout SeededDraws
  ) -> Range<Int> {
    let length = draws.whole(below: min(longest, count) + 1)
    let start = draws.whole(below: count - length + 1)
    return start..<(start + length)
  }
}
