/// The center of the magnitude spectrum, in hertz; 0 in silence.
///
/// - Source: librosa 0.11 `feature.spectral_centroid`.
public struct SpectralCentroid: LaneFeature {
  /// Its name.
  public static let id = FeatureID.centroid
  /// What it shows.
  public static let summary = "center of the spectrum"

  /// What makes its frames.
  public let lane: Lane

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    let step = settings.binHertz
    lane = try Lane("centroid", .hertz, settings, of: .magnitude) { magnitudes in
      var (sum, moment) = (0.0, 0.0)
      for (bin, magnitude) in magnitudes.enumerated() {
        sum += Double(magnitude)
        moment += Double(magnitude) * Double(bin)
      }
      return sum > 0 ? Float(moment / sum * step) : 0
    }
  }
}
