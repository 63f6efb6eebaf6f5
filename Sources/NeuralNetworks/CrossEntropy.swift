/// What one example should be: a class, a mixture of two of them, or labels in order.
public struct ExampleTarget: Sendable, Equatable {
  /// The class.
  public var label: Int
  /// The class that is mixed in.
  public var other: Int
  /// The share of `other`, from 0 to 1.
  public var otherShare: Float
  /// What the example counts for.
  public var weight: Float
  /// Labels in order, for a network that gives the classes of every frame; nil for one class.
  public var sequence: [Int]?
  /// The frames in which each of them is heard; nil where nobody knows.
  public var spans: [Range<Int>]?
  /// What the frames count for where they are known, 0 to 1; the order of the labels for the rest.
  public var spansShare = 0.5

  /// One class, or a mixture.
  public init(label: Int, other: Int = 0, otherShare: Float = 0, weight: Float = 1) {
    self.label = label
    self.other = other
    self.otherShare = otherShare
    self.weight = weight
  }

  /// Labels in order, whenever each of them is heard, or in frames that are known.
  ///
  /// - Precondition: There are as many spans as labels, in order and apart.
  public init(
    sequence: [Int], spans: [Range<Int>]? = nil, spansShare: Double = 0.5, weight: Float = 1
  ) {
    precondition(spans.map { $0.count == sequence.count } ?? true, "every label has its frames")
    self.init(label: 0, weight: weight)
    self.sequence = sequence
    self.spans = spans
    self.spansShare = spansShare
  }
}

/// Softmax and cross entropy with smoothed labels.
struct CrossEntropy {
  let smoothing: Float
  /// `[classes]`, what an example of a class counts for; nil counts all alike.
  let classWeights: [Float]?

  /// What an example counts for.
  func weight(_ target: ExampleTarget) -> Double {
    guard let classWeights, target.sequence == nil else { return Double(target.weight) }
    let mixed =
      (1 - target.otherShare) * classWeights[target.label]
      + (target.otherShare > 0 ? target.otherShare * classWeights[target.other] : 0)
    return Double(target.weight * mixed)
  }

  /// The loss of one example, and its gradient with respect to the logits times `scale`.
  ///
  /// - Returns: The loss times the example's weight, and whether the largest logit is the label's.
  func gradient(
    _ logits: UnsafePointer<Float>, _ classes: Int, _ target: ExampleTarget, scale: Double,
    _ gradient: UnsafeMutablePointer<Float>
  ) -> (loss: Double, isCorrect: Bool) {
    var highest = 0
    for j in 1..<max(1, classes) where logits[j] > logits[highest] { highest = j }
    let peak = Double(logits[highest])
    var sum = 0.0
    for j in 0..<classes { sum += exponential(Double(logits[j]) - peak) }
    let normalizer = peak + logarithm(sum)
    let weight = weight(target)
    let even = Double(smoothing) / Double(classes)
    let certain = 1 - Double(smoothing)
    var loss = 0.0
    for j in 0..<classes {
      var wanted = even
      if j == target.label { wanted += certain * Double(1 - target.otherShare) }
      if target.otherShare > 0, j == target.other { wanted += certain * Double(target.otherShare) }
      let logProbability = Double(logits[j]) - normalizer
      loss -= wanted * logProbability
      gradient[j] = Float((exponential(logProbability) - wanted) * weight * scale)
    }
    return (loss * weight, highest == target.label)
  }
}
