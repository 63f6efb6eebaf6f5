/// Mel bands after per-channel energy normalization: loudness adapts, onsets stand out.
///
/// - Source: equals librosa 0.11 `pcen(melspectrogram * 2**31)` to 1e-4 of the peak; Wang et al.,
///   *Trainable frontend for robust and far-field keyword spotting*, ICASSP 2017.
public struct PCEN: Feature {
  /// Its name.
  public static let id = FeatureID.pcen
  /// What it shows.
  public static let summary = "mel bands with loudness evened out over time"

  /// What its bins stand for.
  public let binAxis: BinAxis
  /// What every frame begins with.
  public let source: FrameSource
  /// What follows.
  public let steps: [FeatureStep]
  /// The settings that its frames are made with.
  public let settings: AnalysisSettings
  /// What its values measure.
  public let unit = ValueUnit.logarithm
  /// What a column of a picture takes from the frames in it.
  public let pooling = ColumnPooling.nearestFrame

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    var settings = settings
    settings.level.appliesToPower = false
    let mel = try MelSpectrogram(settings)
    self.settings = settings
    binAxis = mel.binAxis
    source = mel.source
    steps = [
      .frames(
        try PCENStep(
          bandCount: settings.melBands, sampleRate: settings.sampleRate,
          hopLength: settings.hopLength, settings: settings.pcen))
    ]
  }
}
