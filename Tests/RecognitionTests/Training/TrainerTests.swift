import Labeling
import NeuralNetworks
import Recognition
import Testing

@Suite struct TrainerTests {
  private static let set = ClipSet(.features, clips: 21)
  private static let options = ArchitectureOptions(width: 0.25)

  private static func network() throws -> Network {
    try TimePooledCNN.network(input: set.shape, classes: set.classes, seed: 7, options)
  }

  private static func trainer(
    steps: Int = 12, threads: Int = 1, settings: TrainerSettings? = nil,
    source: (any TrainerSource)? = nil
  ) throws -> Trainer {
    try Trainer(
      network(), source: source ?? set.source,
      settings: settings ?? ClipSet.settings(steps: steps, batchSize: 10), threads: threads)
  }

  @Test func numberOfThreadsChangesNoBit() throws {
    var reports: [[TrainerReport]] = []
    var networks: [Network] = []
    for threads in [1, 2, 3, 8] {
      var heard: [TrainerReport] = []
      let outcome = try Self.trainer(threads: threads).run(report: { report in
        heard.append(report)
        return true
      })
      reports.append(heard)
      networks.append(outcome.network)
    }
    #expect(reports.allSatisfy { $0 == reports[0] })
    #expect(networks.allSatisfy { $0 == networks[0] })
  }

  @Test(arguments: [1, 4, 7])
  func stoppedRunGoesOnBitForBit(_ stop: Int) throws {
    var settings = ClipSet.settings(steps: 12, batchSize: 10)
    settings.optimizer.averageDecay = 0.8
    settings.patience = 100
    let validate: (Network) throws -> Validation = {
      Validation(accuracy: try Self.set.accuracy($0))
    }
    let whole = try Self.trainer(settings: settings).run(validate: validate)
    let first = try Self.trainer(settings: settings)
    let stopped = try first.run(validate: validate) { report in
      if case .step(let step) = report { return step.number + 1 < stop }
      return true
    }
    #expect(stopped.ending == .stopped && stopped.steps == stop)
    let second = try Self.trainer(threads: 2, settings: settings)
    try second.resume(from: first.checkpoint)
    #expect(second.stepCount == stop)
    let resumed = try second.run(validate: validate)
    #expect(resumed == whole)
  }

  @Test func passesAndLooksAreReported() throws {
    var looks: [TrainerReport.Evaluation] = []
    var steps: [TrainerReport.Step] = []
    _ = try Self.trainer(steps: 7).run(validate: { _ in Validation(accuracy: 0.5, loss: 1) }) {
      switch $0 {
      case .step(let step): steps.append(step)
      case .evaluation(let look): looks.append(look)
      }
      return true
    }
    #expect(steps.map(\.number) == Array(0..<7))
    #expect(steps.map(\.pass) == [0, 0, 0, 1, 1, 1, 2])
    #expect(steps.map(\.result.count) == [10, 10, 1, 10, 10, 1, 10])
    #expect(looks.map(\.steps) == [3, 6, 7])
    #expect(looks.map(\.passes) == [1, 2, 2])
    #expect(looks.map(\.isBest) == [true, false, false])
    #expect(looks.allSatisfy { $0.validation == Validation(accuracy: 0.5, loss: 1) })
    let first = steps[0..<3].reduce(0) { $0 + $1.result.loss * Double($1.result.count) } / 21
    #expect(abs(looks[0].trainingLoss - first) < 1e-12)
  }

  @Test func runWithoutProgressEndsAndGivesTheBest() throws {
    var settings = ClipSet.settings(steps: 100, batchSize: 10)
    settings.patience = 2
    var seen: [Network] = []
    let outcome = try Self.trainer(settings: settings).run(validate: { network in
      seen.append(network)
      return Validation(accuracy: seen.count == 2 ? 0.9 : 0.5)
    })
    #expect(outcome.ending == .noBetter)
    #expect(seen.count == 5)
    #expect(outcome.network == seen[1])
  }

  /// Clips of which one turns to numbers that are not finite after some passes.
  private struct BreakingSource: TrainerSource {
    struct Broken: Error {}
    let inner = TrainerTests.set.source
    let pass: Int
    let throwsThere: Bool
    var inputShape: Shape { inner.inputShape }
    var classCount: Int { inner.classCount }
    var exampleCount: Int { inner.exampleCount }
    func makeWriter() -> any TrainerExampleWriter { Writer(self) }

    final class Writer: TrainerExampleWriter {
      let source: BreakingSource
      let inner: any TrainerExampleWriter
      init(_ source: BreakingSource) {
        self.source = source
        inner = source.inner.makeWriter()
      }
      func write(
        _ place: Int, pass: Int, into input: UnsafeMutableBufferPointer<Float>
      ) throws -> ExampleTarget {
        let target = try inner.write(place, pass: pass, into: input)
        guard pass == source.pass, place == 13 else { return target }
        if source.throwsThere { throw Broken() }
        input[5] = .nan
        return target
      }
    }
  }

  @Test func lossThatIsNotFiniteEndsTheRunWithTheLastGoodNetwork() throws {
    var last: Network?
    let trainer = try Self.trainer(
      steps: 30, threads: 2, source: BreakingSource(pass: 2, throwsThere: false))
    let outcome = try trainer.run(validate: { network in
      last = network
      return Validation(accuracy: 0)
    })
    #expect(outcome.ending == .diverged(step: 7))
    #expect(outcome.network == last)
    #expect(outcome.network.isFinite)
  }

  @Test func exampleThatCannotBeMadeEndsTheRun() throws {
    let trainer = try Self.trainer(
      steps: 30, threads: 2, source: BreakingSource(pass: 1, throwsThere: true))
    do {
      _ = try trainer.run()
      Issue.record("the run goes on")
    } catch TrainerError.example(let error) {
      #expect(error is BreakingSource.Broken)
    }
  }

  @Test func sourceThatDoesNotFitIsRefused() throws {
    let other = try TimePooledCNN.network(input: Self.set.shape, classes: 3, seed: 1)
    do {
      _ = try Trainer(other, source: Self.set.source, settings: ClipSet.settings(steps: 1))
      Issue.record("it trains")
    } catch TrainerError.sourceDoesNotFit(_, _, let networkClasses, let sourceClasses) {
      #expect(networkClasses == 3 && sourceClasses == 4)
    }
  }

  @Test func checkpointOfAnotherNetworkIsRefused() throws {
    let trainer = try Self.trainer()
    let other = try TimePooledCNN.network(input: Self.set.shape, classes: 4, seed: 1)
    do {
      try trainer.resume(from: other.tensors)
      Issue.record("it resumes")
    } catch TrainerError.checkpoint(let error) {
      #expect(error == .tensorIsMissing(name: "optimizer.step"))
    }
  }
}

@Suite struct HeadTrainerTests {
  @Test func headOfAFrozenTrunkIsFittedAndTheTrunkStays() throws {
    let set = ClipSet(.features)
    let trunk = try TimePooledCNN.network(
      input: set.shape, classes: 4, seed: 3, ArchitectureOptions(width: 0.25))
    let outcomes = try [1, 2].map {
      try HeadTrainer(passes: 2).fit(trunk, source: set.source, threads: $0)
    }
    #expect(outcomes[0] == outcomes[1])
    let fitted = outcomes[0].network
    #expect(try set.accuracy(fitted) == 1)
    let head = try #require(fitted.headName)
    for (name, tensor) in trunk.tensors where !name.hasPrefix(head) {
      #expect(fitted.tensors[name] == tensor)
    }
    #expect(fitted.tensors["\(head).weight"] != trunk.tensors["\(head).weight"])
  }
}
