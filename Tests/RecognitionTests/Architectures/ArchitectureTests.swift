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

  /// Millions of products for `[98, 40]` and 12 classes, to as many places as the source gives.
  @Test(arguments: [
    ("single_fc", 0.05, 100.0), ("conv", 201.5, 10), ("low_latency_conv", 5.6, 10),
    ("low_latency_svdf", 10.7, 10), ("tiny_conv", 0.7, 10), ("tiny_embedding_conv", 0.7, 10),
  ])
  func productsAreAsManyAsTheSourceHas(
    _ name: String, _ millions: Double, _ places: Double
  ) throws {
    let architecture = try #require(ArchitectureRegistry.architecture(named: name))
    let network = try architecture.network(
      input: Shape(time: 98, frequency: 40), classes: 12, seed: 1)
    let found = Double(try Predictor(network).multiplicationCount) / 1e6
    #expect((found * places).rounded() == (millions * places).rounded(), "\(found) M")
  }

  /// The products of filters as the paper's list of layers has them, one stage after the other.
  ///
  /// They are 2.48 M for 101 frames. The 3.1 M quoted for it must count more: a product and a
  /// sum for each of the 252,096 normalized values alone would make 2.99 M of them.
  @Test func smallestBroadcastNetworkHasTheProductsOfItsLayers() throws {
    let frames = 101
    // Channels in and out, frequencies in and out, blocks.
    let stages = [(16, 8, 20, 20, 2), (8, 12, 20, 10, 2), (12, 16, 10, 5, 4), (16, 20, 5, 5, 4)]
    var wanted = 5 * 5 * 16 * 20 * frames
    for (before, channels, wide, narrow, blocks) in stages {
      wanted += before * channels * wide * frames
      let alongFrequency = 3 * channels * narrow * frames
      let alongTime = (3 * channels + channels * channels) * frames
      wanted += blocks * (alongFrequency + alongTime)
    }
    wanted += (5 * 5 * 20 + 20 * 32) * frames + 32 * 12
    #expect(wanted == 2_482_156)
    let network = try BroadcastResidualNet.network(
      input: Shape(time: frames, frequency: 40), classes: 12, seed: 1)
    #expect(try Predictor(network).multiplicationCount == wanted)
  }

  /// Inputs, classes and weights of the sources; of those that count no biases, without them.
  private static let counts: [(name: String, input: Shape, classes: Int, count: Int)] = [
    ("ds-cnn-m", Shape(time: 49, frequency: 10), 12, 136_580),
    ("ds-cnn-l", Shape(time: 49, frequency: 10), 12, 413_736),
    ("bc-resnet-2", Shape(time: 98, frequency: 40), 12, 27_352),
    ("bc-resnet-3", Shape(time: 98, frequency: 40), 12, 54_276),
    ("bc-resnet-6", Shape(time: 98, frequency: 40), 12, 188_040),
    ("bc-resnet-8", Shape(time: 98, frequency: 40), 12, 321_376),
    ("tc-resnet8", Shape(time: 98, frequency: 40), 12, 65_168),
    ("tc-resnet14", Shape(time: 98, frequency: 40), 12, 135_856),
    ("res8", Shape(time: 98, frequency: 40), 12, 110_847),
    ("res15", Shape(time: 98, frequency: 40), 12, 239_052),
    ("matchboxnet", Shape(time: 128, frequency: 64), 30, 77_214),
    ("lstm", Shape(time: 49, frequency: 10), 12, 62_316),
    ("crnn", Shape(time: 151, frequency: 40), 2, 229_474),
    ("dnn", Shape(time: 41, frequency: 40), 4, 243_588),
    ("kwt-1", Shape(time: 98, frequency: 40), 12, 607_308),
    ("mhatt-rnn", Shape(time: 98, frequency: 40), 12, 758_385),
  ]

  @Test(arguments: counts.indices) func weightsAreThoseOfThePublishedSizes(_ index: Int) throws {
    let wanted = Self.counts[index]
    let architecture = try #require(ArchitectureRegistry.architecture(named: wanted.name))
    let network = try architecture.network(input: wanted.input, classes: wanted.classes, seed: 1)
    #expect(network.parameterCount == wanted.count, "\(wanted.name)")
  }

  /// Weights without biases, and products, as tables 1 to 5 of Sainath and Parada have them.
  @Test(arguments: [
    ("cnn-trad-fpool3", 244_224, 9.7e6), ("cnn-one-fpool3", 53_824, 496e3),
    ("cnn-one-fstride4", 122_176, 503e3), ("cnn-one-fstride8", 160_768, 505e3),
    ("cnn-tstride2", 253_584, 4.7e6), ("cnn-tstride4", 193_376, 3.4e6),
    ("cnn-tpool2", 256_528, 8.0e6), ("cnn-tpool3", 252_016, 8.4e6),
  ])
  func smallFootprintsAreThoseOfThePaper(
    _ name: String, _ weights: Int, _ products: Double
  ) throws {
    let architecture = try #require(ArchitectureRegistry.architecture(named: name))
    let network = try architecture.network(
      input: Shape(time: 32, frequency: 40), classes: 4, seed: 1)
    let matrices = network.tensors.values.filter { $0.shape.count > 1 }
    #expect(matrices.reduce(0) { $0 + $1.scalars.count } == weights)
    let found = Double(try Predictor(network).multiplicationCount)
    #expect(abs(found - products) < 0.01 * products)
  }

  /// What front ends give: few or many frames, few bins.
  @Test(arguments: ArchitectureRegistry.classifiers.map { $0.id })
  func inputsOfEveryFrontEndFit(_ id: String) throws {
    let architecture = try #require(ArchitectureRegistry.architecture(named: id))
    guard architecture.listensTo == .features else { return }
    let options = ArchitectureOptions(width: 0.125)
    for (frames, bins) in [(50, 40), (49, 10), (98, 13), (20, 64), (155, 64), (98, 40)] {
      let input = Shape(time: frames, frequency: bins)
      let network = try architecture.network(input: input, classes: 5, seed: 1, options)
      #expect(network.output.count == 5)
    }
  }

  /// The page that lists the architectures says what there is, and how large it is.
  @Test func pageListsEveryArchitecture() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(
      contentsOf: root.appending(path: "Sources/Recognition/Recognition.docc/Architectures.md"),
      encoding: .utf8)
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { row in
      row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }
    #expect(
      rows.map { $0[0].filter { $0 != "`" } } == ArchitectureRegistry.all.map { $0.id })
    for (row, architecture) in zip(rows, ArchitectureRegistry.all) {
      let input =
        architecture.listensTo == .samples
        ? Shape(time: 16_000) : Shape(time: 98, frequency: 40)
      let network = try architecture.network(input: input, classes: 12, seed: 1)
      #expect(row[1] == architecture.family.rawValue, "\(architecture.id)")
      #expect(
        Int(row[2].filter { $0 != "," }) == network.parameterCount, "\(architecture.id)")
    }
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
    #expect(
      ids.filter { !ArchitectureRegistry.classifiers.map { $0.id }.contains($0) } == ["bilstm-ctc"])
    for architecture in ArchitectureRegistry.all {
      #expect(!architecture.summary.isEmpty && !architecture.source.isEmpty)
    }
  }

  /// Two channels are too few where a block has nothing else, and many take long.
  private static let reducedWidths = [
    "bc-resnet-1": 0.5, "bc-resnet-3": 1 / 6.0, "bc-resnet-6": 1 / 12.0, "bc-resnet-8": 1 / 16.0,
    "ds-cnn-m": 0.1, "ds-cnn-l": 0.0625, "res15": 0.18, "mhatt-rnn": 0.125,
  ]

  @Test(arguments: ArchitectureRegistry.classifiers.map { $0.id })
  func clipsAreLearnedByHeartAndReload(_ id: String) throws {
    let width = Self.reducedWidths[id] ?? 0.25
    try learnByHeart(
      id, ArchitectureOptions(width: width, dropout: 0.05, sampleRate: 4000),
      steps: id == DeepResidualNet15.id ? 75 : 100)
  }

  /// At full width only when asked for: it takes minutes.
  @Test(
    .enabled(if: ProcessInfo.processInfo.environment["EARMARK_LONG"] != nil),
    arguments: ArchitectureRegistry.classifiers.map { $0.id })
  func clipsAreLearnedByHeartAtFullWidth(_ id: String) throws {
    try learnByHeart(id, ArchitectureOptions(dropout: 0.05, sampleRate: 4000))
  }

  /// The whole network along its gradient: the loss rises by as much as the gradient says.
  ///
  /// Without dropout, and by short steps: where batches of few are normalized, or frames weighed,
  /// the loss bends so much that the slope of `bc-resnet-1` is 33 % off for a rise of 0.03, 2 % for
  /// 0.001 and 0.3 % here. Still shorter steps drown in the rounding of single precision.
  @Test(arguments: ArchitectureRegistry.all.map { $0.id })
  func gradientIsTheSlopeOfTheLoss(_ id: String) throws {
    let architecture = try #require(ArchitectureRegistry.architecture(named: id))
    let set = ClipSet(architecture.listensTo)
    let options = ArchitectureOptions(
      width: Self.reducedWidths[id] ?? 0.25, dropout: 0, sampleRate: 4000)
    let network = try architecture.network(
      input: set.shape, classes: set.classes, seed: 2, options)
    guard architecture.training != .examples else {
      #expect(throws: NetworkError.self) { try set.gradient(network) }
      return
    }
    let (_, gradient) = try set.gradient(network)
    let square = gradient.values.joined().reduce(0.0) { $0 + Double($1) * Double($1) }
    #expect(square > 0)
    let ratios = try [5e-5, 3e-5].map { rise in
      let step = rise / square
      let (above, _) = try set.gradient(network.moved(along: gradient, by: step))
      let (below, _) = try set.gradient(network.moved(along: gradient, by: -step))
      return (above - below) / (2 * rise)
    }
    #expect(ratios.allSatisfy { abs($0 - 1) < 0.02 }, "\(id): \(ratios)")
  }

  private func learnByHeart(
    _ id: String, _ options: ArchitectureOptions, steps: Int = 100
  ) throws {
    let architecture = try #require(ArchitectureRegistry.architecture(named: id))
    let set = ClipSet(architecture.listensTo)
    var options = options
    if architecture.training == .examples {
      options.kept = KeptExamples(count: set.inputs.count)
    }
    let first = try architecture.network(
      input: set.shape, classes: set.classes, seed: 2, options)
    let trained: Network
    switch architecture.training {
    case .steps:
      let trainer = try Trainer(
        first, source: set.source, settings: ClipSet.settings(steps: steps), threads: 2)
      let outcome = try trainer.run()
      #expect(outcome.ending == .complete)
      trained = outcome.network
    case .wholeSet, .examples:
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

  @Test(arguments: ["gru", "lstm", "low-latency-svdf"])
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
