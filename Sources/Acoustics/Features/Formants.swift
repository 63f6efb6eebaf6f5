/// The formants of a frame: their frequencies, then their bandwidths, 0 where there is none.
///
/// Its frames have a length of their own, twice ``FormantSettings/windowSeconds`` and what bringing
/// them to twice the ceiling needs.
///
/// - Source: Praat's *Sound: To Formant (burg)…*; see ``FormantStep``.
public struct Formants: LaneFeature {
  /// Its name.
  public static let id = FeatureID.formants
  /// What it shows.
  public static let summary = "formants and their bandwidths, by Burg's prediction as in Praat"

  /// What makes its frames.
  public let lane: Lane

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    let step = try FormantStep(sampleRate: settings.sampleRate, settings.formants)
    let count = settings.formants.count
    let names = (1...count).map { "F\($0)" } + (1...count).map { "B\($0)" }
    lane = try Lane(
      .lanes(names, curves: count), .hertz,
      try settings.framed(Double(step.frameLength), name: "formant-window"), samples: step)
  }
}
