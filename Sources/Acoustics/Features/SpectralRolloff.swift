/// The frequency below which a share of the magnitude spectrum lies, 85 % unless told.
///
/// - Source: librosa 0.11 `feature.spectral_rolloff`.
public struct SpectralRolloff: Feature {
  /// Its name.
  public static let id = FeatureID.rolloff
  /// What it shows.
  public static let summary = "frequency below which most of the spectrum lies"

  /// What its bins stand for.
  public let binAxis = BinAxis.lane("rolloff")
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
    let share = Float(settings.rolloffShare)
    steps = [
      .frames(
        FrameReduction { magnitudes in
          let limit = share * magnitudes.reduce(0, +)
          var sum: Float = 0
          let bin = magnitudes.firstIndex { magnitude in
            sum += magnitude
            return sum >= limit
          }
          return Float(Double(bin ?? 0) * step)
        })
    ]
  }
}
