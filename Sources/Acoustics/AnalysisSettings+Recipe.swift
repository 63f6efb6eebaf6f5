extension AnalysisSettings {
  /// A recipe with what all features share: conditioning, power and precision.
  var plainRecipe: SpectralRecipe {
    SpectralRecipe(conditioning: conditioning, power: power, precision: precision)
  }

  /// A recipe whose values are levels.
  ///
  /// - Parameter sinePower: The power of a full-scale sine; nil for that seen through the window.
  func levelRecipe(bands: SparseBands? = nil, sinePower: Double? = nil) -> SpectralRecipe {
    var recipe = plainRecipe
    recipe.bands = bands
    recipe.level = LevelRule(self, sinePower: sinePower)
    // A constant has no second half of its power at a negative frequency, as a sine has.
    if level.reference == .fullScaleSine { recipe.edgeGain = 0.25 }
    return recipe
  }

  /// What follows levels: the rule for the clip's peak, where there is one.
  var peakSteps: [FeatureStep] { PeakRule(level).map { [.peak($0)] } ?? [] }

  /// What spectra measure: levels, or powers or magnitudes.
  var spectrumUnit: ValueUnit { level.appliesToPower ? level.unit : sumUnit }

  /// What follows spectra: the rule for the clip's peak, where they are levels.
  var spectrumSteps: [FeatureStep] { level.appliesToPower ? peakSteps : [] }

  /// What turns the powers or magnitudes of steps into levels, where they are to be.
  ///
  /// - Parameters:
  ///   - count: Values of a frame.
  ///   - sinePower: The power of a full-scale sine.
  func levelSteps(count: Int, sinePower: Double) -> [FeatureStep] {
    guard level.appliesToPower else { return [] }
    return [.frames(LevelStep(LevelRule(self, sinePower: sinePower), count: count))] + peakSteps
  }

  /// What linear sums measure.
  var sumUnit: ValueUnit { power == .power ? .power : .magnitude }
}
