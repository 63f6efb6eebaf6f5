import NeuralNetworks

/// How many labels an order of labelling needs.
///
/// Labels are given in batches, and a model learns anew from all of them after each.
public struct QueueSimulation: Sendable {
  /// Labels that are there when it begins, by chance.
  public var firstLabels = 20
  /// Labels between two trainings.
  public var batch = 10
  /// Labels at the end.
  public var labelLimit = 400
  /// How the model learns.
  public var regression = LogisticRegression()

  private let pool, test: [[Float]]
  private let poolLabels, testLabels: [Int]
  private let classes: Int

  /// Takes clips as values, those that can be labelled and those that are judged by.
  public init(
    pool: [[Float]], poolLabels: [Int], test: [[Float]], testLabels: [Int], classes: Int
  ) {
    precondition(
      pool.count == poolLabels.count && test.count == testLabels.count,
      "every clip needs values and a class")
    self.pool = pool
    self.poolLabels = poolLabels
    self.test = test
    self.testLabels = testLabels
    self.classes = classes
  }

  /// An accuracy after so many labels.
  public struct Point: Sendable, Hashable {
    /// Labels that were given.
    public let labels: Int
    /// The share of the test clips that is right.
    public let accuracy: Double
  }

  /// Labels in the order of a queue.
  ///
  /// - Precondition: The queue is `margin`, `entropy` or `random`.
  public func run(_ queue: LabelQueue, seed: UInt64) -> [Point] {
    var order = LabelQueue.random(count: pool.count, seed: seed).map(\.clip)
    var labelled = Array(order.prefix(firstLabels))
    order.removeFirst(labelled.count)
    var points: [Point] = []
    while true {
      let fit = fitted(labelled)
      points.append(Point(labels: labelled.count, accuracy: accuracy(fit)))
      guard labelled.count < labelLimit, !order.isEmpty else { return points }
      if queue != .random {
        let probabilities = order.map { Temperature.probabilities(fit.logits(pool[$0])) }
        order = queue.order(probabilities: probabilities).map { order[$0.clip] }
      }
      labelled += order.prefix(batch)
      order.removeFirst(min(batch, order.count))
    }
  }

  /// The fewest labels after which an accuracy is reached; nil where it is not.
  public static func labels(to accuracy: Double, in points: [Point]) -> Int? {
    points.first { $0.accuracy >= accuracy }?.labels
  }

  private func fitted(_ labelled: [Int]) -> LogisticRegression.Fit {
    regression.fit(
      labelled.flatMap { pool[$0] }, width: pool.first?.count ?? 0,
      targets: labelled.map { ExampleTarget(label: poolLabels[$0]) }, classes: classes)
  }

  private func accuracy(_ fit: LogisticRegression.Fit) -> Double {
    let correct = test.indices.count { Evaluation.best(fit.logits(test[$0])) == testLabels[$0] }
    return Double(correct) / Double(max(1, test.count))
  }
}
