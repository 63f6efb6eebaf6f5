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
public struct SpectralFlatness: LaneFeature {
  /// Its name.
  public static let id = FeatureID.flatness
  /// What it shows.
  public static let summary = "how far the spectrum is like noise, from 0 to 1"

  /// What makes its frames.
  public let lane: Lane

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    lane = try Lane("flatness", .share, settings, of: .power) { powers in
      var (sum, logarithms) = (0.0, 0.0)
      for power in powers {
        let power = max(1e-10, Double(power))
        sum += power
        logarithms += log(power)
      }
      let count = Double(powers.count)
      return Float(exp(logarithms / count) / (sum / count))
    }
  }
}
