import Explorer
import Foundation
import Labeling
import NeuralNetworks
import Recognition
import SoundFiles
import Workers

/// One training from inside, from the labels to a model on disk.
struct TrainingJob {
  private let wish: TrainingWish
  private let location: LibraryLocation
  private let shelf: ModelShelf
  private let control: TrainingControl
  private let post: (TrainingReport) -> Void

  /// The share of the way that reading the clips is.
  private static let readingShare = 0.1
  /// Looks at the validation clips in a run, about.
  private static let lookCount = 40
  /// Validation clips from which on scores can be calibrated.
  private static let leastToCalibrate = 10
  /// Clips that the linear baseline learns from at most.
  private static let baselineLimit = 4_000

  init(
    _ wish: TrainingWish, _ location: LibraryLocation, _ shelf: ModelShelf,
    _ control: TrainingControl, _ post: @escaping (TrainingReport) -> Void
  ) {
    self.wish = wish
    self.location = location
    self.shelf = shelf
    self.control = control
    self.post = post
  }

  func run() {
    do throws(Failure) {
      guard let (path, summary) = try train() else {
        post(.cancelled)
        return
      }
      post(.saved(source: FilePath.text(path), summary))
    } catch {
      post(.failed(error))
    }
  }

  /// Nil where it was given up.
  private func train() throws(Failure) -> (path: [UInt8], summary: TrainingSummary)? {
    let look = try ClipLook(wish.clips, location)
    let kind = try TrainingKind(wish.kind, shelf, seconds: look.seconds)
    var plan = try kind.plan(look, seed: wish.seed)
    guard let lesson = try Lesson(wish, plan.recipe.frontEnd, location, report) else {
      return nil
    }
    plan = lesson.paced(plan, looks: TrainingJob.lookCount)
    let made: (name: String, model: ModelFile, summary: TrainingSummary)?
    do throws(TrainingFailure) {
      made = try learn(plan, kind, lesson)
    } catch {
      throw Failure(error)
    }
    guard let made else { return nil }
    return (try shelf.keep(made.model, name: made.name), made.summary)
  }

  /// Nil where it was given up.
  private func learn(
    _ plan: TrainingPlan, _ kind: TrainingKind, _ lesson: Lesson
  ) throws(TrainingFailure) -> (name: String, model: ModelFile, summary: TrainingSummary)? {
    let run = try TrainingRun(
      plan, set: lesson.set, clips: lesson.loaded.samples, noises: lesson.loaded.noises,
      threads: ParallelLoop.processorCount, niceness: TrainingService.niceness)
    let checkpoint = TrainingCheckpoint(run, lesson, kind: wish.kind, shelf) { post(.trouble($0)) }
    post(.began(facts(run, kind, lesson, checkpoint.name)))
    let judge = run.judge(.validation)
    let control = control
    let earlier = EarlierModel(wish.inUse, shelf, lesson, judge) {
      control.isEndingAfterPause
    }
    if let earlier {
      post(.before(accuracy: earlier.accuracy, isOnSameClips: !earlier.examples.isEmpty))
    }
    if run.stepCount > 0 || plan.trunk != nil { try tellBaseline(plan.recipe, lesson) }
    let outcome = try run.run(isCancelled: { control.isEndingAfterPause }) { report in
      tell(report, run, judge)
      checkpoint.saveIfDue(report)
      return !control.isEndingAfterPause
    }
    // Half of a fit is none; steps that were taken are worth something, and all of them are a model.
    let isWholeAtClosing = run.stepCount > 0 && run.stepsTaken == run.stepCount && control.isClosed
    if control.isEnding, !isWholeAtClosing, !control.keepsBest || run.stepCount == 0 {
      if control.isClosed { checkpoint.save() } else { checkpoint.remove() }
      return nil
    }
    let made = try model(outcome, run, judge, lesson, earlier)
    return (checkpoint.name, made.model, made.summary)
  }

  private func report(_ done: Int, _ count: Int) -> Bool {
    post(.progress(TrainingJob.readingShare * Double(done) / Double(max(1, count))))
    return !control.isEndingAfterPause
  }

  private func facts(
    _ run: TrainingRun, _ kind: TrainingKind, _ lesson: Lesson, _ name: String
  ) -> TrainingFacts {
    let shape = run.plan.recipe.frontEnd.inputShape
    let size = "\(shape.frames) × \(shape.bins)"
    let architecture = run.plan.architecture.id
    return TrainingFacts(
      name: name,
      model: kind.trunkName.map { "\(architecture) on \($0)" } ?? architecture,
      parameterCount: run.parameterCount,
      recipe: kind.trunkName == nil
        ? "\(run.plan.recipe.id), \(size)" : "\(FewLabelsRecipe.id), last layer",
      trainingCount: lesson.set.entries(of: .training).count,
      validationCount: lesson.set.entries(of: .validation).count,
      testingCount: lesson.set.entries(of: .testing).count,
      passCount: max(1, run.stepCount / run.passLength))
  }

  /// Says what a straight line through the same clips makes of them.
  private func tellBaseline(_ recipe: Recipe, _ lesson: Lesson) throws(TrainingFailure) {
    guard lesson.set.entries(of: .training).count <= TrainingJob.baselineLimit,
      !lesson.set.entries(of: .validation).isEmpty
    else { return }
    let run = try TrainingRun(
      try .baseline(recipe, seed: wish.seed), set: lesson.set, clips: lesson.loaded.samples,
      threads: ParallelLoop.processorCount, niceness: TrainingService.niceness)
    let control = control
    let outcome = try run.run(isCancelled: { control.isEnding })
    guard !control.isEnding,
      let validation = try run.judge(.validation).validation(of: outcome.network)
    else { return }
    post(.baseline(validation.accuracy))
  }

  private func tell(_ report: TrainerReport, _ run: TrainingRun, _ judge: PartJudge) {
    switch report {
    case .step(let step):
      guard step.number.isMultiple(of: 5) else { return }
      let share = Double(step.number) / Double(max(1, run.stepCount))
      post(.progress(TrainingJob.readingShare + (1 - TrainingJob.readingShare) * share))
    case .evaluation(let look):
      post(
        .pass(
          TrainingPass(
            number: look.passes, trainingLoss: look.trainingLoss,
            trainingAccuracy: look.trainingAccuracy, validationLoss: look.validation?.loss,
            validationAccuracy: look.validation?.accuracy,
            recalls: recalls(run.network, run.set.labels, judge))))
    }
  }

  private func recalls(
    _ network: Network, _ labels: [String], _ judge: PartJudge
  ) -> [TrainingPass.Recall] {
    let opinions: [PartJudge.Opinion]
    // What goes wrong here goes wrong in the run too, which says so.
    do { opinions = try judge.opinions(of: network) } catch { return [] }
    let table = Confusion(
      classCount: labels.count, truth: judge.truth,
      said: opinions.map { Evaluation.best($0.probabilities) })
    return labels.indices.compactMap { label in
      let figures = table.figures(of: label)
      return figures.count == 0
        ? nil : TrainingPass.Recall(label: labels[label], share: figures.recall)
    }
  }

  /// Calibrates what was learnt.
  private func model(
    _ outcome: TrainerOutcome, _ run: TrainingRun, _ judge: PartJudge, _ lesson: Lesson,
    _ earlier: EarlierModel?
  ) throws(TrainingFailure) -> (model: ModelFile, summary: TrainingSummary) {
    let validation = try judge.validation(of: outcome.network)
    let calibrates = judge.truth.count >= TrainingJob.leastToCalibrate
    let temperature = calibrates ? try run.temperature(of: outcome.network) : nil
    if run.stepCount == 0, let validation {
      post(
        .pass(
          TrainingPass(
            number: 1, trainingLoss: validation.loss ?? 0, trainingAccuracy: validation.accuracy,
            validationLoss: validation.loss, validationAccuracy: validation.accuracy,
            recalls: recalls(outcome.network, run.set.labels, judge))))
    }
    var metrics: [String: Double] = [:]
    if let validation { metrics["validationAccuracy"] = validation.accuracy }
    if temperature != nil { metrics["calibrationClips"] = Double(judge.truth.count) }
    let ending = outcome.ending.words
    var provenance = [
      "program": "earmark", "created": Timestamp.text(Date()), "recipe": run.plan.recipe.id,
      "data": TrainingJob.data(lesson), "ending": ending,
    ]
    provenance[LearntClips.key] = lesson.loaded.learnt(
      lesson.set.entries(of: .training).compactMap(\.clip))
    let model = run.model(
      of: outcome.network, temperature: temperature ?? 1, split: SplitRecord(lesson.rule),
      metrics: metrics, provenance: provenance)
    var comparison: ModelComparison?
    if let earlier, let validation {
      let same = try earlier.accuracy(of: outcome.network, judge)
      comparison = ModelComparison(
        name: earlier.name, before: earlier.accuracy, after: same ?? validation.accuracy,
        sameClips: same == nil ? nil : earlier.examples.count)
    }
    return (
      model,
      TrainingSummary(
        ending: ending, validationAccuracy: validation?.accuracy, isCalibrated: temperature != nil,
        comparison: comparison)
    )
  }

  /// What a model says of the clips that it learnt from.
  static func data(_ lesson: Lesson) -> String {
    "\(lesson.set.entries(of: .training).count) \(dataWords)"
  }

  /// How that ends where the clips were labelled here.
  static let dataWords = "clips, labelled in the explorer"
}

extension TrainerOutcome.Ending {
  /// How a run ended, in words.
  fileprivate var words: String {
    switch self {
    case .complete: "complete"
    case .stopped: "ended early"
    case .noBetter: "no better any more"
    case .diverged(let step): "loss not finite at step \(step), last good kept"
    }
  }
}
