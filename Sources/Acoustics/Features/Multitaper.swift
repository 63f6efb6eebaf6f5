/// Power by linear frequency, averaged over several tapers: noise is even, and lines stay.
///
/// The tapers take the place of the settings' window shape.
///
/// - Source: Thomson, *Spectrum estimation and harmonic analysis*, Proc. IEEE 70 (1982), without
///   adaptive weights.
public struct Multitaper: Feature {
  /// Its name.
  public static let id = FeatureID.multitaper
  /// What it shows.
  public static let summary = "power by frequency, averaged over several tapers"

  /// What its bins stand for.
  public let binAxis: BinAxis
  /// What every frame begins with.
  public let source: FrameSource
  /// The settings that its frames are made with.
  public let settings: AnalysisSettings
  /// What a column of a picture takes from the frames in it.
  public let pooling = ColumnPooling.loudest

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    try settings.validate()
    let multitaper = settings.multitaper
    let widest = Double(settings.windowLength) / 4
    try AnalysisSettings.check(
      "taper-bandwidth", multitaper.bandwidth,
      "from 0.5 to \(FeatureError.plain(widest)), a quarter of the window's samples",
      multitaper.bandwidth >= 0.5 && multitaper.bandwidth <= widest)
    let limit = MultitaperSettings.most
    let most = min(limit, Int(2 * multitaper.bandwidth))
    try AnalysisSettings.check(
      "tapers", Double(multitaper.tapers),
      "from 1 to \(most), twice the taper-bandwidth and \(limit) at most",
      (1...most).contains(multitaper.tapers))
    self.settings = settings
    binAxis = .hertz(lowest: 0, step: Float(settings.binHertz), count: settings.binCount)
    let tapers = SlepianTapers.values(
      length: settings.windowLength, bandwidth: multitaper.bandwidth, count: multitaper.tapers)
    let count = Double(tapers.count)
    let sinePower = tapers.reduce(0) { sum, taper in
      let amplitude = taper.reduce(0, +) / 2
      return sum + amplitude * amplitude / count
    }
    var recipe =
      settings.level.appliesToPower
      ? settings.levelRecipe(sinePower: sinePower) : settings.plainRecipe
    let share = (1 / count).squareRoot()
    recipe.tapers = tapers.map { $0.map { $0 * share } }
    source = .spectrum(recipe)
  }

  /// What its values measure.
  public var unit: ValueUnit { settings.spectrumUnit }

  /// What follows.
  public var steps: [FeatureStep] { settings.spectrumSteps }

  /// What the explorer shows: windows twice as long as elsewhere, because tapers blur.
  public static func standardSettings(sampleRate: Double) -> AnalysisSettings {
    var settings = AnalysisSettings.standard(sampleRate: sampleRate)
    settings.windowLength *= 2
    while settings.nFFT < settings.windowLength { settings.nFFT *= 2 }
    return settings
  }
}
