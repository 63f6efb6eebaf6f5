/// Power by mel band as a logarithm: what most networks are fed.
///
/// - Source: equals librosa 0.11 `power_to_db(melspectrogram)`, Kaldi's `fbank` and Whisper's
///   `log_mel_spectrogram` with the presets of these names.
public struct LogMel: Feature {
  /// Its name.
  public static let id = FeatureID.logMel
  /// What it shows.
  public static let summary = "power by mel band, as a logarithm"

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
    self.settings = settings
    let bank = try MelFilterBank(settings)
    binAxis = .mel(centers: bank.centers)
    unit = settings.level.unit
    source = .spectrum(settings.levelRecipe(bands: bank.bands))
    steps = settings.peakSteps
  }
}
