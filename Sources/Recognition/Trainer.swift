import NeuralNetworks
import Workers

/// Trains a network step by step; can be stopped at any step and resumed bit for bit.
///
/// It belongs to one thread at a time, and works on a team of threads of its own.
public final class Trainer {
  private let settings: TrainerSettings
  private let source: any TrainerSource
  private let engine: TrainingEngine
  private let writers: ShardWriters
  private let stepsPerPass: Int
  private var record: TrainerRecord
  /// The last network that was looked at and from which a step went well.
  private var lastGood: Network
  /// The network that was looked at since.
  private var lookedAt: Network?

  /// A mean loss that no network has that learns anything.
  private static let lossLimit = 1e6

  /// Prepares a run.
  ///
  /// - Parameters:
  ///   - network: Where it begins.
  ///   - threads: How many work; the result is the same for any number.
  ///   - niceness: By how much the threads that are started step back behind others.
  /// - Throws: ``TrainerError`` when network and source don't fit.
  public init(
    _ network: Network, source: any TrainerSource, settings: TrainerSettings,
    threads: Int = ParallelLoop.processorCount, niceness: Int = 0
  ) throws(TrainerError) {
    guard source.exampleCount > 0 else { throw .hasNoExamples }
    guard network.input == source.inputShape, network.output.channels == source.classCount else {
      throw .sourceDoesNotFit(
        network: network.input, source: source.inputShape,
        networkClasses: network.output.channels, sourceClasses: source.classCount)
    }
    let batch = min(settings.batchSize, source.exampleCount)
    do {
      engine = try TrainingEngine(
        network, batchSize: batch, settings: settings.optimizer, seed: settings.seed,
        runner: TeamRunner(team: WorkerTeam(threads: threads, niceness: niceness)))
    } catch {
      throw .network(error)
    }
    do {
      writers = try ShardWriters(source, batch: batch)
    } catch {
      throw .example(error)
    }
    self.settings = settings
    self.source = source
    stepsPerPass = (source.exampleCount + batch - 1) / batch
    record = TrainerRecord()
    lastGood = network
  }

  /// Steps that were taken.
  public var stepCount: Int { engine.stepCount }

  /// The network as it is now.
  public var network: Network { engine.network }

  /// The network that is judged and kept: the average of the steps where settings keep one.
  public var averagedNetwork: Network { engine.averagedNetwork }

  /// Steps of a pass.
  public var passLength: Int { stepsPerPass }

  /// Takes the steps that are left.
  ///
  /// - Parameters:
  ///   - validate: Measures a network on what it does not learn from; nil where there is nothing.
  ///   - report: Hears of every step and look; false stops the run after it.
  public func run(
    validate: ((Network) throws -> Validation)? = nil,
    report: (TrainerReport) -> Bool = { _ in true }
  ) throws(TrainerError) -> TrainerOutcome {
    while engine.stepCount < settings.stepCount {
      let number = engine.stepCount
      let result = try step()
      guard result.loss < Self.lossLimit, result.gradientLength.isFinite else {
        return TrainerOutcome(ending: .diverged(step: number), network: lastGood, steps: number)
      }
      if let good = lookedAt { (lastGood, lookedAt) = (good, nil) }
      record.add(result)
      let goesOn = report(
        .step(.init(number: number, pass: number / stepsPerPass, result: result)))
      if let ending = try look(validate, report) { return outcome(ending) }
      if !goesOn { return outcome(.stopped) }
    }
    return outcome(.complete)
  }

  private func step() throws(TrainerError) -> StepResult {
    let number = engine.stepCount
    let pass = number / stepsPerPass
    let first = number % stepsPerPass * engine.batchSize
    let count = min(engine.batchSize, source.exampleCount - first)
    let writers = writers
    writers.begin(count: count)
    let result = engine.step(count: count) { index, input in
      writers.write(index, place: first + index, pass: pass, into: input)
    }
    if let error = writers.failure { throw .example(error) }
    return result
  }

  /// Looks at the network where that is due; gives why the run ends, if it does.
  private func look(
    _ validate: ((Network) throws -> Validation)?, _ report: (TrainerReport) -> Bool
  ) throws(TrainerError) -> TrainerOutcome.Ending? {
    let steps = engine.stepCount
    let interval = settings.evaluationInterval ?? stepsPerPass
    guard steps % max(1, interval) == 0 || steps == settings.stepCount else { return nil }
    let network = engine.averagedNetwork
    if network.isFinite { lookedAt = network }
    var validation: Validation?
    do {
      validation = try validate?(network)
    } catch {
      throw .example(error)
    }
    let isBest = record.look(network, validation, keeps: settings.patience != nil)
    let evaluation = record.evaluation(
      steps: steps, passes: steps / stepsPerPass, validation, isBest: isBest)
    let goesOn = report(.evaluation(evaluation))
    if let patience = settings.patience, record.looksWithoutBetter > patience { return .noBetter }
    return goesOn ? nil : .stopped
  }

  private func outcome(_ ending: TrainerOutcome.Ending) -> TrainerOutcome {
    TrainerOutcome(
      ending: ending, network: record.best ?? engine.averagedNetwork, steps: engine.stepCount)
  }

  /// Everything that the run needs to go on bit for bit, as tensors for a model file.
  ///
  /// Means of the training loss since the last look are not part of it.
  public var checkpoint: [String: NamedTensor] {
    engine.checkpoint.merging(record.tensors) { first, _ in first }
  }

  /// Goes on from a checkpoint of the same network and settings.
  ///
  /// - Throws: ``TrainerError/checkpoint(_:)``; then nothing has changed.
  public func resume(from checkpoint: [String: NamedTensor]) throws(TrainerError) {
    do {
      let (record, others) = try TrainerRecord.taken(from: checkpoint, like: engine.network)
      try engine.resume(from: others)
      self.record = record
      lastGood = engine.averagedNetwork
    } catch {
      throw .checkpoint(error)
    }
  }
}

/// Shards on a team of threads.
struct TeamRunner: ShardRunner {
  let team: WorkerTeam

  func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) { team.run(count, body) }
}
