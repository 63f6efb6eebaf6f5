import Acoustics

/// From samples to what a model sees, with every parameter.
///
/// It travels with the model, so that a clip is prepared for prediction as it was for training.
public struct FrontEnd: Sendable, Equatable {
  /// What is made of the samples.
  public enum Kind: Sendable, Equatable {
    /// Log-mel bands by the level of the clip's loudest frame.
    case logMel(LogMelSettings)
    /// A feature of `Acoustics`.
    case feature(FeatureInput)
    /// The samples themselves.
    case samples
  }

  /// Samples per second; recordings are converted to it.
  public var sampleRate: Double
  /// Samples of the window that a model sees.
  public var sampleCount: Int
  /// How a clip fills the window.
  public var placement: ClipPlacement
  /// What is made of the samples.
  public var kind: Kind

  /// Windows that are taken: a millisecond's worth of the lowest rate to minutes.
  public static let sampleLimits = 8...16_000_000
  /// Rates that are taken, in hertz.
  public static let rateLimits = 100.0...1_000_000

  /// Makes a front end.
  ///
  /// - Throws: The rule that a parameter breaks.
  public init(
    sampleRate: Double, sampleCount: Int, placement: ClipPlacement, kind: Kind
  ) throws(FrontEndError) {
    guard FrontEnd.rateLimits.contains(sampleRate) else { throw .sampleRate(sampleRate) }
    guard FrontEnd.sampleLimits.contains(sampleCount) else { throw .sampleCount(sampleCount) }
    self.sampleRate = sampleRate
    self.sampleCount = sampleCount
    self.placement = placement
    self.kind = kind
    switch kind {
    case .logMel(let settings):
      try settings.validate(sampleRate: sampleRate, sampleCount: sampleCount)
    case .feature(let input):
      guard input.setup.settings.sampleRate == sampleRate else {
        throw .sampleRate(input.setup.settings.sampleRate)
      }
      guard input.frameCount(ofSamples: sampleCount) > 0 else {
        throw .noFrame(sampleCount: sampleCount)
      }
    case .samples: break
    }
  }

  /// The size of what a model sees: `[frames, bins]`; samples are frames of one bin.
  public var inputShape: (frames: Int, bins: Int) {
    switch kind {
    case .logMel(let settings):
      (settings.frameCount(sampleRate: sampleRate, sampleCount: sampleCount), settings.bands)
    case .feature(let input): (input.frameCount(ofSamples: sampleCount), input.bins)
    case .samples: (sampleCount, 1)
    }
  }

  /// Seconds that the window covers.
  public var seconds: Double { Double(sampleCount) / sampleRate }

  /// Features whose bins are frequencies in order.
  private static let spectra: Set<FeatureID> = [
    .spectrogram, .mel, .logMel, .pcen, .micro, .average, .multitaper, .reassigned, .bark, .erb,
    .constantQ, .harmonic, .percussive,
  ]

  /// Whether the bins are neighbors on a frequency axis, so that bands can be masked.
  public var hasFrequencyAxis: Bool {
    switch kind {
    case .logMel: true
    case .feature(let input): FrontEnd.spectra.contains(input.setup.feature)
    case .samples: false
    }
  }
}
