/// How a device takes or gives sound: interleaved 32-bit floats at a rate.
public struct StreamFormat: Sendable, Hashable {
  /// Samples per second.
  public var sampleRate: Double
  /// Amplitudes per sample.
  public var channelCount: Int

  /// Makes a format.
  ///
  /// - Precondition: The rate is a positive number and there is a channel.
  public init(sampleRate: Double, channelCount: Int) {
    precondition(
      sampleRate > 0 && sampleRate.isFinite && channelCount > 0,
      "a stream has a rate and at least one channel")
    self.sampleRate = sampleRate
    self.channelCount = channelCount
  }
}
