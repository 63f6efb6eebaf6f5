extension LevelRule {
  /// The rule of some settings, for powers or magnitudes as they say.
  ///
  /// A clip's peak as the reference is not known here: ``PeakRule`` does the rest.
  init(_ settings: AnalysisSettings) {
    let level = settings.level
    var reference = 1.0
    if level.reference == .fullScaleSine {
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
