/// A feature whose frames are the powers, magnitudes or levels of an ear's filters.
public protocol BandFeature: Feature {
  /// What makes its frames.
  var spectrum: BandSpectrum { get }
}

extension BandFeature {
  /// What its bins stand for.
  public var binAxis: BinAxis { spectrum.binAxis }
  /// What its values measure.
  public var unit: ValueUnit { spectrum.settings.spectrumUnit }
  /// What every frame begins with.
  public var source: FrameSource { .spectrum(spectrum.recipe) }
  /// What follows.
  public var steps: [FeatureStep] { spectrum.settings.spectrumSteps }
  /// The settings that its frames are made with.
  public var settings: AnalysisSettings { spectrum.settings }
  /// What a column of a picture takes from the frames in it.
  public var pooling: ColumnPooling { .loudest }
}

/// How the filters of an ear are made of spectra.
public struct BandSpectrum: Sendable {
  let binAxis: BinAxis
  let recipe: SpectralRecipe
  let settings: AnalysisSettings

  /// - Throws: The rule that the settings break.
  init(_ settings: AnalysisSettings, _ shape: AuditoryFilterBank.Shape) throws(FeatureError) {
    let bank = try AuditoryFilterBank(settings, shape)
    self.settings = settings
    binAxis = .bands(shape.scale, centers: bank.centers)
    var recipe = settings.plainRecipe
    recipe.bands = bank.bands
    self.recipe =
      settings.level.appliesToPower ? settings.levelRecipe(bands: bank.bands) : recipe
  }
}
