/// Power by mel band, in dB over a full-scale sine at the band's centre.
///
/// Bands too narrow to hold a bin show what lies between their neighbours.
public struct MelSpectrogram: Feature {
  /// Its name.
  public static let id = FeatureID.mel
  /// What it shows.
  public static let summary = "power by mel band, evenly spaced as the ear hears"

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
    let bank = try MelFilterBank(settings, normalization: .sine, emptyBand: .interpolated)
    binAxis = .mel(centers: bank.centers)
    recipe = SpectralRecipe(bands: bank.bands, level: .fullScaleDecibels(settings))
  }
}
