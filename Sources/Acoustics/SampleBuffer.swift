/// One channel of sound: amplitudes, nominally −1…1, and their rate.
public struct SampleBuffer: Sendable, Equatable {
  /// Amplitudes in order of time.
  public var samples: [Float]
  /// Samples per second.
  public let sampleRate: Double

  /// Makes a buffer.
  public init(samples: [Float], sampleRate: Double) {
    self.samples = samples
    self.sampleRate = sampleRate
  }
}
