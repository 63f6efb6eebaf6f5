/// Power by critical band, as phoneticians look at vowels.
///
/// - Source: bands evenly spaced on Traunmüller's scale (1990), shaped as in Hermansky's PLP (1990).
public struct BarkSpectrogram: BandFeature {
  /// Its name.
  public static let id = FeatureID.bark
  /// What it shows.
  public static let summary = "power by critical band, evenly spaced in Bark"

  /// What makes its frames.
  public let spectrum: BandSpectrum

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    spectrum = try BandSpectrum(settings, .criticalBand)
  }
}

/// Power by auditory filter, as hearing research has it.
///
/// - Source: Glasberg, Moore, *Derivation of auditory filter shapes from notched-noise data*, Hearing
///   Research 47 (1990).
public struct ERBSpectrogram: BandFeature {
  /// Its name.
  public static let id = FeatureID.erb
  /// What it shows.
  public static let summary = "power by auditory filter, evenly spaced in ERB numbers"

  /// What makes its frames.
  public let spectrum: BandSpectrum

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    spectrum = try BandSpectrum(settings, .roundedExponential)
  }
}
