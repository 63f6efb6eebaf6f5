/// How weights follow their gradients.
public enum OptimizerKind: Sendable, Hashable, Codable {
  /// Along the gradient.
  case gradientDescent
  /// With a velocity that loses a part each step; it may look ahead, as Nesterov's does.
  case momentum(Float, looksAhead: Bool = false)
  /// Adam with decoupled weight decay.
  ///
  /// - Source: Loshchilov and Hutter, *Decoupled weight decay regularization*, 2019.
  case adam(firstDecay: Float = 0.9, secondDecay: Float = 0.999, epsilon: Float = 1e-8)
}

/// How a network is trained, step by step.
public struct OptimizerSettings: Sendable, Hashable, Codable {
  /// How weights follow their gradients.
  public var kind: OptimizerKind
  /// The rate over the steps.
  public var schedule: LearningRateSchedule
  /// What matrices lose each step, of the rate; biases and scales lose nothing.
  public var weightDecay: Float
  /// The length above which a gradient is shortened; nil leaves it.
  public var gradientLimit: Float?
  /// The part of each target that is spread over all classes.
  public var labelSmoothing: Float
  /// What an example of each class counts for; nil counts all alike.
  public var classWeights: [Float]?
  /// How much of an average of the weights is kept each step; nil keeps none.
  public var averageDecay: Float?

  /// These settings.
  public init(
    kind: OptimizerKind = .adam(), schedule: LearningRateSchedule, weightDecay: Float = 0,
    gradientLimit: Float? = nil, labelSmoothing: Float = 0, classWeights: [Float]? = nil,
    averageDecay: Float? = nil
  ) {
    self.kind = kind
    self.schedule = schedule
    self.weightDecay = weightDecay
    self.gradientLimit = gradientLimit
    self.labelSmoothing = labelSmoothing
    self.classWeights = classWeights
    self.averageDecay = averageDecay
  }
}
