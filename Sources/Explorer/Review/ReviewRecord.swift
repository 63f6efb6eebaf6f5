import Labeling

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A review as the library keeps it, to go on from exactly there.
///
/// Which verdicts were given is told by the labels themselves.
public struct ReviewRecord: Sendable, Equatable, Codable {
  /// What it goes through.
  public let plan: ReviewPlan
  /// When it began; what is labelled from then on is a verdict.
  public let begun: Date
  /// The rows of the clips in their order.
  let clips: [Int64]
  /// The places that are served a second time.
  let seconds: [Int]
  /// The places that were deferred, in the order in which they come back.
  var deferred: [Int]
  /// What the model said, where a share of each band of scores is reviewed.
  let sample: BandSample?

  /// The places of the review.
  var items: [ReviewItem] {
    let second = Set(seconds)
    return clips.enumerated().map { place, row in
      ReviewItem(ID(row: row), isSecond: second.contains(place))
    }
  }
}

/// What a model said of clips that were drawn from bands of its scores.
public struct BandSample: Sendable, Equatable, Codable {
  /// What it said of a clip.
  struct Call: Sendable, Equatable, Codable {
    let label: String
    let score: Float
  }

  /// All the clips that have a score in each band.
  let totals: [Int]
  /// Its classes.
  let classes: [String]
  /// What it said, clip by clip.
  let calls: [ID<Clip>: Call]

  /// Whether what it said is right for a label: that class, or that of all that it does not know.
  func isRight(_ call: Call, for label: String) -> Bool {
    ModelState.target(of: label, among: classes) == call.label
  }
}
