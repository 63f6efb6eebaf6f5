/// Averages of neighboring bins of the power spectrum.
///
/// - Source: TensorFlow `speech_commands`, `preprocess=average`: `nn.pool` with padding `SAME`,
///   whose last, partial window is divided by the bins it has.
public struct AverageBins: Feature {
  /// Its name.
  public static let id = FeatureID.average
  /// What it shows.
  public static let summary = "averages of neighboring bins, as speech_commands makes them"

  /// What its bins stand for.
  public let binAxis: BinAxis
  /// What its values measure.
  public let unit: ValueUnit
  /// What every frame begins with.
  public let source: FrameSource
  /// The settings that its frames are made with.
  public let settings: AnalysisSettings
  /// What a column of a picture takes from the frames in it.
  public let pooling = ColumnPooling.loudest

  /// Prepares it; `coefficients` is the number of averages aimed at.
  ///
  /// - Throws: The rule that the settings break.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    try settings.validate()
    guard (1...settings.binCount).contains(settings.coefficients) else {
      throw .tooManyBands(settings.coefficients, bins: settings.binCount)
    }
    self.settings = settings
    let width = settings.binCount / settings.coefficients
    let bands = stride(from: 0, to: settings.binCount, by: width).map { first in
      let count = min(width, settings.binCount - first)
      return SparseBands.Band(
        firstBin: first, weights: [Double](repeating: 1 / Double(count), count: count))
    }
    binAxis = .hertz(
      lowest: Float(settings.binHertz * Double(width - 1) / 2),
      step: Float(settings.binHertz * Double(width)), count: bands.count)
    var recipe = settings.plainRecipe
    recipe.bands = SparseBands(bands: bands, binCount: settings.binCount)
    source = .spectrum(recipe)
    unit = settings.sumUnit
  }
}
