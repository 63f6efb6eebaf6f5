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
    } else if meter.peak <= AmplitudeMeter.silenceLimit {
      issues.append("nothing in it is louder than −60 dB")
    }
    if encoding == "FLOAT" || encoding == "DOUBLE", meter.peak > 1 {
      issues.append("its samples go beyond full scale, up to \(short(Double(meter.peak)))")
    } else if meter.longestClip >= clipRun {
      issues.append(
        "\(spaced(meter.clippedSamples)) samples are clipped,"
          + " up to \(spaced(meter.longestClip)) in a row")
    }
    if abs(meter.dcOffset) > offsetLimit {
      issues.append("it is off center by \(short(meter.dcOffset)) of full scale")
    }
    return issues
  }

  private static func short(_ value: Double) -> String {
    abs(value) < 1e6 ? String((value * 1000).rounded() / 1000) : String(value)
  }
}
