import NeuralNetworks

/// How long and in which steps a network is trained.
public struct TrainerSettings: Sendable, Hashable, Codable {
  /// How weights follow their gradients.
  public var optimizer: OptimizerSettings
  /// Examples of a step.
  public var batchSize: Int
  /// Steps of the run.
  public var stepCount: Int
  /// What dropout depends on.
  public var seed: UInt64
  /// Steps from one look at the validation set to the next; nil is a pass.
  public var evaluationInterval: Int?
  /// Looks at the validation set without a better one after which a run ends; nil never ends it.
  public var patience: Int?

  /// These settings.
  public init(
    optimizer: OptimizerSettings, batchSize: Int, stepCount: Int, seed: UInt64,
    evaluationInterval: Int? = nil, patience: Int? = nil
  ) {
    self.optimizer = optimizer
    self.batchSize = batchSize
    self.stepCount = stepCount
    self.seed = seed
    self.evaluationInterval = evaluationInterval
    self.patience = patience
  }
}

/// What a trainer says while it works.
public enum TrainerReport: Sendable, Equatable {
  /// A step was taken.
  case step(Step)
  /// The network was looked at, after a pass or so many steps.
  case evaluation(Evaluation)

  /// One step.
  public struct Step: Sendable, Equatable {
    /// Its number, from 0 on.
    public var number: Int
    /// The pass it is of, from 0 on.
    public var pass: Int
    /// What it gave.
    public var result: StepResult
  }

  /// What a look at the network gave.
  public struct Evaluation: Sendable, Equatable {
    /// Steps that were taken.
    public var steps: Int
    /// Passes that are complete.
    public var passes: Int
    /// The mean loss of the training examples since the last look.
    public var trainingLoss: Double
    /// The part of them that was right, 0 to 1.
    public var trainingAccuracy: Double
    /// What the validation gave; nil where there is none.
    public var validation: Validation?
    /// Whether it is the best so far.
    public var isBest: Bool
  }
}

/// How good a network is on what it did not learn from.
public struct Validation: Sendable, Hashable, Codable {
  /// The mean loss; nil where it was not measured.
  public var loss: Double?
  /// The part that was right, 0 to 1.
  public var accuracy: Double

  /// A result.
  public init(accuracy: Double, loss: Double? = nil) {
    self.accuracy = accuracy
    self.loss = loss
  }
}

/// Why a run ended, and what it made.
public struct TrainerOutcome: Sendable, Equatable {
  /// Why a run ended.
  public enum Ending: Sendable, Equatable {
    /// All steps were taken.
    case complete
    /// The caller asked for it.
    case stopped
    /// Validation got no better.
    case noBetter
    /// The loss of a step grew out of all bounds; the network is the last one that was looked at and
    /// from which a step went well, or the first.
    case diverged(step: Int)
  }

  /// Why it ended.
  public var ending: Ending
  /// What it made.
  ///
  /// It is the best by validation where patience asks for it, else the last, averaged where the
  /// settings say so.
  public var network: Network
  /// Steps that were taken, those before a resumption included.
  public var steps: Int
}

/// Why a trainer can't begin or go on.
public enum TrainerError: Error {
  /// The network does not fit.
  case network(NetworkError)
  /// The source's examples are not what the network takes: its input and classes, and the source's.
  case sourceDoesNotFit(network: Shape, source: Shape, networkClasses: Int, sourceClasses: Int)
  /// The source has no examples.
  case hasNoExamples
  /// An example can't be made.
  case example(any Error)
  /// A checkpoint is of another run.
  case checkpoint(NetworkError)
}
