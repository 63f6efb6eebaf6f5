/// What lasts: voices and instruments without the knocks.
///
/// - Source: FitzGerald, DAFx 2010; equals librosa 0.11 `decompose.hpss(abs(stft))[0]`.
public struct HarmonicPart: PartFeature {
  /// Its name.
  public static let id = FeatureID.harmonic
  /// What it shows.
  public static let summary = "power by frequency of what lasts, without what is short"

  /// What makes its frames.
  public let parts: SpectrumParts

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    parts = try SpectrumParts(settings, .harmonic)
  }
}

/// What is short: knocks and clicks without the tones.
///
/// - Source: FitzGerald, DAFx 2010; equals librosa 0.11 `decompose.hpss(abs(stft))[1]`.
public struct PercussivePart: PartFeature {
  /// Its name.
  public static let id = FeatureID.percussive
  /// What it shows.
  public static let summary = "power by frequency of what is short, without what lasts"

  /// What makes its frames.
  public let parts: SpectrumParts

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    parts = try SpectrumParts(settings, .percussive)
  }
}
