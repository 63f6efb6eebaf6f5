/// The pitch of a frame by YIN; frames without one have that of the deepest dip.
///
/// Its frames have a length of their own, ``PitchSettings/frameSeconds``; they have no transform, so
/// `nFFT` is only what such a window fits into.
///
/// - Source: de Cheveigné & Kawahara, *YIN*, JASA 111 (2002), as librosa 0.11 `yin` does it.
public struct YIN: LaneFeature {
  /// Its name.
  public static let id = FeatureID.yin
  /// What it shows.
  public static let summary = "the pitch, by YIN"

  /// What makes its frames.
  public let lane: Lane

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    let settings = try YIN.framed(settings)
    let step = try YINPitch(
      sampleRate: settings.sampleRate, frameLength: settings.windowLength,
      lowHertz: settings.pitch.lowHertz, highHertz: settings.pitch.highHertz,
      threshold: settings.pitch.threshold)
    lane = try Lane(.lane("pitch"), .hertz, settings, samples: step)
  }

  /// Settings with the frames of a pitch search.
  ///
  /// - Throws: That they are too short or too long, or that there is no rate.
  static func framed(_ settings: AnalysisSettings) throws(FeatureError) -> AnalysisSettings {
    guard settings.sampleRate.isFinite, settings.sampleRate > 0 else {
      throw .sampleRate(settings.sampleRate)
    }
    let limits = 4...AnalysisSettings.transformLengths.upperBound
    let (seconds, rate) = (settings.pitch.frameSeconds, settings.sampleRate)
    let length = (seconds * rate + 0.5).rounded(.down)
    // What is not a number is in no range.
    guard (Double(limits.lowerBound)...Double(limits.upperBound)).contains(length) else {
      throw .parameter(
        name: "pitch-frame", value: FeatureError.plain(seconds),
        rule: "\(limits.lowerBound) to \(limits.upperBound) samples at"
          + " \(FeatureError.plain(rate)) Hz, up to"
          + " \(FeatureError.plain(Double(limits.upperBound) / rate)) s")
    }
    return try settings.framed(length, name: "pitch-frame")
  }
}
