import Explorer
import Labeling
import Recognition

/// Compares models within a time: each gets its share, and those with too little are not run.
struct BudgetedComparison {
  /// What trains and judges.
  let bench: ComparisonBench
  /// When all is over.
  let end: ContinuousClock.Instant

  /// What came of a model.
  enum Result {
    /// It was compared.
    case compared(ComparedKind)
    /// There was no time for it.
    case notRun(ComparedModel, Failure)
  }

  /// A model and what it needs; nil where that can't be told before, which is little.
  private struct Wish {
    let model: ComparedModel
    let trial: LearningTrial?

    /// Seconds; what learns from all clips at once takes what is left, but seldom much.
    var need: TimeShares.Need { trial?.need ?? TimeShares.Need(least: 0, full: 0) }
  }

  /// The part of the time in which models are timed.
  private static let timing = 0.15
  /// How far a model may go over its share, where others went under theirs.
  private static let patience = 1.5

  /// Compares models and hands over what comes of each; those that learn fastest come first.
  ///
  /// - Throws: Why nothing can be learnt.
  func run(_ models: [ComparedModel], report: (Result) throws -> Void) throws {
    let each = Self.timing * left / Double(max(1, models.count))
    var wishes: [Wish] = []
    for model in models where !Interruption.isSet {
      wishes.append(Wish(model: model, trial: try bench.trial(of: model, upTo: each)))
    }
    wishes.sort { $0.need.full < $1.need.full }
    while !wishes.isEmpty, !Interruption.isSet {
      let shares = TimeShares.divide(left, among: wishes.map(\.need))
      let (wish, share) = (wishes.removeFirst(), shares[0])
      guard let share, let kind = try kind(of: wish, in: share, others: wishes.count) else {
        if Interruption.isSet { return }
        try report(.notRun(wish.model, failure(wish)))
        continue
      }
      try report(.compared(kind))
    }
  }

  /// Seconds that are left.
  private var left: Double { max(0, (end - ContinuousClock.now) / .seconds(1)) }

  private func kind(
    of wish: Wish, in share: Double, others: Int
  ) throws -> ComparedKind? {
    var allowance = LearningAllowance()
    guard let trial = wish.trial else {
      allowance.deadline = ContinuousClock.now + .seconds(left / Double(min(2, others + 1)))
      return left > 0 ? try bench.row(of: wish.model, within: allowance) : nil
    }
    allowance.share = trial.share(in: share)
    allowance.deadline = min(end, ContinuousClock.now + .seconds(Self.patience * share))
    return try bench.row(of: wish.model, within: allowance)
  }

  private func failure(_ wish: Wish) -> Failure {
    let least = wish.need.least
    return Failure(
      what: "Cannot compare \(wish.model.name) in this time",
      why: least > 0
        ? "to hear all clips once takes it about \(Int(least.rounded(.up))) s, more than its share"
        : "nothing of it was left",
      remedy: "give a larger --budget, or name fewer --models")
  }
}

extension BudgetedComparison.Result {
  /// The object of `compare --json`.
  var json: JSONValue {
    switch self {
    case .compared(let kind): kind.json
    case .notRun(let model, let failure):
      .object([
        ("model", .string(model.name)), ("family", .string(model.family.rawValue)),
        (
          "error",
          .object([
            ("what", .string(failure.what)), ("why", .string(failure.why)),
            ("remedy", .string(failure.remedy)),
          ])
        ),
      ])
    }
  }
}
