import Recognition

/// Digits in a recording of fifteen minutes.
struct StreamStudy {
  /// The folder of all recordings.
  let data: String
  /// What listens.
  let model: ModelFile

  /// Seconds that an onset may be off.
  private static let tolerance = 0.25
  /// Seconds from window to window.
  private static let hop = 0.05

  /// Prints how onsets that were found fit those that are there.
  func run() throws {
    let rate = model.configuration.frontEnd.sampleRate
    let long = try LongDigits(data: data, rate: rate)
    let window = model.configuration.frontEnd.seconds
    // Windows before the beginning and after the end, so that every moment is in the middle of one.
    let margin = [Float](repeating: 0, count: Int(window * rate / 2))
    let opinions = try Recognizer(model).opinions(
      of: margin + long.sound + margin, hop: Int(StreamStudy.hop * rate))
    let smoother = HysteresisSmoother()
    let found = smoother.detections(
      opinions.map(\.probabilities), labels: model.configuration.labels, hop: StreamStudy.hop,
      window: window)
    let score = EventScore(
      found: found.map { (model.configuration.labels[$0.label], $0.onset - window / 2) },
      truth: long.events.map { ($0.label, $0.onset) }, tolerance: StreamStudy.tolerance)
    say("  stream: found \(score.found), there are \(score.truth), matched \(score.matched)")
    say(AccuracyRow(what: "stream, F1 at 250 ms", measured: 100 * score.f1, least: 90).line)
  }
}
