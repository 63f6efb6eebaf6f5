/// Frames ⇄ samples ⇄ seconds.
public struct TimeAxis: Sendable, Hashable {
  /// Samples per second.
  public let sampleRate: Double
  /// Samples from one frame to the next.
  public let hopLength: Int
  /// Samples under a window.
  public let windowLength: Int
  /// Where frames lie.
  public let framing: Framing
  /// Samples from a frame's first one to its center, where librosa puts it for odd lengths too.
  public let centerOffset: Int
  /// 1 for transforms of odd length, whose center is a sample.
  private let oddness: Int

  /// The axis of an analysis.
  public init(_ settings: AnalysisSettings) {
    sampleRate = settings.sampleRate
    hopLength = settings.hopLength
    windowLength = settings.windowLength
    framing = settings.framing
    centerOffset = settings.nFFT / 2 - (settings.nFFT - settings.windowLength) / 2
    oddness = settings.nFFT % 2
  }

  /// The first sample of a frame; below 0 where a centered frame hangs over the beginning.
  public func firstSample(ofFrame frame: Int) -> Int {
    switch framing {
    case .centered, .centeredWithoutLast: frame * hopLength - centerOffset
    case .hopCentered: frame * hopLength + hopLength / 2 - windowLength / 2
    case .leftAligned: frame * hopLength
    }
  }

  /// The sample at a frame's center.
  public func sample(ofFrame frame: Int) -> Int { firstSample(ofFrame: frame) + centerOffset }

  /// The frame whose center is nearest to a sample; never below 0.
  public func frame(atSample sample: Int) -> Int {
    let distance = sample - self.sample(ofFrame: 0)
    return distance <= 0 ? 0 : (distance + hopLength / 2) / hopLength
  }

  /// The time of a sample in seconds.
  public func seconds(ofSample sample: Int) -> Double { Double(sample) / sampleRate }

  /// How many frames a signal has; none when it has no samples.
  public func frameCount(ofSamples count: Int) -> Int {
    guard count > 0 else { return 0 }
    return switch framing {
    case .centered: 1 + (count - oddness) / hopLength
    case .centeredWithoutLast: (count - oddness) / hopLength
    case .hopCentered: (count + hopLength / 2) / hopLength
    case .leftAligned: count < windowLength ? 0 : 1 + (count - windowLength) / hopLength
    }
  }
}
