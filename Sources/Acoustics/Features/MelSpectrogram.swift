/// Power by mel band; sums of magnitudes or levels where the settings say so.
///
/// - Source: equals librosa 0.11 `melspectrogram` to 1e-4 of the peak.
public struct MelSpectrogram: Feature {
  /// Its name.
  public static let id = FeatureID.mel
  /// What it shows.
  public static let summary = "power by mel band, evenly spaced as the ear hears"

  /// What its bins stand for.
  public let binAxis: BinAxis
  /// What its values measure.
  public let unit: ValueUnit
  /// What every frame begins with.
  public let source: FrameSource
  /// What follows.
  public let steps: [FeatureStep]
  /// The settings that its frames are made with.
  public let settings: AnalysisSettings
  /// What a column of a picture takes from the frames in it.
  public let pooling = ColumnPooling.loudest

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    self.settings = settings
    let bank = try MelFilterBank(settings)
    binAxis = .mel(centers: bank.centers)
    var recipe = settings.plainRecipe
    recipe.bands = bank.bands
    source = .spectrum(
      settings.level.appliesToPower ? settings.levelRecipe(bands: bank.bands) : recipe)
    unit = settings.level.appliesToPower ? settings.level.unit : settings.sumUnit
    steps = settings.level.appliesToPower ? settings.peakSteps : []
  }
}
