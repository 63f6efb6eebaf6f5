/// Finds clips whose labels are probably wrong.
///
/// The probabilities must come from models that did not learn from the clip. A class's threshold is
/// the mean probability that its own clips give it; a clip counts for the class that passes its
/// threshold by most weight. How many of each class are of another is estimated from these counts,
/// and that many clips, those that speak most for the other class, are flagged. So is every clip
/// that speaks clearly for another class, because the estimate errs on the low side.
///
/// - Source: Northcutt, Jiang & Chuang, *Confident learning*, JAIR 70 (2021), arXiv:1911.00068:
///   the confident joint, pruning by noise rate.
public struct ConfidentLearning: Sendable, Equatable {
  /// A clip whose label is doubted.
  public struct Suspect: Sendable, Equatable {
    /// The place of the clip.
    public let clip: Int
    /// The class that it has.
    public let label: Int
    /// The class that it probably is of.
    public let suggested: Int
    /// How far the suggestion is ahead, −1 to 1: the larger, the more suspicious.
    public let score: Float
    /// Whether it is among those that the estimate says are wrong.
    public let isFlagged: Bool
  }

  /// How far another class must be ahead to flag a clip by itself.
  public static let clearLead: Float = 0.25

  /// The threshold of each class; NaN for one without clips.
  public let thresholds: [Double]
  /// Estimated counts, `[given class][true class]`; they sum to the number of clips.
  public let joint: [[Double]]
  /// Every clip, the most suspicious first: those that are flagged, then the others.
  public let ranked: [Suspect]

  /// Judges clips.
  ///
  /// - Parameters:
  ///   - probabilities: `[clips]` of `[classes]`.
  ///   - labels: The class that each clip has.
  ///   - clearLead: How far another class must be ahead to flag a clip by itself.
  public init(
    probabilities: [[Float]], labels: [Int], clearLead: Float = ConfidentLearning.clearLead
  ) {
    precondition(probabilities.count == labels.count, "every clip needs probabilities and a class")
    let classes = probabilities.first?.count ?? 0
    thresholds = ConfidentLearning.thresholds(probabilities, labels, classes)
    joint = ConfidentLearning.joint(probabilities, labels, thresholds)
    var flagged = Set(
      labels.indices.filter { clip in
        let scores = probabilities[clip]
        return (scores.max() ?? 0) - scores[labels[clip]] >= clearLead
      })
    for given in 0..<classes {
      for other in 0..<classes where other != given {
        let wanted = Int(joint[given][other].rounded())
        guard wanted > 0 else { continue }
        let own = labels.indices.filter { labels[$0] == given }
        let lead = { (clip: Int) in probabilities[clip][other] - probabilities[clip][given] }
        let sorted = own.sorted { (-lead($0), $0) < (-lead($1), $1) }
        // A clip that speaks more for its own class is not wrong, whatever the estimate says.
        flagged.formUnion(sorted.prefix(wanted).filter { lead($0) > 0 })
      }
    }
    let suspects = labels.indices.map { clip -> Suspect in
      let scores = probabilities[clip]
      let label = labels[clip]
      let others = scores.indices.filter { $0 != label }
      let suggested = others.max { (scores[$0], $1) < (scores[$1], $0) } ?? label
      return Suspect(
        clip: clip, label: label, suggested: suggested, score: scores[suggested] - scores[label],
        isFlagged: flagged.contains(clip))
    }
    ranked = suspects.sorted {
      ($0.isFlagged ? 0 : 1, -$0.score, $0.clip) < ($1.isFlagged ? 0 : 1, -$1.score, $1.clip)
    }
  }

  /// Those that are flagged, the most suspicious first.
  public var flagged: [Suspect] { Array(ranked.prefix { $0.isFlagged }) }

  private static func thresholds(
    _ probabilities: [[Float]], _ labels: [Int], _ classes: Int
  ) -> [Double] {
    var sums = [Double](repeating: 0, count: classes)
    var counts = [Int](repeating: 0, count: classes)
    for (scores, label) in zip(probabilities, labels) {
      sums[label] += Double(scores[label])
      counts[label] += 1
    }
    return zip(sums, counts).map { $1 == 0 ? Double.nan : $0 / Double($1) }
  }

  /// The class that a clip counts for: the most probable of those whose threshold it passes.
  private static func confident(_ scores: [Float], _ thresholds: [Double]) -> Int? {
    let passing = scores.indices.filter { Double(scores[$0]) >= thresholds[$0] }
    return passing.max { (scores[$0], $1) < (scores[$1], $0) }
  }

  private static func joint(
    _ probabilities: [[Float]], _ labels: [Int], _ thresholds: [Double]
  ) -> [[Double]] {
    let classes = thresholds.count
    var counts = [[Double]](repeating: [Double](repeating: 0, count: classes), count: classes)
    var sizes = [Double](repeating: 0, count: classes)
    for (scores, label) in zip(probabilities, labels) {
      sizes[label] += 1
      if let most = confident(scores, thresholds) { counts[label][most] += 1 }
    }
    // Each row is brought to the class's size: the counts leave out clips below all thresholds.
    return counts.indices.map { given in
      let sum = counts[given].reduce(0, +)
      guard sum > 0 else {
        return (0..<classes).map { $0 == given ? sizes[given] : 0 }
      }
      return counts[given].map { $0 / sum * sizes[given] }
    }
  }
}
