#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

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
    /// One stage after another.
    case staged([Stage])
    /// Up and down along cosines, from `peak / start` over `peak` to `peak / end`.
    case oneCycle(peak: Double, warmUp: Double, start: Double, end: Double)
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

  /// The rate of a step, counted from 0, of so many.
  public func rate(ofStep step: Int, of count: Int) -> Double {
    switch rates {
    case .staged(let stages):
      var end = 0
      for stage in stages {
        end += stage.steps
        if step < end { return stage.rate }
      }
      return stages.last?.rate ?? 0
    case .oneCycle(let peak, let warmUp, let start, let end):
      let (rising, share) = RecipeTraining.cycle(step, of: count, warmUp: warmUp)
      return rising
        ? RecipeTraining.between(peak / start, peak, share)
        : RecipeTraining.between(peak, peak / end, share)
    }
  }

  /// β₁ of a step of AdamW, counted from 0, of so many; nil for other optimizers.
  public func beta1(ofStep step: Int, of count: Int) -> Double? {
    guard case .adamW(_, let beta1, _) = optimizer else { return nil }
    guard case .oneCycle(_, let warmUp, _, _) = rates else { return beta1.upperBound }
    let (rising, share) = RecipeTraining.cycle(step, of: count, warmUp: warmUp)
    return rising
      ? RecipeTraining.between(beta1.upperBound, beta1.lowerBound, share)
      : RecipeTraining.between(beta1.lowerBound, beta1.upperBound, share)
  }

  /// Whether a step lies on the way up, and how far along its way.
  ///
  /// - Source: PyTorch `OneCycleLR`, two phases.
  private static func cycle(
    _ step: Int, of count: Int, warmUp: Double
  ) -> (rising: Bool, share: Double) {
    let top = warmUp * Double(count) - 1
    let last = Double(count - 1)
    if Double(step) <= top { return (true, top > 0 ? Double(step) / top : 1) }
    return (false, last > top ? min(1, (Double(step) - top) / (last - top)) : 1)
  }

  /// A place on the half cosine from one value to another.
  private static func between(_ start: Double, _ end: Double, _ share: Double) -> Double {
    end + (start - end) / 2 * (1 + cos(Double.pi * share))
  }
}
