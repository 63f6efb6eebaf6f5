import Labeling

/// Scores of several recordings as one.
struct ScoreSum {
  private var found = 0
  private var truth = 0
  private var matched = 0
  private var onsets = 0
  private var errorSum = 0.0
  /// How many recordings there are.
  private(set) var count = 0

  /// Adds the score of a recording.
  mutating func add(_ score: SegmentScore) {
    found += score.foundCount
    truth += score.truthCount
    matched += score.matchedCount
    onsets += score.matchedOnsetCount
    errorSum += (score.meanOnsetError ?? 0) * Double(score.matchedCount)
    count += 1
  }

  /// The figures in the order of ``names``.
  var cells: [String] {
    Self.cells(
      found: found, truth: truth,
      [
        share(matched, of: found), share(matched, of: truth), share(2 * matched, of: found + truth),
        share(2 * onsets, of: found + truth),
      ], error: matched > 0 ? errorSum / Double(matched) : nil)
  }

  /// The names of the figures.
  static let names = [
    "found", "truth", "precision", "recall", "F1", "onset F1", "onset error",
  ]

  /// The figures of one recording.
  static func cells(_ score: SegmentScore) -> [String] {
    cells(
      found: score.foundCount, truth: score.truthCount,
      [score.precision, score.recall, score.f1, score.onsetF1], error: score.meanOnsetError)
  }

  /// The members that a score adds to the object of a recording.
  static func json(_ score: SegmentScore) -> [(String, JSONValue)] {
    [
      ("precision", .number(rounded(score.precision))), ("recall", .number(rounded(score.recall))),
      ("f1", .number(rounded(score.f1))), ("onsetF1", .number(rounded(score.onsetF1))),
      ("meanOnsetError", score.meanOnsetError.map { .number(rounded($0)) } ?? .null),
      ("found", .integer(score.foundCount)), ("truth", .integer(score.truthCount)),
      ("matched", .integer(score.matchedCount)),
    ]
  }

  private static func cells(
    found: Int, truth: Int, _ shares: [Double], error: Double?
  ) -> [String] {
    ["\(found)", "\(truth)"] + shares.map { Seconds.text(($0 * 1000).rounded() / 1000) }
      + [error.map { "\(Seconds.text(($0 * 10_000).rounded() / 10)) ms" } ?? ""]
  }

  private static func rounded(_ number: Double) -> Double { (number * 1e6).rounded() / 1e6 }

  private func share(_ part: Int, of whole: Int) -> Double {
    if found == 0, truth == 0 { return 1 }
    return whole == 0 ? 0 : Double(part) / Double(whole)
  }
}
