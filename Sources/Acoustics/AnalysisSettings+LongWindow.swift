extension AnalysisSettings {
  /// The standard settings with a window that is a power of two and as long as its transform.
  ///
  /// - Parameters:
  ///   - seconds: The window is at most so long, but 256…16384 samples.
  ///   - hopsPerWindow: Frames in a window; nil leaves the hop as it is.
  static func standard(
    sampleRate: Double, longWindow seconds: Double, hopsPerWindow: Int? = nil
  ) -> AnalysisSettings {
    var settings = AnalysisSettings.standard(sampleRate: sampleRate)
    let most = min(16_384, seconds * sampleRate)
    var length = 256
    while Double(2 * length) <= most { length *= 2 }
    settings.windowLength = length
    settings.nFFT = length
    if let hopsPerWindow { settings.hopLength = length / hopsPerWindow }
    return settings
  }
}
