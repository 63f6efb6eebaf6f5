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
    /// There was no time for it; seconds that one pass takes, where that is known.
    case notRun(ComparedModel, leastSeconds: Double?)
  }

  /// A model and what it needs.
  private struct Wish {
    let model: ComparedModel
    let trial: LearningTrial
  }

  /// The part of the time in which models are timed.
  private static let timing = 0.15
  /// How far a model may go over its share, where others went under theirs.
  private static let patience = 1.5

  /// Compares models and hands over what comes of each; those that learn fastest come first.
  ///
  /// What learns from all clips at once is quick and comes before the others are timed.
  ///
  /// - Throws: Why nothing can be learnt.
  func run(_ models: [ComparedModel], report: (Result) throws -> Void) throws {
    let heads = models.filter { $0.plan.fitsHead }
    for (place, model) in heads.enumerated() where !Interruption.isSet {
      let others = models.count - place - 1
      let allowance = LearningAllowance(
        deadline: ContinuousClock.now + .seconds(left / Double(min(2, others + 1))))
      let row = left > 0 ? try bench.row(of: model, within: allowance) : nil
      if Interruption.isSet { return }
      try report(Result(row, of: model, leastSeconds: nil))
    }
    var wishes = try timed(models.filter { !$0.plan.fitsHead }, report: report)
    wishes.sort { $0.trial.need.full < $1.trial.need.full }
    while !wishes.isEmpty, !Interruption.isSet {
      let share = TimeShares.divide(left, among: wishes.map { $0.trial.need })[0]
      let wish = wishes.removeFirst()
      var row: ComparedKind?
      if let share { row = try learnt(wish, in: share) }
      if Interruption.isSet { return }
      try report(Result(row, of: wish.model, leastSeconds: wish.trial.need.least))
    }
  }

  /// Seconds that are left.
  private var left: Double { max(0, (end - ContinuousClock.now) / .seconds(1)) }

  /// Models and how long they take, those with the fewest products first.
  ///
  /// One that would not be done in all that is left, at the best speed that was seen, is not even
  /// timed: a single step of it might take too long.
  private func timed(
    _ models: [ComparedModel], report: (Result) throws -> Void
  ) throws -> [Wish] {
    let each = Self.timing * left / Double(max(1, models.count))
    var sized: [(model: ComparedModel, products: Double)] = []
    for model in models { sized.append((model, try bench.products(of: model))) }
    var bestSpeed = 0.0
    var wishes: [Wish] = []
    for (model, products) in sized.sorted(by: { $0.products < $1.products }) {
      if Interruption.isSet { break }
      let least = bestSpeed > 0 ? products / bestSpeed : 0
      guard least < left, let trial = try bench.trial(of: model, upTo: each) else {
        if Interruption.isSet { break }
        try report(.notRun(model, leastSeconds: least > 0 ? least : nil))
        continue
      }
      bestSpeed = max(bestSpeed, products / max(1e-9, trial.need.least))
      wishes.append(Wish(model: model, trial: trial))
    }
    return wishes
  }

  private func learnt(_ wish: Wish, in share: Double) throws -> ComparedKind? {
    let allowance = LearningAllowance(
      share: wish.trial.share(in: share),
      deadline: min(end, ContinuousClock.now + .seconds(Self.patience * share)))
    return try bench.row(of: wish.model, within: allowance)
  }
}

extension BudgetedComparison.Result {
  /// A row, or that there was no time for one.
  fileprivate init(_ row: ComparedKind?, of model: ComparedModel, leastSeconds: Double?) {
    self = row.map { .compared($0) } ?? .notRun(model, leastSeconds: leastSeconds)
  }

  /// The object of `compare --json`.
  var json: JSONValue {
    switch self {
    case .compared(let kind): kind.json
    case .notRun(let model, let leastSeconds):
      .object([
        ("model", .string(model.name)), ("family", .string(model.family.rawValue)),
        (
          "error",
          .object([
            ("what", .string("Cannot compare \(model.name) in this time")),
            ("why", .string(Self.why(leastSeconds))),
            ("remedy", .string("give a larger --budget, or name fewer --models")),
          ])
        ),
      ])
    }
  }

  private static func why(_ leastSeconds: Double?) -> String {
    guard let leastSeconds else { return "nothing of it was left" }
    let seconds = Format.count(Int(min(1e9, leastSeconds).rounded(.up)))
    return "to hear all clips once takes it about \(seconds) s, more than its share"
  }
}
