/// The centre of the magnitude spectrum, in hertz; 0 in silence.
///
/// - Source: librosa 0.11 `feature.spectral_centroid`.
public struct SpectralCentroid: Feature {
  /// Its name.
  public static let id = FeatureID.centroid
  /// What it shows.
  public static let summary = "centre of the spectrum"

  /// What its bins stand for.
  public let binAxis = BinAxis.lane("centroid")
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
    try settings.validate()
    self.settings = settings
    source = .spectrum(settings.bareRecipe(.magnitude))
    let step = settings.binHertz
    steps = [
      .frames(
        FrameReduction { magnitudes in
          var (sum, moment) = (0.0, 0.0)
          for (bin, magnitude) in magnitudes.enumerated() {
            sum += Double(magnitude)
            moment += Double(magnitude) * Double(bin)
          }
          return sum > 0 ? Float(moment / sum * step) : 0
        })
    ]
  }
}
