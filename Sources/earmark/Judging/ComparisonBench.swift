import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling
import NeuralNetworks
import Recognition

/// Trains models on the same clips and judges them.
final class ComparisonBench {
  private let data: DataOptions
  private let found: LabeledData
  private let groups: GroupRule
  private let parts: PartFlags
  private let seed: UInt64
  private let heldOutParts: Int
  private let threads: Int
  private let reporter: Reporter
  private var loaded: [Window: LoadedData] = [:]

  /// What decides how much of a clip is read.
  private struct Window: Hashable {
    let rate: Double
    let count: Int
    let placement: ClipPlacement
  }

  /// Clips that the time of a clip is measured by.
  private static let timedClips = 50

  init(
    data: DataOptions, found: LabeledData, groups: GroupRule, parts: PartFlags, seed: UInt64,
    heldOutParts: Int, threads: Int, reporter: Reporter
  ) {
    self.data = data
    self.found = found
    self.groups = groups
    self.parts = parts
    self.seed = seed
    self.heldOutParts = heldOutParts
    self.threads = threads
    self.reporter = reporter
  }

  /// What came of a training.
  private struct Training {
    let run: TrainingRun
    let outcome: TrainerOutcome
    let seconds: Double
    let evaluation: Evaluation
    let passes: ComparedKind.Passes?
    /// Whether there was not even time for what it was allowed.
    let isOverdue: Bool
  }

  /// Trains and judges a model; nil where it was stopped, or had no time.
  ///
  /// - Throws: Why nothing can be learnt.
  func row(
    of model: ComparedModel, within allowance: LearningAllowance = .all
  ) throws -> ComparedKind? {
    let clips = try clips(for: model.plan.recipe.frontEnd)
    let (rule, split) = try division(of: clips)
    guard let main = try train(model, clips, split, allowance, "") else { return nil }
    guard main.evaluation.confusion.total > 0 else {
      throw Failure(
        what: "Cannot compare models", why: "no clip is left to test on",
        remedy: "label more clips, or choose another --split")
    }
    let heldOut = try heldOut(model, clips, allowance)
    if Interruption.isSet { return nil }
    let file = main.run.model(of: main.outcome.network, split: SplitRecord(rule))
    let (milliseconds, multiplies) = try cost(of: file, clips, split)
    var hasDiverged = false
    if case .diverged = main.outcome.ending { hasDiverged = true }
    if hasDiverged { reporter.note("\(model.name): the training diverged") }
    return ComparedKind(
      name: model.name, family: model.family, isPretrained: model.isPretrained,
      parameters: main.run.parameterCount, multiplies: multiplies,
      test: .init(
        correct: main.evaluation.confusion.correct, of: main.evaluation.confusion.total),
      heldOut: heldOut, trainSeconds: main.seconds, millisecondsPerClip: milliseconds,
      passes: main.passes, hasDiverged: hasDiverged)
  }

  /// How long a model takes to learn, by its first steps; no steps are left out.
  ///
  /// - Returns: Nil where it learns from all clips at once, or was stopped.
  /// - Throws: Why nothing can be learnt.
  func trial(of model: ComparedModel, upTo seconds: Double) throws -> LearningTrial? {
    guard !model.plan.fitsHead else { return nil }
    let clips = try clips(for: model.plan.recipe.frontEnd)
    let (_, split) = try division(of: clips)
    let clock = ContinuousClock()
    let start = clock.now
    let run = try prepared(model, clips, split, .all)
    let begin = clock.now
    var moments: [ContinuousClock.Instant] = []
    do {
      _ = try run.run(isCancelled: { Interruption.isSet }) { report in
        guard case .step = report else { return !Interruption.isSet }
        moments.append(clock.now)
        self.reporter.progress(moments.count, of: LearningTrial.steps, "\(model.name), timing")
        return !Interruption.isSet && moments.count < LearningTrial.steps
          && (clock.now - begin) / .seconds(1) < seconds
      }
    } catch {
      throw Failure(error)
    }
    if Interruption.isSet { return nil }
    let durations = zip([begin] + moments, moments).map { ($1 - $0) / .seconds(1) }
    let heldOutSteps = try heldOutSplits(clips).reduce(0) { sum, split in
      sum + model.plan.recipe.training.stepCount(examples: split.places(of: .training).count)
    }
    return LearningTrial(
      durations: durations, setup: (begin - start) / .seconds(1), steps: run.stepCount,
      passLength: run.passLength, otherSteps: heldOutSteps)
  }

  /// Products of values and weights of a model for a clip, before it has learnt.
  ///
  /// - Throws: That the network does not take what the front end gives.
  func products(of model: ComparedModel) throws(Failure) -> Double {
    let shape = model.plan.recipe.frontEnd.inputShape
    do {
      let network = try model.plan.architecture.network(
        input: Shape(time: shape.frames, frequency: shape.bins),
        classes: max(2, found.labelOrder.count), seed: seed, model.plan.options)
      return Double(try Predictor(network).multiplicationCount)
    } catch {
      throw Failure(TrainingFailure.trainer(.network(error)))
    }
  }

  private func division(of clips: LoadedData) throws -> (SplitRule, Split) {
    let rule = try SplitChoice(flags: parts, isOriginal: false, groups: groups, seed: seed)
      .rule(for: clips.data)
    do { return (rule, try rule.split(clips.clips)) } catch { throw Failure(error) }
  }

  /// The clips as a front end needs them.
  private func clips(for frontEnd: FrontEnd) throws -> LoadedData {
    let window = Window(
      rate: frontEnd.sampleRate, count: frontEnd.sampleCount, placement: frontEnd.placement)
    if let known = loaded[window] { return known }
    let clips = data.load(found, for: frontEnd, threads: threads, reporter)
    guard clips.isComplete else { throw ExitCode(ExitStatus.interrupted) }
    loaded[window] = clips
    return clips
  }

  /// Divisions of the clips that hold out some groups each; none without groups.
  private func heldOutSplits(_ clips: LoadedData) throws -> [Split] {
    let sounds = clips.clips.indices.filter {
      clips.clips[$0].label != FolderLabel.backgroundNoise
    }
    let names = Set(sounds.compactMap { groups.group(of: clips.clips[$0]) })
    guard heldOutParts > 0, names.count > 1 else { return [] }
    let count = max(2, min(heldOutParts, names.count))
    let folds: Folds
    do {
      folds = try Folds.grouped(
        sounds.map { clips.clips[$0] }, by: groups, count: count, seed: seed)
    } catch {
      throw Failure(error)
    }
    return folds.all.prefix(heldOutParts).map { fold in
      var parts = [SplitPart](repeating: .training, count: clips.clips.count)
      for clip in fold.heldOut { parts[sounds[clip]] = .testing }
      return Split(parts)
    }
  }

  /// Clips of groups that a model did not learn from, in turn; nil without groups or time.
  private func heldOut(
    _ model: ComparedModel, _ clips: LoadedData, _ allowance: LearningAllowance
  ) throws -> ComparedKind.Score? {
    let splits = try heldOutSplits(clips)
    guard !splits.isEmpty else { return nil }
    var sum = (correct: 0, count: 0)
    for (place, split) in splits.enumerated() {
      let name = ", held out \(place + 1) of \(splits.count)"
      guard let training = try train(model, clips, split, allowance, name), !training.isOverdue
      else { return nil }
      sum.correct += training.evaluation.confusion.correct
      sum.count += training.evaluation.confusion.total
    }
    return .init(correct: sum.correct, of: sum.count)
  }

  /// A training of a model on a split of the clips, of as many steps as it may take.
  private func prepared(
    _ model: ComparedModel, _ clips: LoadedData, _ split: Split, _ allowance: LearningAllowance
  ) throws -> TrainingRun {
    do {
      let classes: ClassRule =
        parts.wantedWords.map {
          .wanted(
            StreamWords.list($0), silencePercentage: parts.silencePercentage ?? 10,
            unknownPercentage: parts.unknownPercentage ?? 10)
        } ?? .all(order: clips.data.labels)
      let set = try TrainingSet(clips.clips, split: split, classes: classes)
      var plan = model.plan
      let full = plan.recipe.training.stepCount(examples: set.entries(of: .training).count)
      if allowance.share < 1 {
        plan.recipe.training.length = .steps(allowance.steps(of: full))
      }
      return try TrainingRun(
        plan, set: set, clips: clips.samples, noises: clips.noises, threads: threads)
    } catch let error as TrainingSetError {
      throw Failure(error)
    } catch let error as TrainingFailure {
      throw Failure(error)
    }
  }

  /// Trains a model on a split of the clips; nil where it was stopped, or had no time to end.
  private func train(
    _ model: ComparedModel, _ clips: LoadedData, _ split: Split, _ allowance: LearningAllowance,
    _ name: String
  ) throws -> Training? {
    let run = try prepared(model, clips, split, allowance)
    do throws(TrainingFailure) {
      let clock = ContinuousClock()
      let start = clock.now
      let outcome = try run.run(isCancelled: { Interruption.isSet || allowance.isOver }) { report in
        if case .step(let step) = report {
          self.reporter.progress(step.number + 1, of: run.stepCount, "\(model.name)\(name)")
        }
        return !Interruption.isSet && !allowance.isOver
      }
      let seconds = (clock.now - start) / .seconds(1)
      let isOverdue = outcome.ending == .stopped
      if Interruption.isSet || isOverdue && run.stepsTaken < run.passLength { return nil }
      let evaluation = try run.evaluation(of: outcome.network, on: .testing)
      return Training(
        run: run, outcome: outcome, seconds: seconds, evaluation: evaluation,
        passes: passes(of: run, model), isOverdue: isOverdue)
    } catch {
      throw Failure(error)
    }
  }

  /// How long a model has learnt; nil where it learns from all clips at once.
  private func passes(of run: TrainingRun, _ model: ComparedModel) -> ComparedKind.Passes? {
    guard run.stepCount > 0 else { return nil }
    let full = model.plan.recipe.training.stepCount(
      examples: run.set.entries(of: .training).count)
    let length = Double(run.passLength)
    return .init(taken: Double(run.stepsTaken) / length, planned: Double(full) / length)
  }

  /// Milliseconds of a clip from samples to scores, and its multiplications.
  private func cost(
    of file: ModelFile, _ clips: LoadedData, _ split: Split
  ) throws(Failure) -> (milliseconds: Double, multiplies: Int) {
    let recognizer: Recognizer
    do { recognizer = try Recognizer(file) } catch { throw Failure(error) }
    var timed: [[Float]] = []
    for place in split.places(of: .testing).prefix(Self.timedClips) {
      do {
        timed.append(try clips.samples.samples(of: place))
      } catch {
        throw Failure(what: "Cannot read a clip", why: error.why)
      }
    }
    let clock = ContinuousClock()
    var times: [Double] = []
    for samples in timed {
      let start = clock.now
      do { _ = try recognizer.opinion(of: samples) } catch { throw Failure(error) }
      times.append((clock.now - start) / .milliseconds(1))
    }
    let sorted = times.sorted()
    return (sorted.isEmpty ? 0 : sorted[sorted.count / 2], recognizer.multiplicationCount)
  }
}
