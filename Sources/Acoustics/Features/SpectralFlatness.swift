#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How far the power spectrum is like that of noise: geometric over arithmetic mean.
///
/// - Source: librosa 0.11 `feature.spectral_flatness`: powers below 1e-10 count as 1e-10.
public struct SpectralFlatness: Feature {
  /// Its name.
  public static let id = FeatureID.flatness
  /// What it shows.
  public static let summary = "how far the spectrum is like noise, from 0 to 1"

  /// What its bins stand for.
  public let binAxis = BinAxis.lane("flatness")
  /// What every frame begins with.
  public let source: FrameSource
  /// What follows.
  public let steps: [FeatureStep]
  /// The settings that its frames are made with.
  public let settings: AnalysisSettings
  /// What its values measure.
  public let unit = ValueUnit.share
  /// What a column of a picture takes from the frames in it.
  public let pooling = ColumnPooling.nearestFrame

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    try settings.validate()
    self.settings = settings
    source = .spectrum(settings.bareRecipe(.power))
    steps = [
      .frames(
        FrameReduction { powers in
          var (sum, logarithms) = (0.0, 0.0)
          for power in powers {
            let power = max(1e-10, Double(power))
            sum += power
            logarithms += log(power)
          }
          let count = Double(powers.count)
          return Float(exp(logarithms / count) / (sum / count))
        })
    ]
  }
}
