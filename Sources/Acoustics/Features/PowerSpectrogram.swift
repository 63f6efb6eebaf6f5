/// Power by linear frequency, in dB over a full-scale sine.
public struct PowerSpectrogram: Feature {
  /// Its name.
  public static let id = FeatureID.spectrogram
  /// What it shows.
  public static let summary = "power by frequency"

  /// What its bins stand for.
  public let binAxis: BinAxis
  /// What the kernels do to every frame.
  public let recipe: SpectralRecipe
  /// What its values measure.
  public let unit = ValueUnit.decibels
  /// What a column of a picture takes from the frames in it.
  public let pooling = ColumnPooling.loudest

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    try settings.validate()
    binAxis = .hertz(
      lowest: 0, step: Float(settings.sampleRate / Double(settings.nFFT)),
      count: settings.binCount)
    recipe = SpectralRecipe(level: .fullScaleDecibels(settings))
  }
}
