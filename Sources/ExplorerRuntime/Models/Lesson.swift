import Explorer
import Labeling
import Recognition

/// The labelled clips of the list, read and divided for a training.
struct Lesson {
  /// Samples per second that the clips were brought to.
  let sampleRate: Double
  /// The clips that could be read.
  let loaded: LoadedData
  /// What divides them.
  let rule: SplitRule
  /// What is learnt from and judged by.
  let set: TrainingSet

  /// The share of clips that the model is judged by, in percent.
  private static let validationPercentage = 20.0
  /// Groups from which on whole groups are held out.
  private static let leastGroups = 5

  /// Reads the clips; nil where that was given up.
  ///
  /// - Parameter goesOn: Told how many of how many are read; says whether to go on.
  /// - Throws: Why nothing can be learnt from them.
  init?(
    _ wish: TrainingWish, _ frontEnd: FrontEnd, _ location: LibraryLocation,
    _ goesOn: (Int, Int) -> Bool
  ) throws(Failure) {
    sampleRate = frontEnd.sampleRate
    let data = LabeledData(
      folder: location.root, items: wish.clips.map { LabeledData.Item($0, location) })
    let stop = EndingFlag()
    let count = data.items.count
    loaded = LoadedData(data, for: frontEnd, isCancelled: { stop.isSet }) { done in
      if !goesOn(done, count) { stop.set() }
    }
    guard loaded.isComplete, !stop.isSet else { return nil }
    if loaded.clips.isEmpty, let first = loaded.failures.first { throw first.failure }
    rule = Lesson.rule(for: loaded.clips, loaded.data.usualGroups, seed: wish.seed)
    let split: Split
    do {
      split = try rule.split(loaded.clips)
    } catch {
      throw Failure(error)
    }
    do {
      set = try TrainingSet(
        loaded.clips, split: split, classes: .all(order: []), seed: wish.seed)
    } catch {
      throw Failure(error)
    }
  }

  /// What divides some clips: parts that are named hold, and what is to be tested teaches nothing,
  /// unless nothing else is there.
  private static func rule(
    for clips: [LabeledClip], _ groups: GroupRule, seed: UInt64
  ) -> SplitRule {
    let takesGroups = Set(clips.compactMap(groups.group(of:))).count >= leastGroups
    let parts = Set(clips.map { $0.split.flatMap(SplitPart.init(name:)) ?? .training })
    if parts.isSuperset(of: [.training, .validation]) { return .given(groups) }
    if parts.isSuperset(of: [.training, .testing]) {
      return .given(
        groups,
        validation: ValidationCut(
          percentage: validationPercentage, takesGroups: takesGroups, seed: seed))
    }
    return takesGroups
      ? .groups(
        groups, validationPercentage: validationPercentage, testingPercentage: 0, seed: seed)
      : .stratified(validationPercentage: validationPercentage, testingPercentage: 0, seed: seed)
  }

  /// A plan that looks at the validation clips so many times in a run, not after every short pass.
  func paced(_ plan: TrainingPlan, looks: Int) -> TrainingPlan {
    let examples = set.entries(of: .training).count
    let training = plan.recipe.training
    let batch = max(1, min(training.batchSize, examples))
    let pass = (examples + batch - 1) / batch
    var plan = plan
    plan.recipe.training.evaluationInterval = max(
      pass, training.stepCount(examples: examples) / looks)
    plan.patience = set.entries(of: .validation).isEmpty ? nil : looks
    return plan
  }
}
