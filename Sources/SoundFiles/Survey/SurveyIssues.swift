/// What is odd about the samples of a file, in clauses.
enum SurveyIssues {
  /// So many samples in a row at full scale are no coincidence.
  private static let clipRun = 3
  /// Larger offsets move the whole picture.
  private static let offsetLimit = 0.01

  /// Whether decoding went as the header promises; `found` counts samples when it did not.
  static func ofLength(
    _ facts: SoundFileFacts, found: Int?, _ complaint: String?
  ) -> [String] {
    guard let found else { return [] }
    if let complaint { return ["decoding stops at sample \(spaced(found)): \(complaint)"] }
    let promised = spaced(facts.sampleCount)
    return ["it ends after \(spaced(found)) samples; \(promised) were to be expected"]
  }

  /// Silence, clipping, offset, and samples that are no amplitudes.
  static func ofAmplitude(_ meter: AmplitudeMeter, encoding: String) -> [String] {
    var issues: [String] = []
    if meter.notFinite > 0 {
      issues.append("\(spaced(meter.notFinite)) samples are not finite and count as 0")
    }
    if meter.peak == 0 {
      issues.append("it is silent")
    } else if isSilent(meter) {
      issues.append("nothing in it is louder than −60 dB")
    }
    if isBeyondFullScale(meter, encoding: encoding) {
      issues.append("its samples go beyond full scale, up to \(short(Double(meter.peak)))")
    } else if isClipped(meter, encoding: encoding) {
      issues.append(
        "\(spaced(meter.clippedSamples)) samples are clipped,"
          + " up to \(spaced(meter.longestClip)) in a row")
    }
    if hasOffset(meter) {
      issues.append("it is off center by \(short(meter.dcOffset)) of full scale")
    }
    return issues
  }

  /// Whether nothing in it is louder than −60 dB.
  static func isSilent(_ meter: AmplitudeMeter) -> Bool {
    meter.peak <= AmplitudeMeter.silenceLimit
  }

  /// Whether samples lie at full scale in a row, or beyond it.
  static func isClipped(_ meter: AmplitudeMeter, encoding: String) -> Bool {
    isBeyondFullScale(meter, encoding: encoding) || meter.longestClip >= clipRun
  }

  /// Whether its mean is far from 0.
  static func hasOffset(_ meter: AmplitudeMeter) -> Bool { abs(meter.dcOffset) > offsetLimit }

  private static func isBeyondFullScale(_ meter: AmplitudeMeter, encoding: String) -> Bool {
    (encoding == "FLOAT" || encoding == "DOUBLE") && meter.peak > 1
  }

  private static func short(_ value: Double) -> String {
    abs(value) < 1e6 ? String((value * 1000).rounded() / 1000) : String(value)
  }
}
