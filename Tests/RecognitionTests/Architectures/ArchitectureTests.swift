import Foundation
import Labeling
import NeuralNetworks
import Recognition
import Testing

@Suite struct ArchitectureTests {
  /// `[98, 40]` and 12 classes, as they are counted by TensorFlow.
  @Test(arguments: [
    ("single_fc", 47_052), ("conv", 926_860), ("low_latency_conv", 949_862),
    ("low_latency_svdf", 751_372), ("tiny_conv", 94_740), ("tiny_embedding_conv", 7_804),
    ("ds-cnn-s", 23_180), ("bc-resnet-1", 9_260),
  ])
  func weightsAreAsManyAsTheSourceHas(_ name: String, _ count: Int) throws {
    let architecture = try #require(ArchitectureRegistry.architecture(named: name))
    let network = try architecture.network(
      input: Shape(time: 98, frequency: 40), classes: 12, seed: 1)
    #expect(network.parameterCount == count)
  }

  @Test func usualNetworkHasTheWeightsOfTheRecipe() throws {
    let network = try TimePooledCNN.network(
      input: Shape(time: 50, frequency: 40), classes: 10, seed: 1)
    #expect(network.parameterCount == 32_010)
    #expect(try Predictor(network).embeddingCount == 704)
    #expect(ArchitectureRegistry.standard.id == TimePooledCNN.id)
  }

  @Test func namesAreUniqueAndForgiving() {
    let ids = ArchitectureRegistry.all.map { $0.id }
    #expect(Set(ids).count == ids.count)
    for id in ids {
      #expect(id == id.lowercased() && !id.contains("_"))
      let other = id.uppercased().replacing("-", with: "_")
      #expect(ArchitectureRegistry.architecture(named: other)?.id == id)
    }
    #expect(ArchitectureRegistry.architecture(named: "resnet-1000") == nil)
    for architecture in ArchitectureRegistry.all {
      #expect(!architecture.summary.isEmpty && !architecture.source.isEmpty)
    }
  }

  @Test(arguments: ArchitectureRegistry.all.map { $0.id })
  func clipsAreLearnedByHeartAndReload(_ id: String) throws {
    // Two channels are too few where a block has nothing else.
    let width = id == BroadcastResidualNet.id ? 0.5 : 0.25
    try learnByHeart(id, ArchitectureOptions(width: width, dropout: 0.05, sampleRate: 4000))
  }

  /// At full width only when asked for: it takes minutes.
  @Test(
    .enabled(if: ProcessInfo.processInfo.environment["EARMARK_LONG"] != nil),
    arguments: ArchitectureRegistry.all.map { $0.id })
  func clipsAreLearnedByHeartAtFullWidth(_ id: String) throws {
    try learnByHeart(id, ArchitectureOptions(dropout: 0.05, sampleRate: 4000))
  }

  private func learnByHeart(_ id: String, _ options: ArchitectureOptions) throws {
    let architecture = try #require(ArchitectureRegistry.architecture(named: id))
    let set = ClipSet(architecture.listensTo)
    let first = try architecture.network(
      input: set.shape, classes: set.classes, seed: 2, options)
    let trained: Network
    switch architecture.training {
    case .steps:
      let trainer = try Trainer(
        first, source: set.source, settings: ClipSet.settings(steps: 100), threads: 2)
      let outcome = try trainer.run()
      #expect(outcome.ending == .complete)
      trained = outcome.network
    case .wholeSet:
      trained = try HeadTrainer().fit(first, source: set.source, threads: 2).network
    }
    #expect(trained != first)
    #expect(try set.accuracy(trained) == 1)
    var reloaded = try architecture.network(
      input: set.shape, classes: set.classes, seed: 99, options)
    try reloaded.load(trained.tensors)
    #expect(reloaded == trained)
    let inputs = set.inputs.flatMap { $0 }
    let (before, after) = (try Predictor(trained), try Predictor(reloaded))
    #expect(
      before.logits(inputs, count: set.inputs.count)
        == after.logits(inputs, count: set.inputs.count))
  }

  @Test(arguments: ["gru", "low-latency-svdf"])
  func streamIsTheClip(_ id: String) throws {
    let architecture = try #require(ArchitectureRegistry.architecture(named: id))
    let set = ClipSet(.features, clips: 3)
    let network = try architecture.network(input: set.shape, classes: 4, seed: 2)
    let stream = try #require(try StreamingNetwork(network))
    let predictor = try Predictor(network)
    for input in set.inputs {
      stream.reset()
      var last: [Float] = []
      for frame in 0..<set.shape.time {
        last = stream.push(Array(input[frame * 40..<(frame + 1) * 40]))
      }
      for (a, b) in zip(last, predictor.logits(input, count: 1)) { #expect(abs(a - b) < 1e-4) }
    }
  }
}
