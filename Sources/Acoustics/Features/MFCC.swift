/// Mel-frequency cepstral coefficients: the cosine transform of a log mel spectrum.
///
/// - Source: librosa 0.11 `feature.mfcc`, Kaldi's `mfcc` and TensorFlow's `Mfcc` with the presets
///   of these names.
public struct MFCC: Feature {
  /// Its name.
  public static let id = FeatureID.mfcc
  /// What it shows.
  public static let summary = "mel-frequency cepstral coefficients"

  /// What its bins stand for.
  public let binAxis: BinAxis
  /// What every frame begins with.
  public let source: FrameSource
  /// What follows.
  public let steps: [FeatureStep]
  /// The settings that its frames are made with.
  public let settings: AnalysisSettings
  /// What its values measure.
  public let unit = ValueUnit.coefficient
  /// What a column of a picture takes from the frames in it.
  public let pooling = ColumnPooling.nearestFrame

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    try settings.validateCepstra()
    self.settings = settings
    var recipe = settings.levelRecipe(bands: try MelFilterBank(settings).bands)
    let matrix = DenseRows.cepstral(settings)
    var steps = settings.peakSteps
    if settings.cepstrum.usesEnergy { recipe.energy = EnergyRule(floor: 1.192_092_9e-7) }
    if steps.isEmpty {
      recipe.transform = matrix
    } else {
      steps.append(.frames(MatrixStep(matrix)))
    }
    if settings.deltaOrder > 0 {
      let orders = 1...settings.deltaOrder
      steps.append(
        .frames(Delta(inputCount: settings.coefficients, orders: orders, keepsInput: true)))
    }
    source = .spectrum(recipe)
    self.steps = steps
    binAxis = .coefficient(count: settings.coefficients * (1 + settings.deltaOrder))
  }
}
