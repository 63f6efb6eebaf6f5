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
  }

  /// Trains and judges a model; nil where it was stopped.
  ///
  /// - Throws: Why nothing can be learnt.
  func row(of model: ComparedModel) throws -> ComparisonRow? {
    let clips = try clips(for: model.plan.recipe.frontEnd)
    let rule = try SplitChoice(flags: parts, isOriginal: false, groups: groups, seed: seed)
      .rule(for: clips.data)
    let split: Split
    do { split = try rule.split(clips.clips) } catch { throw Failure(error) }
    guard let main = try train(model, clips, split, "") else { return nil }
    guard main.evaluation.confusion.total > 0 else {
      throw Failure(
        what: "Cannot compare models", why: "no clip is left to test on",
        remedy: "label more clips, or choose another --split")
    }
    guard let heldOut = try heldOut(model, clips) else { return nil }
    let file = main.run.model(of: main.outcome.network, split: SplitRecord(rule))
    let (milliseconds, multiplies) = try cost(of: file, clips, split)
    var hasDiverged = false
    if case .diverged = main.outcome.ending { hasDiverged = true }
    if hasDiverged { reporter.note("\(model.name): the training diverged") }
    return ComparisonRow(
      model: model.name, parameters: main.run.parameterCount, multiplies: multiplies,
      correct: main.evaluation.confusion.correct, count: main.evaluation.confusion.total,
      heldOut: heldOut.count > 0 ? heldOut : nil, trainSeconds: main.seconds,
      millisecondsPerClip: milliseconds, hasDiverged: hasDiverged)
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

  /// Clips of groups that a model did not learn from, in turn; nil where it was stopped.
  private func heldOut(
    _ model: ComparedModel, _ clips: LoadedData
  ) throws -> (correct: Int, count: Int)? {
    let sounds = clips.clips.indices.filter {
      clips.clips[$0].label != FolderLabel.backgroundNoise
    }
    let names = Set(sounds.compactMap { groups.group(of: clips.clips[$0]) })
    guard heldOutParts > 0, names.count > 1 else { return (0, 0) }
    let count = max(2, min(heldOutParts, names.count))
    let folds: Folds
    do {
      folds = try Folds.grouped(
        sounds.map { clips.clips[$0] }, by: groups, count: count, seed: seed)
    } catch {
      throw Failure(error)
    }
    var sum = (correct: 0, count: 0)
    for (place, fold) in folds.all.prefix(heldOutParts).enumerated() {
      var parts = [SplitPart](repeating: .training, count: clips.clips.count)
      for clip in fold.heldOut { parts[sounds[clip]] = .testing }
      let name = ", held out \(place + 1) of \(min(count, heldOutParts))"
      guard let training = try train(model, clips, Split(parts), name) else { return nil }
      sum.correct += training.evaluation.confusion.correct
      sum.count += training.evaluation.confusion.total
    }
    return sum
  }

  /// Trains a model on a split of the clips; nil where it was stopped.
  private func train(
    _ model: ComparedModel, _ clips: LoadedData, _ split: Split, _ name: String
  ) throws -> Training? {
    do {
      let classes: ClassRule =
        parts.wantedWords.map {
          .wanted(
            StreamWords.list($0), silencePercentage: parts.silencePercentage ?? 10,
            unknownPercentage: parts.unknownPercentage ?? 10)
        } ?? .all(order: clips.data.labels)
      let set = try TrainingSet(clips.clips, split: split, classes: classes)
      let run = try TrainingRun(
        model.plan, set: set, clips: clips.samples, noises: clips.noises, threads: threads)
      let clock = ContinuousClock()
      let start = clock.now
      let outcome = try run.run(isCancelled: { Interruption.isSet }) { report in
        if case .step(let step) = report {
          self.reporter.progress(step.number + 1, of: run.stepCount, "\(model.name)\(name)")
        }
        return !Interruption.isSet
      }
      let seconds = (clock.now - start) / .seconds(1)
      if Interruption.isSet { return nil }
      let evaluation = try run.evaluation(of: outcome.network, on: .testing)
      return Training(run: run, outcome: outcome, seconds: seconds, evaluation: evaluation)
    } catch let error as TrainingSetError {
      throw Failure(error)
    } catch let error as TrainingFailure {
      throw Failure(error)
    }
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
