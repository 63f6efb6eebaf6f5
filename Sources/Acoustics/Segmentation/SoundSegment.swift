/// A sound that stands out of what surrounds it.
public struct SoundSegment: Sendable, Hashable {
  /// Onset and offset in samples, half-open.
  public var span: SampleRange
  /// How far its loudest frame stands above the noise, or above the threshold, in decibels.
  public var score: Float

  /// Makes a segment.
  public init(span: SampleRange, score: Float) {
    self.span = span
    self.score = score
  }
}

/// What a segmentation has to say, in the order of time.
public enum SegmentationFinding: Sendable, Hashable {
  /// A point of the curve that decides, for a preview.
  ///
  /// - Parameters:
  ///   - sample: The sample at the middle of the frame.
  ///   - decibels: Its level, over the noise or over the loudest frame.
  ///   - threshold: The level from which on a sound may begin there.
  case level(sample: Int, decibels: Float, threshold: Float)
  /// A sound has begun about this sample; it may still be dropped or joined to others.
  case onset(sample: Int)
  /// A sound, complete.
  case segment(SoundSegment)
}
