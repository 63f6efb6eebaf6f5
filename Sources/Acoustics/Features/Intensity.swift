/// The level of a frame in decibels over 2·10⁻⁵, without the periods of a voice.
///
/// A full-scale sine has 91 dB. Its frames have a length of their own, 6.4 periods of
/// ``IntensitySettings/lowHertz``.
///
/// - Source: Praat's *Sound: To Intensity…*, the mean pressure taken away.
public struct Intensity: LaneFeature {
  /// Its name.
  public static let id = FeatureID.intensity
  /// What it shows.
  public static let summary = "level over 2e-5 under a wide window, as in Praat"

  /// What makes its frames.
  public let lane: Lane

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    let low = settings.intensity.lowHertz
    try AnalysisSettings.check(
      "intensity-low-hz", low, "from 1e-3 to 1e6", (1e-3...1e6).contains(low))
    let length = IntensityStep.frameLength(lowHertz: low, sampleRate: settings.sampleRate)
    let framed = try settings.framed(length, name: "intensity-low-hz")
    lane = try Lane(
      .lane("intensity"), .decibels, framed,
      samples: IntensityStep(frameLength: framed.windowLength))
  }
}
