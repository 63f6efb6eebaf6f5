/// The pitch of a frame by pYIN, 0 where there is no voice, and how probable a voice is.
///
/// Its frames have a length of their own, ``PitchSettings/frameSeconds``.
///
/// - Source: Mauch & Dixon 2014, as librosa 0.11 `pyin` does it; see ``ProbableYINStep``.
public struct ProbabilisticYIN: LaneFeature {
  /// Its name.
  public static let id = FeatureID.pyin
  /// What it shows.
  public static let summary = "the pitch and how probable a voice is, by pYIN"

  /// What makes its frames.
  public let lane: Lane

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    let framed = try YIN.framed(settings)
    let step = try ProbableYINStep(
      sampleRate: framed.sampleRate, frameLength: framed.windowLength,
      hopLength: framed.hopLength, lowHertz: framed.pitch.lowHertz,
      highHertz: framed.pitch.highHertz)
    lane = try Lane(
      .lanes(["pitch", "voiced"], curves: 1), .hertz, framed, samples: step)
  }
}
