/// What counts as one sound.
public enum SegmentationUnit: String, Sendable, Hashable, Codable, CaseIterable {
  /// Low sounds are joined as words, others are syllables.
  case auto
  /// Sounds with short gaps between them are one.
  case word
  /// Every sound for itself, as in birdsong.
  case syllable
}

/// The choices of a segmentation that are a user's.
public struct SegmentationSettings: Sendable, Hashable {
  /// −6…6: at +6 half of the usual contrast is enough, at −6 twice is needed; `energy` only.
  public var sensitivity = 0.0
  /// What counts as one sound; `energy` only.
  public var unit = SegmentationUnit.auto
  /// The lowest frequency that is listened to; nil: 100 Hz. `energy` only.
  public var lowHertz: Double?
  /// The highest frequency; nil: 12 kHz or 0.45 times the rate. `energy` only.
  public var highHertz: Double?
  /// Whether sounds are told as early as can be; `energy` only.
  ///
  /// The noise is learnt from 0.3 s, not 3 s, and syllables are told before their chain ends.
  public var isLive = false
  /// How far below the loudest frame silence begins, in decibels; `librosa` and `praat` only.
  ///
  /// Nil is what the other program has by default.
  public var silenceDecibels: Double?

  /// Makes settings with the usual values.
  public init() {}

  /// Checks every choice against its rule.
  ///
  /// - Throws: The first rule that is broken, with the value.
  public func validate(sampleRate: Double) throws(FeatureError) {
    guard sampleRate.isFinite, sampleRate > 0 else { throw .sampleRate(sampleRate) }
    try AnalysisSettings.check(
      "sensitivity", sensitivity, "from -6 to 6", (-6...6).contains(sensitivity))
    if let silenceDecibels {
      try AnalysisSettings.check(
        "threshold", silenceDecibels, "a positive number",
        silenceDecibels > 0 && silenceDecibels.isFinite)
    }
    guard lowHertz != nil || highHertz != nil else { return }
    let nyquist = sampleRate / 2
    let (low, high) = (lowHertz ?? 0, highHertz ?? nyquist)
    guard low >= 0, low < high, high <= nyquist else {
      throw .frequencyRange(lowHertz: low, highHertz: high, nyquistHertz: nyquist)
    }
  }
}
