import Labeling

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What is to be trained on which clips.
public struct TrainingWish: Sendable, Equatable {
  /// What is trained; ``automatic`` takes what suits.
  public var kind: String
  /// The labelled clips.
  public var clips: [ClipToLearn]
  /// What the run draws its numbers from.
  public var seed: UInt64

  /// Takes the trunk of a shipped model where there is one, else a small network.
  public static let automatic = "automatic"

  /// Makes a plan.
  public init(kind: String, clips: [ClipToLearn], seed: UInt64) {
    self.kind = kind
    self.clips = clips
    self.seed = seed
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
  /// Passes over the clips.
  public let passCount: Int

  /// Makes facts.
  public init(
    name: String, model: String, parameterCount: Int, recipe: String, trainingCount: Int,
    validationCount: Int, passCount: Int
  ) {
    self.name = name
    self.model = model
    self.parameterCount = parameterCount
    self.recipe = recipe
    self.trainingCount = trainingCount
    self.validationCount = validationCount
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

  /// Makes a summary.
  public init(ending: String, validationAccuracy: Double?, isCalibrated: Bool) {
    self.ending = ending
    self.validationAccuracy = validationAccuracy
    self.isCalibrated = isCalibrated
  }
}

/// A training as the screen shows it.
public struct TrainingSession: Sendable, Equatable {
  /// How far it is.
  public enum Stage: Sendable, Equatable {
    /// It works.
    case running
    /// Its model is saved, and loaded.
    case saved(TrainingSummary)
    /// It went wrong.
    case failed(Failure)
    /// It was given up.
    case cancelled
  }

  /// How far it is.
  public internal(set) var stage = Stage.running
  /// What is known of it; nil before it has begun.
  public internal(set) var facts: TrainingFacts?
  /// The passes that are complete.
  public internal(set) var passes: [TrainingPass] = []
  /// The part of the way that is done, 0…1.
  public internal(set) var share = 0.0
  /// The figure of the linear baseline.
  public internal(set) var baseline: Double?
  /// When it was asked for.
  public let began: Date
  /// When it was over.
  public internal(set) var ended: Date?
  /// Labels given when it was asked for, to tell how many came since.
  let undoDepth: Int
  /// The model that was in use before; nil where there was none.
  let before: ModelCard?

  init(began: Date, undoDepth: Int, before: ModelCard?) {
    self.began = began
    self.undoDepth = undoDepth
    self.before = before
  }

  /// Whether it works.
  public var isRunning: Bool { stage == .running }

  /// The pass with the highest validation accuracy, the first of equal ones.
  var best: TrainingPass? {
    passes.reduce(nil) { best, pass in
      (pass.validationAccuracy ?? -1) > (best?.validationAccuracy ?? -1) ? pass : best
    }
  }

  /// Seconds that it took so far.
  func elapsed(at now: Date) -> Double { max(0, (ended ?? now).timeIntervalSince(began)) }

  /// Seconds that are left, nil while nothing tells.
  func left(at now: Date) -> Double? {
    guard isRunning, share > 0.02 else { return nil }
    return elapsed(at: now) * (1 - share) / share
  }
}
