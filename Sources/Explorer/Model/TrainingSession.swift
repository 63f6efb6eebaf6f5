import Labeling

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// How a model that was in use does.
struct EarlierFigure: Sendable, Equatable {
  /// The share of clips that it gets right, 0…1.
  let accuracy: Double
  /// Whether these are clips that the new model is judged by.
  let isOnSameClips: Bool
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
  /// The figure of the model in use, as measured for this training; nil before that.
  var measuredBefore: EarlierFigure?
  /// When it was held; nil while it works.
  public internal(set) var paused: Date?
  /// Seconds that it was held before.
  var pausedSeconds = 0.0
  /// When the user wanted to quit in spite of it.
  var quitAsked: Date?
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
  func elapsed(at now: Date) -> Double {
    max(0, (ended ?? paused ?? now).timeIntervalSince(began) - pausedSeconds)
  }

  /// Seconds within which the second wish to quit counts.
  private static let quitSeconds = 5.0

  /// Whether the user said twice that the program is to end.
  func mayQuit(at now: Date) -> Bool {
    guard isRunning else { return true }
    return quitAsked.map { now.timeIntervalSince($0) < TrainingSession.quitSeconds } ?? false
  }

  /// Seconds that are left, nil while nothing tells.
  func left(at now: Date) -> Double? {
    guard isRunning, share > 0.02 else { return nil }
    return elapsed(at: now) * (1 - share) / share
  }
}
