/// Mel-frequency cepstral coefficients: the cosine transform of a log mel spectrum.
///
/// - Source: librosa 0.11 `feature.mfcc` without its `top_db`, which depends on the whole clip:
///   power floor 1e-10, orthonormal DCT-II, no lifter; bands of unit area on the Slaney scale and
///   of unit height on the HTK scale.
public struct MFCC: Feature {
  /// Its name.
  public static let id = FeatureID.mfcc
  /// What it shows.
  public static let summary = "mel-frequency cepstral coefficients"

  /// What its bins stand for.
  public let binAxis: BinAxis
  /// What the kernels do to every frame.
  public let recipe: SpectralRecipe
  /// What its values measure.
  public let unit = ValueUnit.coefficient
  /// What a column of a picture takes from the frames in it.
  public let pooling = ColumnPooling.nearestFrame

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    let bank = try MelFilterBank(
      settings, normalization: settings.melScale == .slaney ? .area : .peak)
    binAxis = .coefficient(count: settings.coefficients)
    recipe = SpectralRecipe(
      bands: bank.bands, level: .decibels(reference: 1, floor: 1e-10),
      transform: CosineTransform.orthonormal(
        coefficients: settings.coefficients, inputs: settings.melBands))
  }
}
