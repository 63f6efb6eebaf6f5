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
  private let start: Network
  private let trainer: Trainer?
  private let threads: Int
  private lazy var validation = judge(.validation)

  /// Clips that the accuracy on the training part is measured by, at most.
  public static let trainingLimit = 5_000

  /// Prepares a run.
  ///
  /// - Parameters:
  ///   - noises: Recordings of background noise at the front end's rate.
  ///   - threads: How many work; the result is the same for any number.
  ///   - niceness: By how much the threads that are started step back behind others.
  /// - Throws: Why it can't begin.
  public init(
    _ plan: TrainingPlan, set: TrainingSet, clips: any ClipSamples, noises: [[Float]] = [],
    threads: Int, niceness: Int = 0
  ) throws(TrainingFailure) {
    let recipe = plan.recipe
    var augmentation =
      plan.trunk?.isFrozen == true ? FewLabelsRecipe().augmentation : recipe.augmentation
    if plan.architecture.training != .steps { augmentation = .none }
    let normalization: Normalization
    do {
      var maker = try ExampleMaker(
        set, clips: clips, noises: noises, frontEnd: recipe.frontEnd, augmentation: .none,
        seed: plan.seed)
      do {
        normalization =
          switch recipe.normalization {
          case _ where plan.trunk != nil: plan.trunk?.normalization ?? .none
          case .none: .none
          case .whole: try maker.measuredNormalization()
          case .bins: try maker.measuredNormalization(perBin: true)
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
    do {
      trainer = try Trainer(
        start, source: ExampleSource(changed, order: order, seed: plan.seed), settings: settings,
        threads: threads, niceness: niceness)
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
    let judge = validation
    do {
      return try trainer.run(
        validate: judge.isEmpty ? nil : { try judge.validation(of: $0) ?? Validation(accuracy: 0) },
        report: report)
    } catch {
      throw .trainer(error)
    }
  }

  /// What judges networks by a part of the clips.
  public func judge(_ part: SplitPart) -> PartJudge {
    PartJudge(
      plain, part: part, limit: part == .training ? TrainingRun.trainingLimit : nil,
      threads: threads)
  }

  /// The temperature of a network by the validation part; nil where there is none.
  public func temperature(of network: Network) throws(TrainingFailure) -> Double? {
    guard !validation.isEmpty else { return nil }
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

  private static func network(
    _ plan: TrainingPlan, _ options: ArchitectureOptions, _ classes: Int
  ) throws(TrainingFailure) -> Network {
    let shape = plan.recipe.frontEnd.inputShape
    do {
      var network = try plan.architecture.network(
        input: Shape(time: shape.frames, frequency: shape.bins), classes: classes, seed: plan.seed,
        options)
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
