/// A feature whose frames are one of the two parts of spectra: what lasts, or what is short.
public protocol PartFeature: Feature {
  /// What makes its frames.
  var parts: SpectrumParts { get }
}

extension PartFeature {
  /// What its bins stand for.
  public var binAxis: BinAxis {
    .hertz(lowest: 0, step: Float(settings.binHertz), count: settings.binCount)
  }
  /// What its values measure.
  public var unit: ValueUnit { settings.spectrumUnit }
  /// What every frame begins with.
  public var source: FrameSource { .spectrum(parts.recipe) }
  /// What follows.
  public var steps: [FeatureStep] { parts.steps }
  /// The settings that its frames are made with.
  public var settings: AnalysisSettings { parts.settings }
  /// What a column of a picture takes from the frames in it.
  public var pooling: ColumnPooling { .loudest }
  /// How long a sound lasts is counted in frames.
  public static var keepsHop: Bool { true }

  /// What the explorer shows: windows and hops that tell tones from knocks.
  public static func standardSettings(sampleRate: Double) -> AnalysisSettings {
    .standard(sampleRate: sampleRate, longWindow: 0.1, hopsPerWindow: 4)
  }
}

/// How one part of a spectrum is made.
public struct SpectrumParts: Sendable {
  let settings: AnalysisSettings
  let recipe: SpectralRecipe
  let steps: [FeatureStep]

  /// - Throws: The rule that the settings break.
  init(_ settings: AnalysisSettings, _ part: SeparationStep.Part) throws(FeatureError) {
    try settings.validate()
    for (name, width) in [
      ("hpss-frames", settings.separation.frames), ("hpss-bins", settings.separation.bins),
    ] {
      let limits = SeparationSettings.limits
      try AnalysisSettings.check(
        name, Double(width), "an odd number from \(limits.lowerBound) to \(limits.upperBound)",
        limits.contains(width) && width % 2 == 1)
    }
    self.settings = settings
    // The kernels' magnitudes; powers and levels are made of the part of them.
    var recipe = settings.level.appliesToPower ? settings.levelRecipe() : settings.plainRecipe
    recipe.level = nil
    recipe.power = .magnitude
    self.recipe = recipe
    let amplitude = settings.windowValues.reduce(0, +) / 2
    steps =
      [
        .frames(
          SeparationStep(
            part, count: settings.binCount, settings.separation,
            isPower: settings.power == .power))
      ] + settings.levelSteps(count: settings.binCount, sinePower: amplitude * amplitude)
  }
}
