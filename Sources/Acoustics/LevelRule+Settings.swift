extension LevelRule {
  /// The rule of some settings, for powers or magnitudes as they say.
  ///
  /// A clip's peak as the reference is not known here: ``PeakRule`` does the rest.
  ///
  /// - Parameter sinePower: The power of a full-scale sine; nil for that seen through the window.
  init(_ settings: AnalysisSettings, sinePower: Double? = nil) {
    let level = settings.level
    var reference = 1.0
    if level.reference == .fullScaleSine {
      let amplitude =
        sinePower?.squareRoot() ?? settings.windowValues.reduce(0, +) / 2
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
