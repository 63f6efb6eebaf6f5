import NeuralNetworks
import Testing

@Suite struct TrainingEngineTests {
  private static let specs: [LayerSpec] = [
    .convolution(filters: 6, Window(Extent(3, 3)), bias: false),
    .normalization(activation: .relu), .dropout(0.3), .flatten, .dense(units: 3),
  ]
  private static let input = Shape(time: 6, frequency: 5)

  private static func example(_ index: Int, _ input: UnsafeMutableBufferPointer<Float>)
    -> ExampleTarget
  {
    var source = SeededGenerator(seed: 3, part: UInt64(index))
    for place in input.indices { input[place] = Float(source.normal()) }
    return ExampleTarget(label: index % 3)
  }

  private static func engine(_ settings: OptimizerSettings) throws -> TrainingEngine {
    let network = try Network(specs, input: input, seed: 4)
    return try TrainingEngine(network, batchSize: 13, settings: settings, seed: 9)
  }

  private static let adam = OptimizerSettings(
    kind: .adam(), schedule: .cosine(from: 1e-2, steps: 20), weightDecay: 0.01,
    gradientLimit: 1, labelSmoothing: 0.1, averageDecay: 0.9)

  /// Shards in another order, as threads may take them.
  private struct BackwardRunner: ShardRunner {
    func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
      for index in (0..<count).reversed() { body(index) }
    }
  }

  @Test func orderOfShardsChangesNoBit() throws {
    let network = try Network(Self.specs, input: Self.input, seed: 4)
    let engines = try [SerialRunner() as any ShardRunner, BackwardRunner()].map {
      try TrainingEngine(network, batchSize: 13, settings: Self.adam, seed: 9, runner: $0)
    }
    for _ in 0..<4 {
      let results = engines.map { $0.step(count: 13, example: Self.example) }
      #expect(results[0] == results[1])
    }
    #expect(engines[0].network == engines[1].network)
  }

  @Test func resumedRunGoesOnBitForBit() throws {
    let whole = try Self.engine(Self.adam)
    let first = try Self.engine(Self.adam)
    for _ in 0..<3 {
      _ = whole.step(count: 13, example: Self.example)
      _ = first.step(count: 13, example: Self.example)
    }
    let second = try Self.engine(Self.adam)
    try second.resume(from: first.checkpoint)
    for _ in 0..<3 {
      let results = [whole, second].map { $0.step(count: 11, example: Self.example) }
      #expect(results[0] == results[1])
    }
    #expect(whole.network == second.network)
    #expect(whole.averagedNetwork == second.averagedNetwork)
    #expect(whole.averagedNetwork != whole.network)
  }

  @Test func checkpointOfAnotherRunIsRefusedAndChangesNothing() throws {
    let engine = try Self.engine(Self.adam)
    _ = engine.step(count: 13, example: Self.example)
    let before = engine.checkpoint
    var checkpoint = before
    checkpoint["optimizer.first"] = nil
    #expect(throws: NetworkError.tensorIsMissing(name: "optimizer.first")) {
      try engine.resume(from: checkpoint)
    }
    checkpoint = before
    checkpoint["layers.4.bias"]?.scalars[0] = .nan
    #expect(throws: NetworkError.tensorIsNotFinite(name: "layers.4.bias")) {
      try engine.resume(from: checkpoint)
    }
    #expect(engine.checkpoint == before)
  }

  @Test func stepThatIsNotFiniteChangesNothing() throws {
    let engine = try Self.engine(Self.adam)
    _ = engine.step(count: 13, example: Self.example)
    let before = engine.network
    let result = engine.step(count: 13) { index, input in
      defer { input[0] = .nan }
      return Self.example(index, input)
    }
    #expect(!result.loss.isFinite)
    #expect(engine.network == before)
  }

  @Test func weightsOfClassesAndExamplesScaleTheirGradient() throws {
    var settings = OptimizerSettings(kind: .gradientDescent, schedule: .constant(0))
    let plain = try Self.engine(settings).gradient(count: 13, example: Self.example)
    settings.classWeights = [2, 2, 2]
    let even = try Self.engine(settings).gradient(count: 13, example: Self.example)
    #expect(abs(plain.loss - even.loss) < 1e-9)
    let single = try Self.engine(settings).gradient(count: 13) { index, input in
      var target = Self.example(index, input)
      target.weight = index == 5 ? 1 : 0
      return target
    }
    #expect(single.loss != plain.loss)
    settings.classWeights = nil
    let mixed = try Self.engine(settings).gradient(count: 13) { index, input in
      var target = Self.example(index, input)
      target = ExampleTarget(label: target.label, other: target.label, otherShare: 0.4)
      return target
    }
    #expect(abs(mixed.loss - plain.loss) < 1e-6)
  }

  @Test func longGradientIsShortenedToItsLimit() throws {
    let rate: Float = 0.5
    var settings = OptimizerSettings(kind: .gradientDescent, schedule: .constant(rate))
    settings.gradientLimit = 1e-3
    let engine = try Self.engine(settings)
    let before = engine.network.tensors
    let result = engine.step(count: 13, example: Self.example)
    #expect(result.gradientLength > 1e-3)
    let after = engine.network.tensors
    var squares = 0.0
    for (name, tensor) in before where !name.hasSuffix("mean") && !name.hasSuffix("variance") {
      let moved = after[name]?.scalars ?? []
      for (a, b) in zip(tensor.scalars, moved) {
        squares += Double((a - b) / rate) * Double((a - b) / rate)
      }
    }
    #expect(abs(squares.squareRoot() - 1e-3) < 2e-5)
  }

  @Test func decayIsOnMatricesOnly() throws {
    var settings = OptimizerSettings(kind: .gradientDescent, schedule: .constant(0.1))
    settings.weightDecay = 0.5
    let specs: [LayerSpec] = [.flatten, .dense(units: 2)]
    var network = try Network(specs, input: Shape(time: 4), seed: 1)
    var tensors = network.tensors
    tensors["layers.1.bias"]?.scalars = [3, 4]
    try network.load(tensors)
    let engine = try TrainingEngine(network, batchSize: 2, settings: settings, seed: 1)
    // Examples that count for nothing have no gradient.
    _ = engine.step(count: 2) { _, input in
      input.update(repeating: 1)
      return ExampleTarget(label: 0, weight: 0)
    }
    let after = engine.network.tensors
    #expect(after["layers.1.bias"]?.scalars == [3, 4])
    let weights = try #require(tensors["layers.1.weight"]?.scalars)
    for (found, before) in zip(try #require(after["layers.1.weight"]?.scalars), weights) {
      #expect(abs(found - before * 0.95) < 1e-6)
    }
  }
}
