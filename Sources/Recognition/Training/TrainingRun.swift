import Labeling
import NeuralNetworks

/// One training, from clips to a model that is judged.
///
/// It belongs to one thread at a time, and works on several.
public final class TrainingRun {
  /// What decides it.
  public let plan: TrainingPlan
  /// What is learnt from.
  public let set: TrainingSet
  /// What brings inputs to mean 0 and deviation 1.
  public let normalization: Normalization
  /// Steps of the whole run; 0 where the last layer alone is fitted.
  public let stepCount: Int
  /// What the network is made with.
  let options: ArchitectureOptions
  private let plain: ExampleMaker
  private let changed: ExampleMaker
  /// What makes strings, where the network gives labels in order.
  private let strings: StringMaker?
  private let start: Network
  private let trainer: Trainer?
  private let threads: Int
  private lazy var validation = judge(.validation)

  /// Clips that the accuracy on the training part is measured by, at most.
  public static let trainingLimit = 5_000
  /// Strings that a network is judged by, at most.
  public static let stringLimit = 500

  /// Prepares a run.
  ///
  /// - Parameters:
  ///   - noises: Recordings of background noise at the front end's rate.
  ///   - voices: The group of each clip, of which strings are made; empty where none is known.
  ///   - threads: How many work; the result is the same for any number.
  ///   - niceness: By how much the threads that are started step back behind others.
  /// - Throws: Why it can't begin.
  public init(
    _ plan: TrainingPlan, set: TrainingSet, clips: any ClipSamples, noises: [[Float]] = [],
    voices: [String?] = [], threads: Int, niceness: Int = 0
  ) throws(TrainingFailure) {
    try plan.check(set)
    let recipe = plan.recipe
    var augmentation =
      plan.trunk?.isFrozen == true ? FewLabelsRecipe().augmentation : recipe.augmentation
    if plan.architecture.training != .steps { augmentation = .none }
    let normalization: Normalization
    var strings: StringMaker?
    if plan.architecture.answers == .sequence {
      strings = StringMaker(
        set, clips: clips, voices: voices, noises: noises, rule: recipe.strings,
        frontEnd: recipe.frontEnd, augmentation: augmentation, seed: plan.seed)
    }
    do {
      var maker = try ExampleMaker(
        set, clips: clips, noises: noises, frontEnd: recipe.frontEnd, augmentation: .none,
        seed: plan.seed)
      do {
        normalization =
          switch recipe.normalization {
          case _ where plan.trunk != nil: plan.trunk?.normalization ?? .none
          case .none: .none
          case .whole: try TrainingRun.measured(maker, strings, perBin: false)
          case .bins: try TrainingRun.measured(maker, strings, perBin: true)
          }
      } catch {
        throw TrainingFailure.example(error)
      }
      maker.normalization = normalization
      plain = maker
      changed = try ExampleMaker(
        set, clips: clips, noises: noises, frontEnd: recipe.frontEnd,
        normalization: normalization, augmentation: augmentation, seed: plan.seed)
    } catch let error as TrainingSetError {
      throw .set(error)
    } catch {
      throw error as? TrainingFailure ?? .trainer(.example(error))
    }
    self.plan = plan
    self.set = set
    self.normalization = normalization
    strings?.normalization = normalization
    self.strings = strings
    self.threads = threads
    let examples = set.entries(of: .training).count
    options = plan.options(examples: examples)
    start = try TrainingRun.network(plan, options, set.labels.count)
    if plan.fitsHead {
      trainer = nil
      stepCount = 0
      return
    }
    var settings = recipe.training.settings(examples: examples, seed: plan.seed)
    settings.patience = plan.patience
    stepCount = settings.stepCount
    let order = recipe.order.order(for: set.counts(of: .training))
    let source: any TrainerSource
    if var strings {
      strings.passes = stepCount * settings.batchSize / max(1, examples)
      source = StringSource(strings, seed: plan.seed)
    } else {
      source = ExampleSource(changed, order: order, seed: plan.seed)
    }
    do {
      trainer = try Trainer(
        start, source: source, settings: settings, threads: threads, niceness: niceness)
    } catch {
      throw .trainer(error)
    }
  }

  /// Steps of a pass; 1 where the last layer alone is fitted.
  public var passLength: Int { trainer?.passLength ?? 1 }

  /// Steps that were taken.
  public var stepsTaken: Int { trainer?.stepCount ?? 0 }

  /// Weights that are learned.
  public var parameterCount: Int { start.parameterCount }

  /// The network as it would be kept now.
  public var network: Network { trainer?.averagedNetwork ?? start }

  /// What it needs to go on bit for bit; empty where there are no steps.
  public var checkpoint: [String: NamedTensor] { trainer?.checkpoint ?? [:] }

  /// Goes on from a checkpoint of the same plan and clips.
  ///
  /// - Throws: Why it is not one.
  public func resume(from checkpoint: [String: NamedTensor]) throws(TrainingFailure) {
    do {
      try trainer?.resume(from: checkpoint)
    } catch {
      throw .trainer(error)
    }
  }

  /// Learns.
  ///
  /// - Parameters:
  ///   - isCancelled: Asked from several threads where the last layer alone is fitted.
  ///   - report: Hears of every step and look; false stops the run after it.
  /// - Throws: Why it can't go on.
  public func run(
    isCancelled: @escaping @Sendable () -> Bool = { false },
    report: (TrainerReport) -> Bool = { _ in true }
  ) throws(TrainingFailure) -> TrainerOutcome {
    guard let trainer else { return try fitHead(isCancelled) }
    do {
      return try trainer.run(validate: judging, report: report)
    } catch {
      throw .trainer(error)
    }
  }

  /// What measures a network while it learns; nil where there is nothing to choose on.
  private var judging: ((Network) throws -> Validation)? {
    let none = Validation(accuracy: 0)
    if let judge = stringJudge(.validation) {
      return judge.isEmpty ? nil : { try judge.validation(of: $0) ?? none }
    }
    let judge = validation
    return judge.isEmpty ? nil : { try judge.validation(of: $0) ?? none }
  }

  /// What judges networks by strings of a part; nil where they say one label of a clip.
  func stringJudge(_ part: SplitPart) -> StringJudge? {
    strings.map {
      StringJudge($0, part: part, limit: TrainingRun.stringLimit, threads: threads)
    }
  }

  /// What judges networks by a part of the clips.
  public func judge(_ part: SplitPart) -> PartJudge {
    PartJudge(
      plain, part: part, limit: part == .training ? TrainingRun.trainingLimit : nil,
      threads: threads)
  }

  /// The temperature of a network by the validation part; nil without one, or for labels in order.
  public func temperature(of network: Network) throws(TrainingFailure) -> Double? {
    guard strings == nil, !validation.isEmpty else { return nil }
    let opinions = try validation.opinions(of: network)
    return Temperature.fitted(logits: opinions.map(\.logits), truth: validation.truth)
  }

  private func fitHead(
    _ isCancelled: @escaping @Sendable () -> Bool
  ) throws(TrainingFailure) -> TrainerOutcome {
    let few = FewLabelsRecipe()
    var trainer = HeadTrainer()
    if plan.trunk != nil {
      trainer.passes = 1 + few.copies(for: set.counts(of: .training))
      trainer.regression = LogisticRegression(
        penalty: few.penalty, iterationLimit: few.iterations)
    }
    do {
      let outcome = try trainer.fit(
        start, source: CopySource(plain: plain, changed: changed, seed: plan.seed),
        threads: threads, isCancelled: isCancelled)
      return TrainerOutcome(
        ending: isCancelled() ? .stopped : .complete, network: outcome.network,
        steps: outcome.iterations)
    } catch {
      throw .trainer(error)
    }
  }

  /// Measures what a network learns from: strings, where it gives labels in order.
  private static func measured(
    _ maker: ExampleMaker, _ strings: StringMaker?, perBin: Bool
  ) throws(ExampleError) -> Normalization {
    guard let strings else { return try maker.measuredNormalization(perBin: perBin) }
    return try strings.measuredNormalization(perBin: perBin)
  }

  private static func network(
    _ plan: TrainingPlan, _ options: ArchitectureOptions, _ classes: Int
  ) throws(TrainingFailure) -> Network {
    let shape = plan.recipe.frontEnd.inputShape
    do {
      var network = try plan.architecture.network(
        input: Shape(time: shape.frames, frequency: shape.bins),
        classes: plan.architecture.classes(forLabels: classes), seed: plan.seed, options)
      if let trunk = plan.trunk {
        let head = network.headName.map { "\($0)." }
        _ = network.takeMatching(
          trunk.tensors.filter { name, _ in head.map { !name.hasPrefix($0) } ?? true })
      }
      return network
    } catch {
      throw .trainer(.network(error))
    }
  }
}
