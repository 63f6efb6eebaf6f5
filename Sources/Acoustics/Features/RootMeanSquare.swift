/// The root mean square of a frame, from its spectrum.
///
/// It is that of the samples under the window, taper included, zeros of the transform too.
///
/// - Source: librosa 0.11 `feature.rms(S=abs(stft))`.
public struct RootMeanSquare: LaneFeature {
  /// Its name.
  public static let id = FeatureID.rms
  /// What it shows.
  public static let summary = "root mean square of a frame"

  /// What makes its frames.
  public let lane: Lane

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    try settings.validate()
    let count = settings.binCount
    let length = Double(settings.nFFT)
    var weights = [Double](repeating: 2 / (length * length), count: count)
    weights[0] /= 2
    if settings.nFFT.isMultiple(of: 2) { weights[count - 1] /= 2 }
    let sum = SparseBands(
      bands: [SparseBands.Band(firstBin: 0, weights: weights)], binCount: count)
    lane = try Lane("rms", .amplitude, settings, of: .power, bands: sum) { $0[0].squareRoot() }
  }
}
