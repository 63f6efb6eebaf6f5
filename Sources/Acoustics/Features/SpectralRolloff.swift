/// The frequency below which a share of the magnitude spectrum lies, 85 % unless told.
///
/// - Source: librosa 0.11 `feature.spectral_rolloff`.
public struct SpectralRolloff: LaneFeature {
  /// Its name.
  public static let id = FeatureID.rolloff
  /// What it shows.
  public static let summary = "frequency below which most of the spectrum lies"

  /// What makes its frames.
  public let lane: Lane

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    let step = settings.binHertz
    let share = Float(settings.rolloffShare)
    lane = try Lane("rolloff", .hertz, settings, of: .magnitude) { magnitudes in
      let limit = share * magnitudes.reduce(0, +)
      var sum: Float = 0
      let bin = magnitudes.firstIndex { magnitude in
        sum += magnitude
        return sum >= limit
      }
      return Float(Double(bin ?? 0) * step)
    }
  }
}
