/// What one step of training gave.
public struct StepResult: Sendable, Equatable {
  /// The mean loss of the batch, before the step.
  public var loss: Double
  /// Examples whose largest logit was the label's.
  public var correct: Int
  /// Examples.
  public var count: Int
  /// The length of the gradient, before it was shortened.
  public var gradientLength: Double
  /// The rate of the step.
  public var rate: Float
}

/// Goes forward and back over batches and follows the gradient.
///
/// A batch is cut into ``Network/shardCount`` parts; what they give is added in order, so that a
/// seed gives the same bits for any runner. It belongs to one thread at a time.
public final class TrainingEngine {
  /// Examples of a step at most.
  public let batchSize: Int
  /// How weights follow their gradients.
  public let settings: OptimizerSettings
  /// Steps that were taken.
  public private(set) var stepCount = 0

  private let circuit: Circuit
  private let runner: any ShardRunner
  private let seed: UInt64
  private let loss: CrossEntropy
  private let optimizer: Optimizer
  private var template: Network

  /// Writes the input of an example of a batch and gives its target; called on several threads.
  public typealias Example =
    @Sendable (_ index: Int, _ input: UnsafeMutableBufferPointer<Float>) -> ExampleTarget

  /// An engine for batches of at most so many examples.
  public init(
    _ network: Network, batchSize: Int, settings: OptimizerSettings, seed: UInt64,
    runner: any ShardRunner = SerialRunner()
  ) throws(NetworkError) {
    precondition(batchSize > 0, "a batch has at least one example")
    self.batchSize = batchSize
    self.settings = settings
    self.seed = seed
    self.runner = runner
    template = network
    let capacity = (batchSize + Network.shardCount - 1) / Network.shardCount
    circuit = try Circuit(
      network, capacity: capacity, shardCount: Network.shardCount, trains: true)
    loss = CrossEntropy(smoothing: settings.labelSmoothing, classWeights: settings.classWeights)
    optimizer = Optimizer(settings, network)
  }

  /// The network as it is now.
  public var network: Network {
    circuit.store(in: &template)
    return template
  }

  /// The average of the weights over the steps, where the settings keep one; else as it is now.
  public var averagedNetwork: Network {
    var network = network
    if let average = optimizer.average { network.weights = average }
    return network
  }

  /// Takes one step.
  ///
  /// - Parameters:
  ///   - count: Examples, from 1 to the batch size.
  ///   - example: Makes an example's input and target.
  public func step(count: Int, example: @escaping Example) -> StepResult {
    precondition(count > 0 && count <= batchSize, "a step has from 1 to batchSize examples")
    var result = gradients(count: count, example: example)
    result.rate = settings.schedule.rate(at: stepCount)
    result.gradientLength = optimizer.step(
      stepCount, circuit, runner, rate: result.rate)
    // A batch that is not finite leaves everything as it was.
    if result.loss.isFinite, result.gradientLength.isFinite { circuit.finish(clips: count) }
    stepCount += 1
    return result
  }

  /// Goes forward and back without a step; the gradients are in the shards.
  private func gradients(count: Int, example: @escaping Example) -> StepResult {
    let circuit = SharedByShards(circuit)
    divide(count)
    let layers = circuit.value.layers
    let part = Network.shardCount
    let trained = SharedByShards((circuit.value.numbers, layers))
    runner.run(part) { index in
      for place in stride(from: index, to: trained.value.1.count, by: part) {
        trained.value.1[place].prepare(trained.value.0, training: true)
      }
    }
    let targets = SharedByShards(
      UnsafeMutableBufferPointer<ExampleTarget>.allocate(capacity: count))
    targets.value.initialize(repeating: ExampleTarget(label: 0))
    defer { targets.value.deinitialize().deallocate() }
    var isFirst = true
    for segment in circuit.value.forwardSegments {
      let work = SharedByShards((segment, isFirst))
      isFirst = false
      runner.run(part) { index in
        let shard = circuit.value.shards[index]
        if work.value.1 { Self.load(circuit.value, shard, targets.value, example) }
        for (layer, phase) in work.value.0 { layer.forward(shard, phase: phase) }
      }
    }
    let weight = targets.value.reduce(0) { $0 + loss.weight($1) }
    let result = backward(circuit, targets, scale: weight > 0 ? 1 / weight : 0)
    return StepResult(
      loss: weight > 0 ? result.loss / weight : 0, correct: result.correct, count: count,
      gradientLength: 0, rate: 0)
  }

  private static func load(
    _ circuit: Circuit, _ shard: Shard, _ targets: UnsafeMutableBufferPointer<ExampleTarget>,
    _ example: Example
  ) {
    let size = circuit.input.count
    for clip in 0..<shard.clips {
      let input = UnsafeMutableBufferPointer(
        start: circuit.input(shard) + clip * size, count: size)
      targets[shard.firstClip + clip] = example(shard.firstClip + clip, input)
    }
  }

  private func backward(
    _ circuit: SharedByShards<Circuit>,
    _ targets: SharedByShards<UnsafeMutableBufferPointer<ExampleTarget>>, scale: Double
  ) -> (loss: Double, correct: Int) {
    let part = Network.shardCount
    let loss = loss
    let sums = SharedByShards(
      UnsafeMutableBufferPointer<(loss: Double, correct: Int)>.allocate(capacity: part))
    sums.value.initialize(repeating: (0, 0))
    defer { sums.value.deallocate() }
    var isFirst = true
    for segment in circuit.value.backwardSegments {
      let work = SharedByShards((segment, isFirst))
      isFirst = false
      runner.run(part) { index in
        let shard = circuit.value.shards[index]
        if work.value.1 {
          shard.weightGradients.update(repeating: 0, count: circuit.value.weightCount)
          sums.value[index] = Self.evaluate(circuit.value, shard, loss, targets.value, scale)
        }
        for (layer, phase) in work.value.0 { layer.backward(shard, phase: phase) }
      }
    }
    return sums.value.reduce((0, 0)) { ($0.0 + $1.loss, $0.1 + $1.correct) }
  }

  private static func evaluate(
    _ circuit: Circuit, _ shard: Shard, _ loss: CrossEntropy,
    _ targets: UnsafeMutableBufferPointer<ExampleTarget>, _ scale: Double
  ) -> (loss: Double, correct: Int) {
    var sum = (loss: 0.0, correct: 0)
    let output = circuit.output
    for clip in 0..<shard.clips {
      let logits = circuit.output(shard) + clip * output.count
      let gradient = circuit.outputGradient(shard) + clip * output.count
      let target = targets[shard.firstClip + clip]
      let one =
        target.sequence.map { labels in
          TranscriptionLoss.gradient(
            logits, output, labels, target, scale: scale * Double(target.weight),
            gradient)
        } ?? loss.gradient(logits, output.count, target, scale: scale, gradient)
      sum.loss += one.loss
      sum.correct += one.isCorrect ? 1 : 0
    }
    return sum
  }

  /// Gives every shard its part of a batch: the first ones get one more where it is uneven.
  private func divide(_ count: Int) {
    let shards = circuit.shards
    let key = SeededGenerator.mixed(seed, UInt64(stepCount))
    var first = 0
    for shard in shards {
      shard.clips = count / shards.count + (shard.index < count % shards.count ? 1 : 0)
      shard.firstClip = first
      shard.batch = count
      shard.isTraining = true
      shard.key = key
      first += shard.clips
    }
  }
}

extension TrainingEngine {
  /// The loss and its gradient with respect to every tensor, without a step; for tests.
  package func gradient(
    count: Int, example: @escaping Example
  ) -> (loss: Double, tensors: [String: [Float]]) {
    let result = gradients(count: count, example: example)
    let sum = optimizer.sum(circuit, runner)
    var tensors: [String: [Float]] = [:]
    for place in template.places where place.kind == .weight {
      tensors[place.name] = Array(sum[place.range])
    }
    return (result.loss, tensors)
  }

  /// Everything that a run needs to go on bit for bit: weights, what is gathered, moments, the step.
  public var checkpoint: [String: NamedTensor] {
    let network = network
    var tensors = network.tensors
    for (name, values) in optimizer.memories {
      tensors["optimizer.\(name)"] = NamedTensor(shape: [values.count], scalars: values)
    }
    let low = Float(stepCount & 0xFFFF)
    let high = Float(stepCount >> 16)
    tensors["optimizer.step"] = NamedTensor(shape: [2], scalars: [low, high])
    return tensors
  }

  /// Goes on from a checkpoint.
  ///
  /// - Throws: ``NetworkError`` when it is of another network or another optimizer; then nothing
  ///   has changed.
  public func resume(from checkpoint: [String: NamedTensor]) throws(NetworkError) {
    let prefix = "optimizer."
    let (own, others) = checkpoint.reduce(
      into: ([String: NamedTensor](), [String: NamedTensor]())
    ) { sorted, entry in
      if entry.key.hasPrefix(prefix) {
        sorted.0[String(entry.key.dropFirst(prefix.count))] = entry.value
      } else {
        sorted.1[entry.key] = entry.value
      }
    }
    guard let step = own["step"], step.scalars.count == 2, step.scalars.allSatisfy(\.isFinite)
    else {
      throw .tensorIsMissing(name: "optimizer.step")
    }
    var loaded = network
    try loaded.load(others)
    try optimizer.load(own)
    template = loaded
    circuit.load(loaded)
    stepCount = Int(step.scalars[0]) + Int(step.scalars[1]) << 16
  }
}

extension Network {
  /// Which shard takes each example of a batch: the first ones get one more where it is uneven.
  package static func shards(ofBatch count: Int) -> [Int] {
    (0..<shardCount).flatMap { shard in
      [Int](repeating: shard, count: count / shardCount + (shard < count % shardCount ? 1 : 0))
    }
  }
}
