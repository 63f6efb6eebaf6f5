/// Finds where sounds begin and end in what a model says of a stream.
///
/// The scores of each label are smoothed by a running median. A sound begins where its score
/// reaches the upper threshold, and reaches back to where it came over the lower one; it ends where
/// it falls below that. Sounds of a label that nearly touch are joined, short ones left out.
public struct HysteresisSmoother: Sendable, Hashable {
  /// The score that a sound must reach.
  public var upper: Float
  /// The score below which it has not begun, or has ended.
  public var lower: Float
  /// Windows that a median is taken over; odd.
  public var medianWidth: Int
  /// Gaps of a label that are closed, in seconds.
  public var longestGap: Double
  /// Sounds that are left out, in seconds: shorter than this.
  public var shortestSound: Double
  /// Labels that are no sound.
  public var ignored: Set<String>

  /// Makes a smoother.
  public init(
    upper: Float = 0.6, lower: Float = 0.3, medianWidth: Int = 3, longestGap: Double = 0.1,
    shortestSound: Double = 0.05, ignored: Set<String> = [ClassRule.silence]
  ) {
    self.upper = upper
    self.lower = lower
    self.medianWidth = medianWidth
    self.longestGap = longestGap
    self.shortestSound = shortestSound
    self.ignored = ignored
  }

  /// A sound that was found.
  public struct Detection: Sendable, Hashable {
    /// The place of its label.
    public let label: Int
    /// Seconds of its beginning.
    public let onset: Double
    /// Seconds of its end.
    public let offset: Double
    /// The highest smoothed score.
    public let score: Float
  }

  /// Finds the sounds of a stream, in order of their onsets.
  ///
  /// - Parameters:
  ///   - scores: `[windows]` of `[labels]`, probabilities.
  ///   - labels: What the scores are for.
  ///   - hop: Seconds from window to window.
  ///   - window: Seconds of a window; a window speaks for one hop around its middle.
  public func detections(
    _ scores: [[Float]], labels: [String], hop: Double, window: Double
  ) -> [Detection] {
    var stream = HysteresisStream(self, labels: labels, hop: hop, window: window)
    for scores in scores { stream.push(scores) }
    return stream.finish()
  }

  /// The middle of some values.
  static func median(_ values: ArraySlice<Float>) -> Float {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
