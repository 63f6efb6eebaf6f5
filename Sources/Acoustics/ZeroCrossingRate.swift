/// The share of a frame's samples whose sign differs from that of the sample before.
///
/// Zero and all within ±`threshold` counts as positive. A frame's first sample has none before it
/// and never counts, so the highest rate is (n − 1)/n.
///
/// Framing is the caller's matter. librosa repeats the first and last sample where a centered frame
/// reaches outside the signal; with zeros instead, a signal that begins or ends below zero gets
/// one crossing more in such frames.
///
/// - Source: librosa 0.11 `feature.zero_crossing_rate` for one frame.
public struct ZeroCrossingRate: FrameStep {
  /// One rate.
  public let outputCount = 1
  /// A rate is made of its own frame alone.
  public let reach: Int? = 1
  /// What still counts as zero, as an amplitude.
  public let threshold: Float

  /// Makes a step.
  ///
  /// - Precondition: `threshold` is at least 0.
  public init(threshold: Float = 1e-10) {
    precondition(threshold >= 0, "threshold \(threshold) is not at least 0")
    self.threshold = threshold
  }

  /// Takes a frame of at least one sample and gives its rate, `[1]`, 0 up to 1.
  public mutating func push(
    _ frame: UnsafeBufferPointer<Float>, _ body: (UnsafeBufferPointer<Float>) -> Void
  ) {
    precondition(!frame.isEmpty, "a frame without samples has no rate")
    var crossings = 0
    for place in 1..<frame.count {
      let changes = (frame[place] < -threshold) != (frame[place - 1] < -threshold)
      crossings += changes ? 1 : 0
    }
    let rate = Float(Double(crossings) / Double(frame.count))
    withUnsafePointer(to: rate) { body(UnsafeBufferPointer(start: $0, count: 1)) }
  }
}
