/// The root mean square of a frame, from its spectrum.
///
/// It is that of the samples under the window, taper included, zeros of the transform too.
///
/// - Source: librosa 0.11 `feature.rms(S=abs(stft))`.
public struct RootMeanSquare: Feature {
  /// Its name.
  public static let id = FeatureID.rms
  /// What it shows.
  public static let summary = "root mean square of a frame"

  /// What its bins stand for.
  public let binAxis = BinAxis.lane("rms")
  /// What every frame begins with.
  public let source: FrameSource
  /// What follows.
  public let steps: [FeatureStep]
  /// The settings that its frames are made with.
  public let settings: AnalysisSettings
  /// What its values measure.
  public let unit = ValueUnit.amplitude
  /// What a column of a picture takes from the frames in it.
  public let pooling = ColumnPooling.nearestFrame

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    try settings.validate()
    self.settings = settings
    let count = settings.binCount
    let length = Double(settings.nFFT)
    var weights = [Double](repeating: 2 / (length * length), count: count)
    weights[0] /= 2
    if settings.nFFT.isMultiple(of: 2) { weights[count - 1] /= 2 }
    var recipe = settings.bareRecipe(.power)
    recipe.bands = SparseBands(
      bands: [SparseBands.Band(firstBin: 0, weights: weights)], binCount: count)
    source = .spectrum(recipe)
    steps = [.frames(FrameReduction { $0[0].squareRoot() })]
  }
}
