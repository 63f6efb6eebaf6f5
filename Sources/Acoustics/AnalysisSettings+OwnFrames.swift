extension AnalysisSettings {
  /// These settings with frames of another length, which have no transform.
  ///
  /// - Parameters:
  ///   - length: Samples of a frame.
  ///   - name: The parameter that makes it.
  /// - Throws: That a frame is too short or too long.
  func framed(_ length: Double, name: String) throws(FeatureError) -> AnalysisSettings {
    let limits = 4...AnalysisSettings.transformLengths.upperBound
    // What is not a number is in no range.
    guard (Double(limits.lowerBound)...Double(limits.upperBound)).contains(length) else {
      throw .parameter(
        name: name, value: "\(FeatureError.plain(length)) samples",
        rule: "one that makes frames of \(limits.lowerBound) to \(limits.upperBound) samples at"
          + " \(FeatureError.plain(sampleRate)) Hz")
    }
    var framed = self
    framed.windowLength = Int(length)
    var nFFT = 4
    while nFFT < framed.windowLength { nFFT *= 2 }
    framed.nFFT = max(framed.nFFT, nFFT)
    return framed
  }
}
