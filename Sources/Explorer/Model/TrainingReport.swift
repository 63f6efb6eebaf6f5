import Labeling

/// What is to be trained on which clips.
public struct TrainingWish: Sendable, Equatable {
  /// What is trained; ``automatic`` takes what suits.
  public var kind: String
  /// The labelled clips.
  public var clips: [ClipToLearn]
  /// What the run draws its numbers from.
  public var seed: UInt64
  /// Where the model in use can be loaded from; nil where there is none.
  public var inUse: String?

  /// Takes the trunk of a shipped model where there is one, else a small network.
  public static let automatic = "automatic"

  /// Makes a plan.
  public init(kind: String, clips: [ClipToLearn], seed: UInt64, inUse: String? = nil) {
    self.kind = kind
    self.clips = clips
    self.seed = seed
    self.inUse = inUse
  }
}

/// What can be trained: a name and what it is.
public struct TrainingKindName: Sendable, Equatable {
  /// The name.
  public let name: String
  /// What it is, in a line.
  public let summary: String

  /// What suits the clips.
  public static let automatic = TrainingKindName(
    TrainingWish.automatic, "what suits: the trunk for words where it is there, else a network")

  /// Makes a choice.
  public init(_ name: String, _ summary: String) {
    self.name = name
    self.summary = summary
  }
}

/// How a training goes.
public enum TrainingReport: Sendable, Equatable {
  /// It has begun, with these facts.
  case began(TrainingFacts)
  /// A part of the way is done, 0…1.
  case progress(Double)
  /// A pass is over.
  case pass(TrainingPass)
  /// The figure of the linear baseline, 0…1.
  case baseline(Double)
  /// The figure of the model in use, 0…1, on clips that it did not learn from.
  case before(accuracy: Double, isOnSameClips: Bool)
  /// It goes on, but nothing of it can be kept meanwhile.
  case trouble(Failure)
  /// It is over, and its model is a file that can be loaded.
  case saved(source: String, TrainingSummary)
  /// It is over and there is no model.
  case failed(Failure)
  /// It was given up, and nothing was kept.
  case cancelled
}

/// What is known of a training when it begins.
public struct TrainingFacts: Sendable, Equatable {
  /// The name of the run.
  public let name: String
  /// What is trained, in words.
  public let model: String
  /// Weights of the network.
  public let parameterCount: Int
  /// How it is trained, in words.
  public let recipe: String
  /// Clips that it learns from.
  public let trainingCount: Int
  /// Clips that it is judged by.
  public let validationCount: Int
  /// Clips that are kept for a test, because something names them so.
  public let testingCount: Int
  /// Passes over the clips.
  public let passCount: Int

  /// Makes facts.
  public init(
    name: String, model: String, parameterCount: Int, recipe: String, trainingCount: Int,
    validationCount: Int, testingCount: Int = 0, passCount: Int
  ) {
    self.name = name
    self.model = model
    self.parameterCount = parameterCount
    self.recipe = recipe
    self.trainingCount = trainingCount
    self.validationCount = validationCount
    self.testingCount = testingCount
    self.passCount = passCount
  }
}

/// Figures after a pass over the clips.
public struct TrainingPass: Sendable, Equatable {
  /// How many passes are complete.
  public let number: Int
  /// The mean loss of the clips that are learnt from.
  public let trainingLoss: Double
  /// The share of them that was right.
  public let trainingAccuracy: Double
  /// The mean loss of the others; nil where there are none.
  public let validationLoss: Double?
  /// The share of the others that was right.
  public let validationAccuracy: Double?
  /// The share of each class of the others that was right, in the order of the classes.
  public let recalls: [Recall]

  /// The share of a class that was right.
  public struct Recall: Sendable, Equatable {
    /// The class.
    public let label: String
    /// The share, 0…1.
    public let share: Double

    /// Makes a share.
    public init(label: String, share: Double) {
      self.label = label
      self.share = share
    }
  }

  /// Makes figures.
  public init(
    number: Int, trainingLoss: Double, trainingAccuracy: Double, validationLoss: Double? = nil,
    validationAccuracy: Double? = nil, recalls: [Recall] = []
  ) {
    self.number = number
    self.trainingLoss = trainingLoss
    self.trainingAccuracy = trainingAccuracy
    self.validationLoss = validationLoss
    self.validationAccuracy = validationAccuracy
    self.recalls = recalls
  }
}

/// What a training that is over came to.
public struct TrainingSummary: Sendable, Equatable {
  /// How it ended, in words.
  public let ending: String
  /// The share of the validation clips that is right; nil where there are none.
  public let validationAccuracy: Double?
  /// Whether the scores were calibrated on clips that it did not learn from.
  public let isCalibrated: Bool
  /// How the model that was in use does beside it; nil where that can't be told.
  public let comparison: ModelComparison?

  /// Makes a summary.
  public init(
    ending: String, validationAccuracy: Double?, isCalibrated: Bool,
    comparison: ModelComparison? = nil
  ) {
    self.ending = ending
    self.validationAccuracy = validationAccuracy
    self.isCalibrated = isCalibrated
    self.comparison = comparison
  }
}

/// A model that was just trained beside the one that was in use.
public struct ModelComparison: Sendable, Equatable {
  /// The name of that in use.
  public let name: String
  /// The shares that are right, of that in use and of the new one.
  public let before, after: Double
  /// How many clips both were measured on; nil where each was measured on its own.
  public let sameClips: Int?

  /// Makes a comparison.
  public init(name: String, before: Double, after: Double, sameClips: Int?) {
    self.name = name
    self.before = before
    self.after = after
    self.sameClips = sameClips
  }

  /// Whether that in use is better; of equal ones the new one knows the newest labels, and figures
  /// of different clips tell nothing.
  var keepsBefore: Bool { sameClips != nil && before > after }
}
