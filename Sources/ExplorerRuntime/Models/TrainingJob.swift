import Explorer
import Foundation
import Labeling
import NeuralNetworks
import Recognition
import SoundFiles
import Workers

/// One training from inside, from the labels to a model on disk.
struct TrainingJob {
  private let plan: TrainingWish
  private let location: LibraryLocation
  private let shelf: ModelShelf
  private let control: TrainingControl
  private let post: (TrainingReport) -> Void

  /// The share of the way that reading the clips is.
  private static let readingShare = 0.1
  /// The share of clips that the model is judged by, in percent.
  private static let validationPercentage = 20.0
  /// Groups from which on whole groups are held out.
  private static let leastGroups = 5
  /// Validation clips from which on scores can be calibrated.
  private static let leastToCalibrate = 10
  /// Looks at the validation clips in a run, about.
  private static let lookCount = 40
  /// Clips that the linear baseline learns from at most.
  private static let baselineLimit = 4_000

  init(
    _ plan: TrainingWish, _ location: LibraryLocation, _ shelf: ModelShelf,
    _ control: TrainingControl, _ post: @escaping (TrainingReport) -> Void
  ) {
    self.plan = plan
    self.location = location
    self.shelf = shelf
    self.control = control
    self.post = post
  }

  func run() {
    do throws(Failure) {
      guard let result = try train() else {
        post(.cancelled)
        return
      }
      post(.saved(source: FilePath.text(result.path), result.summary))
    } catch {
      post(.failed(error))
    }
  }

  /// Nil where it was given up.
  private func train() throws(Failure) -> (path: [UInt8], summary: TrainingSummary)? {
    let (seconds, rate) = try look()
    let kind = try TrainingKind(plan.kind, shelf, seconds: seconds)
    let lesson = try lesson(kind, seconds: seconds, sampleRate: rate)
    guard let lesson else { return nil }
    let name = shelf.nextName()
    let result: LessonResult?
    switch kind {
    case .head: result = try learnHead(lesson, name)
    case .network(let id):
      guard let architecture = ArchitectureRegistry.architecture(named: id) else {
        throw Failure(what: "There is no kind of network named \(id)")
      }
      result =
        architecture.training == TrainingMethod.wholeSet
        ? try learnHead(lesson, name) : try learnSteps(lesson, name)
    }
    guard let result else { return nil }
    let validation = lesson.validation(of: result.network)
    let calibrates = (validation?.logits.count ?? 0) >= TrainingJob.leastToCalibrate
    var configuration = lesson.configuration
    if let validation, calibrates {
      configuration.temperature = Temperature.fitted(
        logits: validation.logits, truth: validation.truth)
      configuration.metrics["calibrationClips"] = Double(validation.logits.count)
      configuration.metrics["calibrationError"] = validation.calibrationError(
        configuration.temperature)
    }
    if let validation { configuration.metrics["validationAccuracy"] = validation.accuracy }
    configuration.provenance["ending"] = result.ending
    let model = ModelFile(
      configuration: configuration, options: lesson.options, network: result.network)
    let path = try shelf.keep(model, name: name)
    return (
      path,
      TrainingSummary(
        ending: result.ending, validationAccuracy: validation?.accuracy, isCalibrated: calibrates)
    )
  }

  private struct LessonResult {
    let network: Network
    let ending: String
  }

  /// The usual length of the clips, and their usual rate.
  private func look() throws(Failure) -> (seconds: Double, sampleRate: Double) {
    var lengths: [Double] = []
    var rates: [Double: Int] = [:]
    let step = max(1, plan.clips.count / 200)
    var last: Failure?
    for place in stride(from: 0, to: plan.clips.count, by: step) {
      let clip = plan.clips[place].clip
      do throws(SoundFileError) {
        let facts = try SoundFile.probe(location.absolutePath(of: clip.path))
        lengths.append(
          clip.span.map { Double($0.count) / facts.sampleRate } ?? facts.duration)
        rates[facts.sampleRate, default: 0] += 1
      } catch {
        last = Failure(error)
      }
    }
    guard !lengths.isEmpty,
      let rate = rates.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key
    else {
      throw last ?? Failure(what: "Cannot train", why: "no clip can be read")
    }
    return (lengths.sorted()[lengths.count / 2], rate)
  }

  /// Reads the clips and divides them; nil where it was given up.
  private func lesson(
    _ kind: TrainingKind, seconds: Double, sampleRate: Double
  ) throws(Failure) -> Lesson? {
    var trunk: ModelFile?
    var recipe = try TrainingKind.recipe(seconds: seconds, sampleRate: sampleRate)
    if case .head(let path, _) = kind {
      let file = try ModelCatalog.read(path)
      recipe.frontEnd = file.configuration.frontEnd
      recipe.augmentation = FewLabelsRecipe().augmentation
      trunk = file
    }
    if case .network(let id) = kind { recipe.architecture = id }
    let control = control
    let data = LabeledData(
      folder: location.root, items: plan.clips.map { LabeledData.Item($0, location) })
    let count = max(1, data.items.count)
    let loaded = LoadedData(data, for: recipe.frontEnd, isCancelled: { control.isEnding }) { done in
      post(.progress(TrainingJob.readingShare * Double(done) / Double(count)))
    }
    guard loaded.isComplete, !control.isEnding else { return nil }
    let groups = loaded.data.usualGroups
    let known = Set(loaded.clips.compactMap(groups.group(of:)))
    let rule: SplitRule =
      known.count >= TrainingJob.leastGroups
      ? .groups(
        groups, validationPercentage: TrainingJob.validationPercentage, testingPercentage: 0,
        seed: plan.seed)
      : .stratified(
        validationPercentage: TrainingJob.validationPercentage, testingPercentage: 0,
        seed: plan.seed)
    return try Lesson(recipe: recipe, loaded: loaded, rule: rule, trunk: trunk, seed: plan.seed)
  }

  /// Fits the last layer to all clips at once; nil where it was given up.
  private func learnHead(_ lesson: Lesson, _ name: String) throws(Failure) -> LessonResult? {
    post(.began(lesson.facts(name, passes: 1)))
    let control = control
    let network = try lesson.head(isCancelled: { control.isEnding })
    // Half a fit is none.
    if control.isEnding { return nil }
    if lesson.trunk != nil { try tellBaseline(lesson) }
    if let validation = lesson.validation(of: network) {
      post(
        .pass(
          TrainingPass(
            number: 1, trainingLoss: validation.loss, trainingAccuracy: validation.accuracy,
            validationLoss: validation.loss, validationAccuracy: validation.accuracy,
            recalls: validation.recalls(lesson.set.labels))))
    }
    return LessonResult(network: network, ending: "complete")
  }

  /// Says what a straight line through the same clips makes of them.
  private func tellBaseline(_ lesson: Lesson) throws(Failure) {
    guard lesson.set.entries(of: .training).count <= TrainingJob.baselineLimit,
      !lesson.set.entries(of: .validation).isEmpty, !control.isEnding
    else { return }
    let control = control
    let network = try lesson.baseline(isCancelled: { control.isEnding })
    if let validation = lesson.validation(of: network) { post(.baseline(validation.accuracy)) }
  }

  /// Takes step after step; nil where it was given up.
  private func learnSteps(_ lesson: Lesson, _ name: String) throws(Failure) -> LessonResult? {
    let source = lesson.source
    var settings = lesson.recipe.training.settings(
      examples: source.exampleCount, seed: plan.seed)
    let batch = min(settings.batchSize, source.exampleCount)
    let stepsPerPass = (source.exampleCount + batch - 1) / batch
    settings.evaluationInterval = max(stepsPerPass, settings.stepCount / TrainingJob.lookCount)
    settings.patience = lesson.set.entries(of: .validation).isEmpty ? nil : TrainingJob.lookCount
    post(.began(lesson.facts(name, passes: max(1, settings.stepCount / stepsPerPass))))
    try tellBaseline(lesson)
    if control.isEnding, !control.keepsBest { return nil }
    let started = TrainingJob.readingShare
    let stepCount = settings.stepCount
    let outcome: TrainerOutcome
    let network = try lesson.freshNetwork()
    let box = LastValidation()
    do throws(TrainerError) {
      let trainer = try Trainer(
        network, source: source, settings: settings, niceness: TrainingService.niceness)
      outcome = try trainer.run(
        validate: { network in
          box.value = lesson.validation(of: network)
          return Validation(accuracy: box.value?.accuracy ?? 0, loss: box.value?.loss)
        },
        report: { report in
          switch report {
          case .step(let step):
            if step.number.isMultiple(of: 5) {
              let share = Double(step.number) / Double(stepCount)
              post(.progress(started + (1 - started) * share))
            }
          case .evaluation(let look):
            post(
              .pass(
                TrainingPass(
                  number: look.passes, trainingLoss: look.trainingLoss,
                  trainingAccuracy: look.trainingAccuracy, validationLoss: box.value?.loss,
                  validationAccuracy: box.value?.accuracy,
                  recalls: box.value?.recalls(lesson.set.labels) ?? [])))
          }
          return !control.isEnding
        })
    } catch {
      throw Failure(error)
    }
    if control.isEnding, !control.keepsBest { return nil }
    let ending =
      switch outcome.ending {
      case .complete: "complete"
      case .stopped: "ended early"
      case .noBetter: "no better any more"
      case .diverged(let step): "loss not finite at step \(step), last good kept"
      }
    return LessonResult(network: outcome.network, ending: ending)
  }
}

/// What the last look at the validation clips gave; used on one thread.
private final class LastValidation {
  var value: LessonValidation?
}

extension Failure {
  /// Why a training can't begin or go on.
  init(_ error: TrainerError) {
    let what = "Cannot train"
    switch error {
    case .hasNoExamples: self.init(what: what, why: "there is no clip to learn from")
    case .example(let error as ExampleError):
      switch error {
      case .samples(let error): self.init(what: what, why: error.why)
      case .frontEnd(let error):
        let failure = Failure(error)
        self.init(what: what, why: failure.why, remedy: failure.remedy)
      }
    case .network, .sourceDoesNotFit, .example, .checkpoint:
      self.init(
        what: what, why: "the network does not take what its front end gives",
        remedy: "choose another kind with h and l")
    }
  }
}
