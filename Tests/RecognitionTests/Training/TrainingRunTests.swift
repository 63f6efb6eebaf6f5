import Foundation
import Labeling
import NeuralNetworks
import Recognition
import Testing

/// Trainings from clips to models.
@Suite struct TrainingRunTests {
  private static let labels = ["low", "high"]

  /// Clips of two pitches in noise, 0.2 s at 8 kHz.
  private static let samples: [[Float]] = (0..<24).map { number in
    var draws = SeededGenerator(seed: UInt64(number))
    let hertz = number % 2 == 0 ? 400.0 : 1_300.0
    return (0..<1_600).map { place in
      Float(0.3 * sin(2 * .pi * hertz * Double(place) / 8_000) + 0.01 * draws.normal())
    }
  }

  private static let clips = samples.indices.map { number in
    LabeledClip(path: RecordingPath("\(number).wav"), label: labels[number % 2])
  }

  private static func plan(_ kind: any Architecture.Type) throws -> TrainingPlan {
    var recipe = try Recipe.standard(sampleRate: 8_000)
    recipe.training.length = .passes(30, leastSteps: 0)
    return try TrainingPlan(recipe, architecture: kind, width: 0.125, seed: 3)
  }

  private static func run(_ plan: TrainingPlan, threads: Int = 1) throws -> TrainingRun {
    let split = try SplitRule.stratified(
      validationPercentage: 25, testingPercentage: 25, seed: 1
    ).split(clips)
    let set = try TrainingSet(clips, split: split, classes: .all(order: labels))
    return try TrainingRun(plan, set: set, clips: LoadedClips(samples), threads: threads)
  }

  @Test(arguments: [TinyConv.id, TimePooledCNN.id, Logistic.id, NearestNeighbors.id])
  func aModelIsMadeThatKnowsTheClasses(name: String) throws {
    let kind = try #require(ArchitectureRegistry.architecture(named: name))
    let run = try Self.run(Self.plan(kind))
    let outcome = try run.run()
    #expect(outcome.ending == .complete)
    let test = try run.evaluation(of: outcome.network, on: .testing)
    #expect(test.confusion.total == 6 && test.confusion.accuracy > 0.8)
    let temperature = try #require(try run.temperature(of: outcome.network))
    let model = run.model(of: outcome.network, temperature: temperature, split: nil)
    let read = try ModelFile(model.bytes)
    let recognizer = try Recognizer(read)
    #expect(read.configuration.labels == Self.labels)
    let low = try recognizer.opinion(of: Self.samples[0]).probabilities
    let high = try recognizer.opinion(of: Self.samples[1]).probabilities
    #expect(low[0] > 0.5 && high[1] > 0.5)
  }

  @Test func anUnfinishedModelIsAModelAndGoesOn() throws {
    let plan = try Self.plan(TinyConv.self)
    let whole = try Self.run(plan).run()
    let first = try Self.run(plan, threads: 2)
    let stopped = try first.run(report: { _ in first.stepsTaken < 9 })
    #expect(stopped.ending == .stopped && stopped.network != whole.network)
    var model = first.model(of: stopped.network, split: nil)
    model.checkpoint = first.checkpoint
    let read = try ModelFile(model.bytes)
    #expect(try read.network() == stopped.network)
    let second = try Self.run(plan)
    try second.resume(from: read.checkpoint)
    #expect(second.stepsTaken == 9)
    #expect(try second.run().network == whole.network)
    var finished = read
    finished.checkpoint = [:]
    #expect(finished.checkpoint.isEmpty && finished.bytes.count < read.bytes.count)
  }

  @Test func aTrunkStaysUnderItsNewLastLayer() throws {
    let run = try Self.run(Self.plan(TimePooledCNN.self))
    let trunk = run.model(of: try run.run().network, split: nil)
    let plan = try TrainingPlan(
      trunk: trunk, isFrozen: true, Recipe.standard(sampleRate: 8_000), seed: 1)
    let head = try Self.run(plan)
    #expect(head.normalization == run.normalization)
    let fitted = try head.run().network
    let before = try trunk.network()
    let name = try #require(fitted.headName)
    for (tensor, value) in fitted.tensors where !tensor.hasPrefix(name) {
      #expect(before.tensors[tensor] == value, "\(tensor)")
    }
    #expect(try head.evaluation(of: fitted, on: .testing).confusion.accuracy > 0.8)
  }

  @Test func examplesAreKeptOnWhatATrunkSays() throws {
    let run = try Self.run(Self.plan(TimePooledCNN.self))
    let trunk = run.model(of: try run.run().network, split: nil)
    let recipe = try Recipe.standard(sampleRate: 8_000)
    let plan = try TrainingPlan(
      trunk: trunk, isFrozen: true, keepsExamples: true, recipe, seed: 1)
    let kept = try Self.run(plan)
    let network = try kept.run().network
    #expect(kept.stepCount == 0 && network.exampleCapacity == 12)
    #expect(try kept.evaluation(of: network, on: .testing).confusion.accuracy > 0.8)
    let file = try ModelFile(kept.model(of: network, split: nil).bytes)
    #expect(file.configuration.architecture == NearestNeighbors.id)
    #expect(try file.network() == network)
    let options = try file.architectureOptions()
    #expect(options.kept == KeptExamples(count: 12, trunk: TimePooledCNN.id))
    // What a model keeps is put into another by the same rule, and lies on the same network.
    let again = try TrainingPlan(trunk: file, isFrozen: false, keepsExamples: true, recipe, seed: 1)
    #expect(try Self.run(again).run().network == network)
    let embedding = try Recognizer(file).opinion(of: Self.samples[0]).embedding
    #expect(try embedding == Recognizer(trunk).opinion(of: Self.samples[0]).embedding)
  }

  @Test func keptExamplesThatLieAreRefused() throws {
    let run = try Self.run(Self.plan(NearestNeighbors.self))
    let model = run.model(of: try run.run().network, split: nil)
    func refused(_ change: (inout ModelFile) throws -> Void) throws -> String {
      var broken = model
      try change(&broken)
      do {
        _ = try ModelFile(broken.bytes).network()
        return ""
      } catch let error as ModelFileError {
        return error.sentence.why
      }
    }
    func place(_ name: String) throws -> Int {
      try #require(model.tensors.firstIndex { $0.name.hasSuffix(name) })
    }
    func option(_ name: String, _ value: JSONValue) -> (inout ModelFile) throws -> Void {
      { file in
        file.configuration.options.removeAll { $0.name == name }
        file.configuration.options.append(.init(name, value))
      }
    }
    for label: Float in [2, -1, 0.5, 1e30] {
      let place = try place(".labels")
      #expect(try refused { $0.tensors[place].scalars[3] = label }.contains("names a class"))
    }
    for (name, value, why) in [
      (".examples", Float(1.5), "direction"), (".deviation", 0, "above 0"),
    ] {
      let place = try place(name)
      #expect(try refused { $0.tensors[place].scalars[1] = value }.contains(why))
    }
    for count in [0, -1, 13, KeptExamples.limit + 1, .max] {
      #expect(try !refused(option("examples", .integer(count))).isEmpty, "\(count)")
    }
    for trunk: JSONValue in [.string("knn"), .string("none"), .integer(1), .string("conv")] {
      #expect(try !refused(option("trunk", trunk)).isEmpty, "\(trunk)")
    }
    #expect(try refused { $0.configuration.architecture = Logistic.id }.contains("examples"))
    #expect(try refused(option("more", .null)).contains("more"))
  }

  @Test func whatNetworksCanNotTakeIsSaid() throws {
    var recipe = try Recipe.standard(sampleRate: 8_000)
    recipe.architecture = "no-net"
    #expect(throws: TrainingFailure.self) { try TrainingPlan(recipe, seed: 0) }
    let run = try Self.run(Self.plan(TinyConv.self))
    #expect(throws: TrainingFailure.self) { try run.resume(from: [:]) }
  }
}
