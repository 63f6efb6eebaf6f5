extension AnalysisSettings {
  /// Transform lengths that the kernels know: powers of two in this range.
  public static let transformLengths = 32...65_536

  /// Mel bands that make sense.
  public static let bandLimits = 1...1024

  /// Checks every parameter against its rule.
  ///
  /// - Throws: The first rule that is broken, with the value.
  public func validate() throws(FeatureError) {
    guard sampleRate.isFinite, sampleRate > 0 else { throw .sampleRate(sampleRate) }
    guard AnalysisSettings.transformLengths.contains(nFFT), nFFT & (nFFT - 1) == 0 else {
      throw .transformLength(nFFT)
    }
    guard windowLength >= 2 else { throw .windowLength(windowLength) }
    guard windowLength <= nFFT else {
      throw .windowLongerThanTransform(windowLength: windowLength, nFFT: nFFT)
    }
    guard hopLength >= 1 else { throw .hopLength(hopLength) }
    guard AnalysisSettings.bandLimits.contains(melBands) else { throw .melBands(melBands) }
    let high = highHertz.map(Double.init) ?? nyquistHertz
    guard lowHertz >= 0, Double(lowHertz) < high, high <= nyquistHertz else {
      throw .frequencyRange(
        lowHertz: Double(lowHertz), highHertz: high, nyquistHertz: nyquistHertz)
    }
    guard (1...melBands).contains(coefficients) else {
      throw .coefficients(coefficients, melBands: melBands)
    }
  }
}
