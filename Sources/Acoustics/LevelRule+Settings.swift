extension LevelRule {
  /// The rule of some settings, for powers or magnitudes as they say.
  ///
  /// A clip's peak as the reference is not known here: ``PeakRule`` does the rest.
  init(_ settings: AnalysisSettings, isCalibrated: Bool = true) {
    let level = settings.level
    var reference = 1.0
    if isCalibrated, level.reference == .fullScaleSine {
      let amplitude = settings.windowValues.reduce(0, +) / 2
      reference = settings.power == .power ? amplitude * amplitude : amplitude
    }
    let perNeper = 0.434_294_481_903_251_8
    let scale =
      switch level.logarithm {
      case .natural: 1.0
      case .ten: perNeper
      case .decibels: (settings.power == .power ? 10 : 20) * perNeper
      }
    self.init(
      multiplier: Float(1 / reference), floor: Float(level.floor), scale: Float(scale))
  }
}

extension AnalysisSettings {
  /// A recipe with what all features share: conditioning, power and precision.
  var plainRecipe: SpectralRecipe {
    var recipe = SpectralRecipe()
    recipe.conditioning = conditioning
    recipe.power = power
    recipe.precision = precision
    // A constant has no second half of its power at a negative frequency, as a sine has.
    if level.reference == .fullScaleSine { recipe.edgeGain = 0.25 }
    return recipe
  }

  /// What follows levels: the rule for the clip's peak, where there is one.
  var peakSteps: [FeatureStep] { PeakRule(level).map { [.peak($0)] } ?? [] }

  /// The change over time that is appended, where it is asked for.
  func deltaSteps(_ count: Int) -> [FeatureStep] {
    guard deltaOrder > 0 else { return [] }
    return [.frames(Delta(inputCount: count, orders: 1...deltaOrder, keepsInput: true))]
  }

  /// What linear sums measure.
  var sumUnit: ValueUnit { power == .power ? .power : .magnitude }
}
