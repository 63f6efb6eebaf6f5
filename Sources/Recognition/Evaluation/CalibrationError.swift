/// How far scores are from the share that is right.
///
/// - Source: Guo et al., *On calibration of modern neural networks*, arXiv:1706.04599.
public enum CalibrationError {
  /// The expected calibration error over bins of the same width: 0 is perfect.
  ///
  /// - Parameters:
  ///   - scores: The score of what was said, clip by clip, 0 to 1.
  ///   - isCorrect: Whether it was right.
  ///   - bins: A score on an edge falls into the lower bin.
  public static func expected(scores: [Double], isCorrect: [Bool], bins: Int = 15) -> Double {
    precondition(
      scores.count == isCorrect.count && bins > 0, "every score needs a verdict, and some bins")
    guard !scores.isEmpty else { return 0 }
    var sums = [Double](repeating: 0, count: bins)
    for (score, correct) in zip(scores, isCorrect) {
      let bin = min(bins - 1, max(0, Int((score * Double(bins)).rounded(.up)) - 1))
      sums[bin] += (correct ? 1 : 0) - score
    }
    return sums.reduce(0) { $0 + abs($1) } / Double(scores.count)
  }

  /// The expected calibration error of logits that are divided by temperatures.
  ///
  /// - Parameters:
  ///   - logits: `[clips]` of `[labels]`.
  ///   - temperatures: One for each clip.
  ///   - truth: The class of each clip.
  public static func expected(
    logits: [[Float]], temperatures: [Double], truth: [Int]
  ) -> Double {
    precondition(
      logits.count == truth.count && logits.count == temperatures.count,
      "every clip needs logits, a temperature and a class")
    var scores: [Double] = []
    var isCorrect: [Bool] = []
    for (place, own) in logits.enumerated() {
      let probabilities = Temperature.probabilities(own, temperature: temperatures[place])
      let best = Evaluation.best(probabilities)
      scores.append(Double(probabilities[best]))
      isCorrect.append(best == truth[place])
    }
    return expected(scores: scores, isCorrect: isCorrect)
  }
}
