import Explorer
import ExplorerRuntime
import Foundation
import Labeling
import NeuralNetworks
import Recognition

/// A training from clips that are divided to a model on the disk.
final class TrainingJob {
  /// How it ended.
  enum Ending {
    /// The model is whole.
    case finished(TrainingResult)
    /// The user stopped it; after some steps it can go on, before them nothing is kept.
    case stopped(steps: Int)
    /// The loss was no number any more; the last good network is kept if there was one.
    case diverged(step: Int, isKept: Bool)
  }

  private let run: TrainingRun
  private let data: TrainingData
  private let flags: TrainingFlags
  private let place: CheckpointPlace
  private let teller: TrainingTeller
  private let threads: Int
  private let dataName: String
  private let dataWords: [String]
  private var lastSaving = Date.distantPast
  /// Whether a checkpoint could not be written and that was told.
  private var toldTrouble = false
  /// Whether a checkpoint is on the disk.
  private var hasKept = false
  /// Whether it goes on from a checkpoint.
  private var isResumed = false

  /// Seconds between checkpoints, where passes are shorter.
  private static let pause: TimeInterval = 2

  /// Prepares a training.
  init(
    _ plan: TrainingPlan, _ data: TrainingData, _ flags: TrainingFlags, to place: CheckpointPlace,
    named dataName: String, _ dataWords: [String], teller: TrainingTeller, threads: Int
  ) throws(Failure) {
    self.data = data
    self.flags = flags
    self.place = place
    self.dataName = dataName
    self.dataWords = dataWords
    self.teller = teller
    self.threads = threads
    do {
      run = try TrainingRun(
        plan, set: data.set, clips: data.loaded.samples, noises: data.loaded.noises,
        voices: data.groupNames, threads: threads)
    } catch {
      throw Failure(error)
    }
  }

  /// Goes on from a checkpoint.
  func resume(from model: ModelFile) throws(Failure) {
    do {
      try run.resume(from: model.checkpoint)
      (hasKept, isResumed) = (true, true)
    } catch {
      throw Failure(error)
    }
  }

  /// Trains, keeps the model and judges it.
  ///
  /// - Parameter recipe: The recipe as the linear baseline follows it.
  func train(recipe: Recipe) throws(Failure) -> Ending {
    let baseline = try self.baseline(recipe)
    let first = run.network
    let outcome = try learn()
    switch outcome.ending {
    case .stopped:
      if run.stepsTaken > 0 {
        try save(outcome.network, checkpoint: run.checkpoint, to: place.checkpoint)
      }
      return .stopped(steps: run.stepsTaken)
    case .diverged(let step):
      let isGood = outcome.network != first
      if isGood {
        try save(outcome.network, to: place.checkpoint)
      } else if hasKept, !isResumed {
        place.discard()
      }
      return .diverged(step: step, isKept: isGood)
    case .complete, .noBetter:
      return .finished(try judged(outcome, baseline))
    }
  }

  private func learn() throws(Failure) -> TrainerOutcome {
    var trouble: Failure?
    let outcome: TrainerOutcome
    do throws(TrainingFailure) {
      outcome = try run.run(isCancelled: { Interruption.isSet }) { report in
        do throws(Failure) {
          try self.teller.tell(report, of: self.run.stepCount)
        } catch {
          trouble = error
        }
        self.saveIfDue(report)
        return trouble == nil && !Interruption.isSet
      }
    } catch {
      teller.finish()
      throw Failure(error)
    }
    teller.finish()
    if let trouble { throw trouble }
    return outcome
  }

  private func saveIfDue(_ report: TrainerReport) {
    let isDue =
      switch report {
      case .step(let step):
        run.plan.recipe.training.checkpointInterval.map { (step.number + 1) % $0 == 0 } ?? false
      case .evaluation(let look):
        run.plan.recipe.training.checkpointInterval == nil && look.steps < run.stepCount
      }
    guard isDue, Date().timeIntervalSince(lastSaving) >= Self.pause, !Interruption.isSet else {
      return
    }
    lastSaving = Date()
    do throws(Failure) {
      try save(run.network, checkpoint: run.checkpoint, to: place.checkpoint)
    } catch {
      // The earlier checkpoint is whole, and there may be room again for the next one.
      if !toldTrouble { teller.tell(error) }
      toldTrouble = true
    }
  }

  private func save(
    _ network: Network, temperature: Double = 1, metrics: [String: Double] = [:],
    calibration: String? = nil, checkpoint: [String: NamedTensor] = [:], to path: [UInt8]
  ) throws(Failure) {
    var provenance = [
      "program": "earmark \(Earmark.version)", "created": Timestamp.text(Date()),
      "data": dataName, "dataHash": data.loaded.data.hash, "recipe": run.plan.recipe.id,
      "seed": String(run.plan.seed), ResumedTraining.key: ResumedTraining.text(flags.given),
      ResumedTraining.dataKey: ResumedTraining.text(dataWords),
    ]
    provenance[LearntClips.key] = data.loaded.learnt(
      data.set.entries(of: .training).compactMap(\.clip))
    if !checkpoint.isEmpty { provenance["state"] = "unfinished" }
    provenance["calibration"] = calibration
    var metrics = metrics
    if case .wanted(_, let silence, let unknown) = data.classes {
      metrics["silencePercentage"] = silence
      metrics["unknownPercentage"] = unknown
    }
    var model = run.model(
      of: network, temperature: temperature, split: SplitRecord(data.rule), metrics: metrics,
      provenance: provenance)
    model.checkpoint = checkpoint
    try ModelCatalog.write(model, to: path)
    if !checkpoint.isEmpty { hasKept = true }
  }

  private func baseline(_ recipe: Recipe) throws(Failure) -> Evaluation? {
    // It says one label of a clip.
    guard run.plan.architecture.id != Logistic.id, run.plan.architecture.answers == .label
    else { return nil }
    let part: SplitPart =
      data.set.entries(of: .testing).isEmpty ? .validation : .testing
    guard !data.set.entries(of: part).isEmpty else { return nil }
    do throws(TrainingFailure) {
      let linear = try TrainingRun(
        TrainingPlan.baseline(recipe, seed: run.plan.seed), set: data.set,
        clips: data.loaded.samples, noises: data.loaded.noises, threads: threads)
      let outcome = try linear.run(isCancelled: { Interruption.isSet })
      guard outcome.ending == .complete else { return nil }
      let evaluation = try linear.evaluation(of: outcome.network, on: part)
      teller.note(
        "the linear baseline has \(Percent.text(evaluation.accuracy)) on"
          + " \(part == .testing ? "the test clips" : "the validation clips")")
      return evaluation
    } catch {
      throw Failure(error)
    }
  }

  private func evaluation(
    of network: Network, on part: SplitPart, _ temperature: Double?
  ) throws(TrainingFailure) -> Evaluation {
    try run.evaluation(
      of: network, on: part, temperature: temperature ?? 1, groups: data.groupNames)
  }

  /// How a network does on a part; nil where there is no clip.
  private func judge(
    _ network: Network, _ part: SplitPart, _ temperature: Double?
  ) throws(TrainingFailure) -> Evaluation? {
    data.set.entries(of: part).isEmpty
      ? nil : try evaluation(of: network, on: part, temperature)
  }

  private func judged(
    _ outcome: TrainerOutcome, _ baseline: Evaluation?
  ) throws(Failure) -> TrainingResult {
    let network = outcome.network
    // A second training may follow, and this one shall not be lost with it.
    do throws(Failure) {
      try save(network, checkpoint: run.checkpoint, to: place.checkpoint)
    } catch {
      if !toldTrouble { teller.tell(error) }
      toldTrouble = true
    }
    let found = try TemperatureSearch(run: run, data: data, teller: teller, threads: threads)(
      network)
    let fitted = found?.temperature
    let training: Evaluation
    let (validation, testing): (Evaluation?, Evaluation?)
    do throws(TrainingFailure) {
      training = try evaluation(of: network, on: .training, fitted)
      validation = try judge(network, .validation, fitted)
      testing = try judge(network, .testing, fitted)
    } catch {
      throw Failure(error)
    }
    var metrics = ["trainAccuracy": training.accuracy]
    metrics["validationAccuracy"] = validation?.accuracy
    metrics["testAccuracy"] = testing?.accuracy
    metrics["testClips"] = testing.map { Double($0.count) }
    metrics["ece"] = testing?.calibrationError
    metrics["labelErrorRate"] = testing?.sequences?.labelErrorRate
    metrics["linearAccuracy"] = baseline?.accuracy
    metrics["calibrationClips"] = found.map { Double($0.clips) }
    let calibration = found.map { "\($0.clips) \($0.words)" }
    var trouble: Failure?
    do throws(Failure) {
      try save(
        network, temperature: fitted ?? 1, metrics: metrics, calibration: calibration,
        to: place.target)
      place.clear()
    } catch {
      trouble = Failure(
        what: error.what, why: error.why,
        remedy: hasKept
          ? "make room, and earmark train --resume \(FilePath.text(place.checkpoint)) goes on"
          : "make room and train again: nothing could be kept")
    }
    let passes = Double(outcome.steps) / Double(max(1, run.passLength))
    return TrainingResult(
      model: FilePath.text(place.target), architecture: run.plan.architecture.id,
      parameters: run.parameterCount,
      epochs: run.stepCount == 0 ? 1 : Int(passes.rounded(.up)), steps: outcome.steps,
      ending: outcome.ending == .noBetter ? "no better" : "complete", seconds: teller.seconds,
      data: data.summary, training: training, validation: validation, testing: testing,
      baseline: baseline, temperature: fitted, calibration: calibration,
      trouble: trouble)
  }
}
