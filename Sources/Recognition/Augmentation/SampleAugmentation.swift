/// Changes of an example's samples, drawn anew for every clip of every pass.
public struct SampleAugmentation: Sendable, Hashable {
  /// Percents of the speed, one of which is drawn; pitch and formants go with it.
  public var speeds: [Int]
  /// Seconds that a clip is moved by at most, either way.
  public var shiftSeconds: Double
  /// Background noise that is mixed in.
  public var background: BackgroundMix?

  /// Makes changes of what is given.
  public init(
    speeds: [Int] = [100], shiftSeconds: Double = 0, background: BackgroundMix? = nil
  ) {
    self.speeds = speeds
    self.shiftSeconds = shiftSeconds
    self.background = background
  }
}
