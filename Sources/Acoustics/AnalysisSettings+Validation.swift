extension AnalysisSettings {
  /// Transform lengths that the kernels know; powers of two are fastest.
  public static let transformLengths = 2...65_536

  /// Mel bands that make sense.
  public static let bandLimits = 1...1024

  /// Sample rates that make sense, in hertz.
  public static let rateLimits = 1e-3...1e9

  /// Hops that make sense, in samples.
  public static let hopLimits = 1...1_000_000_000

  /// Checks every parameter that all features share against its rule.
  ///
  /// What only some features use, such as bands and coefficients, those check themselves.
  ///
  /// - Throws: The first rule that is broken, with the value.
  public func validate() throws(FeatureError) {
    guard AnalysisSettings.rateLimits.contains(sampleRate) else { throw .sampleRate(sampleRate) }
    try validateFrames()
    try validateLevels()
    guard (0...2).contains(deltaOrder) else {
      throw .parameter(name: "delta", value: "\(deltaOrder)", rule: "0, 1 or 2")
    }
    guard rolloffShare > 0, rolloffShare < 1 else {
      throw .parameter(name: "rolloff", value: "\(rolloffShare)", rule: "between 0 and 1")
    }
  }

  /// Checks what mel bands are made of.
  ///
  /// - Throws: The first rule that is broken, with the value.
  func validateBands() throws(FeatureError) {
    try validate()
    guard AnalysisSettings.bandLimits.contains(melBands) else { throw .melBands(melBands) }
    guard melBands <= binCount else { throw .tooManyBands(melBands, bins: binCount) }
    let high = highHertz ?? nyquistHertz
    let step = (melScale.mels(ofHertz: high) - melScale.mels(ofHertz: lowHertz)) / 1e6
    guard lowHertz >= 0, lowHertz < high, high <= nyquistHertz, step > 1e-9 else {
      throw .frequencyRange(lowHertz: lowHertz, highHertz: high, nyquistHertz: nyquistHertz)
    }
  }

  /// Checks what cepstral coefficients are made of.
  ///
  /// - Throws: The first rule that is broken, with the value.
  func validateCepstra() throws(FeatureError) {
    try validateBands()
    guard (1...melBands).contains(coefficients) else {
      throw .coefficients(coefficients, melBands: melBands)
    }
    try AnalysisSettings.check(
      "lifter", cepstrum.lifter, "0 or a number up to 1000", (0...1000).contains(cepstrum.lifter))
    if cepstrum.usesEnergy, PeakRule(level) != nil {
      throw .parameter(
        name: "energy", value: "true",
        rule: "false where top-db, a peak reference, log-shift or log-divisor are set")
    }
  }

  private func validateFrames() throws(FeatureError) {
    guard AnalysisSettings.transformLengths.contains(nFFT) else { throw .transformLength(nFFT) }
    guard windowLength >= 2 else { throw .windowLength(windowLength) }
    guard windowLength <= nFFT else {
      throw .windowLongerThanTransform(windowLength: windowLength, nFFT: nFFT)
    }
    guard AnalysisSettings.hopLimits.contains(hopLength) else { throw .hopLength(hopLength) }
    try validateWindow()
    try AnalysisSettings.check(
      "sample-scale", Double(conditioning.scale), "from 1e-9 to 1e9",
      (1e-9...1e9).contains(conditioning.scale))
    try AnalysisSettings.check(
      "pre-emphasis", Double(conditioning.preEmphasis), "from 0 to 1",
      (0...1).contains(conditioning.preEmphasis))
  }

  private func validateWindow() throws(FeatureError) {
    if let parameter = windowParameter {
      let limits = windowShape.parameterLimits
      try AnalysisSettings.check(
        "window-parameter", parameter, "from \(limits.lowerBound) to \(limits.upperBound)",
        limits.contains(parameter))
    }
    // The shortest symmetric windows are nothing but the zeros at their ends.
    guard windowSymmetry == .periodic || windowLength >= 3 else {
      throw .windowLength(windowLength)
    }
  }

  private func validateLevels() throws(FeatureError) {
    try AnalysisSettings.check(
      "log-floor", level.floor, "from 1e-30 to 1", (1e-30...1).contains(level.floor))
    if let range = level.range {
      try AnalysisSettings.check(
        "top-db", range, "from 1e-3 to 1e4", (1e-3...1e4).contains(range))
    }
    try AnalysisSettings.check(
      "log-shift", level.shift, "a number", level.shift.isFinite && abs(level.shift) <= 1e6)
    try AnalysisSettings.check(
      "log-divisor", level.divisor, "from 1e-6 to 1e6", (1e-6...1e6).contains(level.divisor))
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
