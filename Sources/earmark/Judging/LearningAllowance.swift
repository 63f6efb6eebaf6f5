/// How much a model may learn, and until when.
struct LearningAllowance {
  /// Of the steps that its recipe has.
  var share = 1.0
  /// When it stops, whatever is left; nil never.
  var deadline: ContinuousClock.Instant?

  /// All that its recipe has.
  static let all = LearningAllowance()

  /// Whether time is over.
  var isOver: Bool { deadline.map { ContinuousClock.now >= $0 } ?? false }

  /// How many of some steps, at least one.
  func steps(of full: Int) -> Int {
    share >= 1 ? full : max(1, Int((share * Double(full)).rounded()))
  }
}
