extension AnalysisSettings {
  /// A recipe with what all features share: conditioning, power and precision.
  var plainRecipe: SpectralRecipe {
    SpectralRecipe(conditioning: conditioning, power: power, precision: precision)
  }

  /// A recipe whose values are levels.
  func levelRecipe(bands: SparseBands? = nil) -> SpectralRecipe {
    var recipe = plainRecipe
    recipe.bands = bands
    recipe.level = LevelRule(self)
    // A constant has no second half of its power at a negative frequency, as a sine has.
    if level.reference == .fullScaleSine { recipe.edgeGain = 0.25 }
    return recipe
  }

  /// What follows levels: the rule for the clip's peak, where there is one.
  var peakSteps: [FeatureStep] { PeakRule(level).map { [.peak($0)] } ?? [] }

  /// What linear sums measure.
  var sumUnit: ValueUnit { power == .power ? .power : .magnitude }
}
