extension FeatureError {
  /// What happened, why, and what to do.
  public var sentence: (what: String, why: String, remedy: String) {
    let what = "Cannot analyze with these settings"
    switch self {
    case .sampleRate(let rate):
      return (
        "Cannot analyze at this sample rate", "\(plain(rate)) Hz is not a positive number",
        "give the rate at which the sound was recorded"
      )
    case .windowLength(let length):
      return (
        what, "a window of \(length) samples is shorter than 2", "make the window longer"
      )
    case .hopLength(let length):
      return (what, "hop length \(length) is not positive", "use a hop of at least 1 sample")
    case .transformLength(let length):
      let limits = AnalysisSettings.transformLengths
      return (
        what,
        "transform length \(length) is not a power of two"
          + " from \(limits.lowerBound) to \(limits.upperBound)",
        "use 512, 1024 or 2048"
      )
    case .windowLongerThanTransform(let windowLength, let nFFT):
      return (
        what, "a window of \(windowLength) samples does not fit into a transform of \(nFFT)",
        "make the transform longer or the window shorter"
      )
    case .melBands(let count):
      let limits = AnalysisSettings.bandLimits
      return (
        what, "\(count) mel bands are not from \(limits.lowerBound) to \(limits.upperBound)",
        "use 40, 64 or 80"
      )
    case .frequencyRange(let low, let high, let nyquist):
      return (
        what,
        "mel bands from \(plain(low)) to \(plain(high)) Hz are not a rising range"
          + " inside 0 to \(plain(nyquist)) Hz, half the sample rate",
        "lower the upper limit or leave it out"
      )
    case .coefficients(let count, let melBands):
      return (
        what, "\(count) coefficients cannot be made of \(melBands) mel bands",
        "use 1 to \(melBands) coefficients"
      )
    case .unknownFeature(let name):
      let names = FeatureRegistry.all.map { $0.id.rawValue }.joined(separator: ", ")
      return (
        "Cannot find the feature \"\(name)\"", "no feature has this name", "use one of: \(names)"
      )
    }
  }

  private func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }
}
