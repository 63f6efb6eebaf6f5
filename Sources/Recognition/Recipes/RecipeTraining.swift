import NeuralNetworks

/// How weights are learnt.
public struct RecipeTraining: Sendable, Hashable {
  /// What follows the gradient.
  public enum Optimizer: Sendable, Hashable {
    /// Plain gradient descent.
    case gradientDescent
    /// Gradient descent with momentum, looking ahead as Nesterov does or not.
    case momentum(Double, isNesterov: Bool)
    /// AdamW; decay is on matrices only, β₁ goes from the upper to the lower bound as the rate
    /// rises, and back as it falls.
    case adamW(decay: Double, beta1: ClosedRange<Double>, beta2: Double)
  }

  /// How the rate changes.
  public enum Rates: Sendable, Hashable {
    /// One rate at every step.
    case constant(Double)
    /// From a rate down to nothing along half a cosine.
    case cosine(Double)
    /// One stage after another.
    case staged([Stage])
    /// Up and down along cosines, from `peak / start` over `peak` to `peak / end`.
    case oneCycle(peak: Double, warmUp: Double, start: Double, end: Double)

    /// The same way through another highest rate; stages stay as they are.
    public func reaching(_ peak: Double) -> Rates {
      switch self {
      case .constant: .constant(peak)
      case .cosine: .cosine(peak)
      case .staged: self
      case .oneCycle(_, let warmUp, let start, let end):
        .oneCycle(peak: peak, warmUp: warmUp, start: start, end: end)
      }
    }

    /// The highest rate.
    public var highest: Double {
      switch self {
      case .constant(let rate), .cosine(let rate), .oneCycle(let rate, _, _, _): rate
      case .staged(let stages): stages.map(\.rate).max() ?? 0
      }
    }
  }

  /// Steps at one rate.
  public struct Stage: Sendable, Hashable {
    /// How many.
    public let steps: Int
    /// The rate.
    public let rate: Double

    /// Makes a stage.
    public init(steps: Int, rate: Double) {
      self.steps = steps
      self.rate = rate
    }
  }

  /// When training ends.
  public enum Length: Sendable, Hashable {
    /// After so many steps.
    case steps(Int)
    /// After so many passes, but not before so many steps.
    case passes(Int, leastSteps: Int)
  }

  /// What follows the gradient.
  public var optimizer: Optimizer
  /// How the rate changes.
  public var rates: Rates
  /// When training ends.
  public var length: Length
  /// Examples of a step.
  public var batchSize: Int
  /// The longest gradient; longer ones are shortened to it, nil leaves them.
  public var gradientLimit: Double?
  /// The share of a target that all classes get alike.
  public var labelSmoothing: Double
  /// What matrices lose each step, of the rate; nil is what the optimizer says.
  public var decay: Double?
  /// How much of an average of the weights, the model then, is kept each step; nil keeps none.
  public var averageDecay: Double?
  /// The share of values that dropout hides; nil is the architecture's own.
  public var dropout: Double?
  /// Steps from one look at the validation part to the next; nil is a pass.
  public var evaluationInterval: Int?
  /// Steps from one checkpoint to the next; nil is a pass.
  public var checkpointInterval: Int?

  /// Makes a way of learning.
  public init(
    optimizer: Optimizer, rates: Rates, length: Length, batchSize: Int,
    gradientLimit: Double? = nil, labelSmoothing: Double = 0, dropout: Double? = nil,
    evaluationInterval: Int? = nil, checkpointInterval: Int? = nil
  ) {
    self.optimizer = optimizer
    self.rates = rates
    self.length = length
    self.batchSize = batchSize
    self.gradientLimit = gradientLimit
    self.labelSmoothing = labelSmoothing
    self.dropout = dropout
    self.evaluationInterval = evaluationInterval
    self.checkpointInterval = checkpointInterval
  }

  /// Steps of a training on so many examples.
  public func stepCount(examples: Int) -> Int {
    switch length {
    case .steps(let steps): steps
    case .passes(let passes, let least):
      max(least, passes * ((examples + batchSize - 1) / max(1, batchSize)))
    }
  }

  /// What a trainer takes for so many examples of a pass.
  public func settings(examples: Int, seed: UInt64) -> TrainerSettings {
    let steps = stepCount(examples: examples)
    let kind: OptimizerKind
    var decay: Float = 0
    var firstDecay: ClosedRange<Float> = 0.9...0.9
    switch optimizer {
    case .gradientDescent: kind = .gradientDescent
    case .momentum(let share, let isNesterov):
      kind = .momentum(Float(share), looksAhead: isNesterov)
    case .adamW(let share, let beta1, let beta2):
      kind = .adam(firstDecay: Float(beta1.upperBound), secondDecay: Float(beta2))
      decay = Float(share)
      firstDecay = Float(beta1.lowerBound)...Float(beta1.upperBound)
    }
    if let own = self.decay { decay = Float(own) }
    return TrainerSettings(
      optimizer: OptimizerSettings(
        kind: kind, schedule: schedule(steps: steps, firstDecay: firstDecay), weightDecay: decay,
        gradientLimit: gradientLimit.map { Float($0) }, labelSmoothing: Float(labelSmoothing),
        averageDecay: averageDecay.map { Float($0) }),
      batchSize: batchSize, stepCount: steps, seed: seed, evaluationInterval: evaluationInterval)
  }

  private func schedule(
    steps: Int, firstDecay: ClosedRange<Float>
  ) -> LearningRateSchedule {
    switch rates {
    case .constant(let rate): .constant(Float(rate))
    case .cosine(let rate): .cosine(from: Float(rate), steps: steps)
    case .staged(let stages):
      .staged(stages.map { .init(steps: $0.steps, rate: Float($0.rate)) })
    case .oneCycle(let peak, let warmUp, let start, let end):
      .oneCycle(
        .init(
          peak: Float(peak), steps: steps, warmUp: Float(warmUp), start: Float(1 / start),
          end: Float(1 / end), firstDecay: firstDecay))
    }
  }
}
