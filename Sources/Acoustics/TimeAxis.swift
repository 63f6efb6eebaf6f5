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

  /// The axis of an analysis.
  public init(_ settings: AnalysisSettings) {
    sampleRate = settings.sampleRate
    hopLength = settings.hopLength
    windowLength = settings.windowLength
    framing = settings.framing
  }

  /// Samples from a frame's first one to its centre, where librosa puts it for odd lengths too.
  public var centerOffset: Int { (windowLength + 1) / 2 }

  /// The first sample of a frame; below 0 where a centred frame hangs over the beginning.
  public func firstSample(ofFrame frame: Int) -> Int {
    switch framing {
    case .centered, .centeredWithoutLast: frame * hopLength - centerOffset
    case .hopCentered: frame * hopLength + hopLength / 2 - windowLength / 2
    case .leftAligned: frame * hopLength
    }
  }

  /// The sample at a frame's centre.
  public func sample(ofFrame frame: Int) -> Int { firstSample(ofFrame: frame) + centerOffset }

  /// The frame whose centre is nearest to a sample; never below 0.
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
    case .centered: 1 + count / hopLength
    case .centeredWithoutLast: count / hopLength
    case .hopCentered: (count + hopLength / 2) / hopLength
    case .leftAligned: count < windowLength ? 0 : 1 + (count - windowLength) / hopLength
    }
  }
}
