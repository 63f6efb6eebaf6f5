/// The share of a frame's samples where the sign changes.
///
/// - Source: librosa 0.11 `feature.zero_crossing_rate`, with the framing of the settings.
public struct ZeroCrossings: LaneFeature {
  /// Its name.
  public static let id = FeatureID.zeroCrossings
  /// What it shows.
  public static let summary = "share of samples where the sign changes"

  /// What makes its frames.
  public let lane: Lane

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    lane = try Lane(.lane("zero crossings"), .share, settings, samples: ZeroCrossingRate())
  }
}
