/// Power by linear frequency; magnitude or levels where the settings say so.
///
/// - Source: equals librosa 0.11 `abs(stft)`, squared or not, and TensorFlow's
///   `AudioSpectrogram` to 1e-4 of the peak.
public struct PowerSpectrogram: Feature {
  /// Its name.
  public static let id = FeatureID.spectrogram
  /// What it shows.
  public static let summary = "power by frequency"

  /// What its bins stand for.
  public let binAxis: BinAxis
  /// What its values measure.
  public let unit: ValueUnit
  /// What every frame begins with.
  public let source: FrameSource
  /// What follows.
  public let steps: [FeatureStep]
  /// The settings that its frames are made with.
  public let settings: AnalysisSettings
  /// What a column of a picture takes from the frames in it.
  public let pooling = ColumnPooling.loudest

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    try settings.validate()
    self.settings = settings
    binAxis = .hertz(
      lowest: 0, step: Float(settings.binHertz), count: settings.binCount)
    source = .spectrum(
      settings.level.appliesToPower ? settings.levelRecipe() : settings.plainRecipe)
    unit = settings.level.appliesToPower ? settings.level.unit : settings.sumUnit
    steps = settings.level.appliesToPower ? settings.peakSteps : []
  }
}
