import Labeling

/// Reviews: the one under way, the one that is wished for, and what it hides.
public struct ReviewState: Sendable, Equatable {
  /// A review that is to begin as soon as everything that it needs is there.
  public struct Wish: Sendable, Equatable {
    /// What it goes through.
    public let plan: ReviewPlan
    /// Whether it begins anew where one like it was left.
    public let isFresh: Bool
    /// Whether what it waits for was asked for.
    var hasAsked = false

    /// Makes a wish.
    public init(_ plan: ReviewPlan, isFresh: Bool = false) {
      self.plan = plan
      self.isFresh = isFresh
    }
  }

  /// The review under way.
  public internal(set) var session: ReviewSession?
  /// The review that is to begin.
  public var wish: Wish?
  /// The review that the library keeps.
  var record: ReviewRecord?
  /// What is hidden.
  var veil = Veil()
  /// Whether the program was started for a review, so that leaving it ends the program.
  public var isWholeProgram = false
  /// Whether the program was started for a review that waits for what it needs: what is in sight by
  /// then is not what keys are meant for.
  var isAwaited: Bool { isWholeProgram && wish != nil }
  /// The last review that was left, in figures.
  public internal(set) var left: ReviewSummary?
  /// Which of the opinions on the clip under the cursor is taken next.
  var choice = 0
  /// Whether clips played on arrival before.
  var playedOnArrival = false
  /// Whether the figures at the target were shown.
  var hasShownTarget = false

  /// Makes the state without a review.
  public init() {}

  /// The figures of the review under way, or of the one that was left last.
  public var summary: ReviewSummary? { session.map(ReviewSummary.init) ?? left }
}
