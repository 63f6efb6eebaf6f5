/// The pitch of a frame by YIN; frames without one have that of the deepest dip.
///
/// Its frames have a length of their own, ``PitchSettings/frameSeconds``.
///
/// - Source: de Cheveigné & Kawahara, *YIN*, JASA 111 (2002), as librosa 0.11 `yin` does it.
public struct YIN: Feature {
  /// Its name.
  public static let id = FeatureID.yin
  /// What it shows.
  public static let summary = "the pitch, by YIN"

  /// What its bins stand for.
  public let binAxis = BinAxis.lane("pitch")
  /// What every frame begins with.
  public let source: FrameSource
  /// What follows.
  public let steps: [FeatureStep]
  /// The settings that its frames are made with.
  public let settings: AnalysisSettings
  /// What its values measure.
  public let unit = ValueUnit.hertz
  /// What a column of a picture takes from the frames in it.
  public let pooling = ColumnPooling.nearestFrame

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    var settings = settings
    settings.windowLength = max(4, Int(settings.pitch.frameSeconds * settings.sampleRate + 0.5))
    settings.nFFT = max(settings.nFFT, settings.windowLength)
    try settings.validate()
    self.settings = settings
    source = .samples
    steps = [
      .frames(
        try YINPitch(
          sampleRate: settings.sampleRate, frameLength: settings.windowLength,
          lowHertz: settings.pitch.lowHertz, highHertz: settings.pitch.highHertz,
          threshold: settings.pitch.threshold))
    ]
  }
}
