extension AnalysisSettings {
  /// Transform lengths that the kernels know; powers of two are fastest.
  public static let transformLengths = 2...65_536

  /// Mel bands that make sense.
  public static let bandLimits = 1...1024

  /// Checks every parameter against its rule.
  ///
  /// - Throws: The first rule that is broken, with the value.
  public func validate() throws(FeatureError) {
    guard sampleRate.isFinite, sampleRate > 0 else { throw .sampleRate(sampleRate) }
    try validateFrames()
    try validateBands()
    try validateLevels()
    guard (0...2).contains(deltaOrder) else {
      throw .parameter(name: "delta", value: "\(deltaOrder)", rule: "0, 1 or 2")
    }
    guard rolloffShare > 0, rolloffShare < 1 else {
      throw .parameter(name: "rolloff", value: "\(rolloffShare)", rule: "between 0 and 1")
    }
  }

  private func validateFrames() throws(FeatureError) {
    guard AnalysisSettings.transformLengths.contains(nFFT) else { throw .transformLength(nFFT) }
    guard windowLength >= 2 else { throw .windowLength(windowLength) }
    guard windowLength <= nFFT else {
      throw .windowLongerThanTransform(windowLength: windowLength, nFFT: nFFT)
    }
    guard hopLength >= 1 else { throw .hopLength(hopLength) }
    if let parameter = windowParameter {
      try AnalysisSettings.check(
        "window-parameter", parameter, "a positive number up to 1000",
        parameter > 0 && parameter <= 1000)
    }
    try AnalysisSettings.check(
      "sample-scale", Double(conditioning.scale), "a positive number up to 1e9",
      conditioning.scale > 0 && conditioning.scale <= 1e9)
    try AnalysisSettings.check(
      "pre-emphasis", Double(conditioning.preEmphasis), "from 0 to 1",
      (0...1).contains(conditioning.preEmphasis))
  }

  private func validateBands() throws(FeatureError) {
    guard AnalysisSettings.bandLimits.contains(melBands) else { throw .melBands(melBands) }
    let high = highHertz ?? nyquistHertz
    guard lowHertz >= 0, lowHertz < high, high <= nyquistHertz else {
      throw .frequencyRange(lowHertz: lowHertz, highHertz: high, nyquistHertz: nyquistHertz)
    }
    guard (1...melBands).contains(coefficients) else {
      throw .coefficients(coefficients, melBands: melBands)
    }
    try AnalysisSettings.check(
      "lifter", cepstrum.lifter, "0 or a number up to 1000", (0...1000).contains(cepstrum.lifter))
  }

  private func validateLevels() throws(FeatureError) {
    try AnalysisSettings.check(
      "log-floor", level.floor, "from 1e-30 to 1", (1e-30...1).contains(level.floor))
    if let range = level.range {
      try AnalysisSettings.check(
        "top-db", range, "a positive number", range > 0 && range.isFinite)
    }
    try AnalysisSettings.check(
      "log-shift", level.shift, "a number", level.shift.isFinite && abs(level.shift) <= 1e6)
    try AnalysisSettings.check(
      "log-divisor", level.divisor, "a positive number up to 1e6",
      level.divisor > 0 && level.divisor <= 1e6)
  }

  /// Checks one number against its rule.
  static func check(
    _ name: String, _ value: Double, _ rule: String, _ isGood: Bool
  ) throws(FeatureError) {
    guard isGood else {
      throw .parameter(name: name, value: FeatureError.plain(value), rule: rule)
    }
  }
}
