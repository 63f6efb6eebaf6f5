/// The pitch of a frame by its autocorrelation, 0 where there is no voice, and how strong it is.
///
/// Its frames are three periods of ``PitchSettings/lowHertz``.
///
/// - Source: Praat's *Sound: To Pitch (ac)…*; see ``CorrelationPitchStep``.
public struct PraatPitch: LaneFeature {
  /// Its name.
  public static let id = FeatureID.praatPitch
  /// What it shows.
  public static let summary = "the pitch and its strength, by autocorrelation as in Praat"

  /// What makes its frames.
  public let lane: Lane

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    let step = try CorrelationPitchStep(
      sampleRate: settings.sampleRate, hopLength: settings.hopLength,
      lowHertz: settings.pitch.lowHertz, highHertz: settings.pitch.highHertz,
      settings.correlation)
    lane = try Lane(
      .lanes(["pitch", "strength"], curves: 1), .hertz,
      try settings.framed(Double(step.frameLength), name: "pitch-low-hz"), samples: step)
  }
}
