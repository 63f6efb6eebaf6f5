import NeuralNetworks
import Recognition

/// A few clips of noise, each class with a tone of its own; small enough to be learned by heart.
struct ClipSet {
  let source: FixedSource
  let inputs: [[Float]]
  let labels: [Int]
  let shape: Shape
  let classes: Int

  init(_ listensTo: NetworkInput, clips: Int = 20, classes: Int = 4, seed: UInt64 = 3) {
    let shape =
      listensTo == .samples ? Shape(time: 640) : Shape(time: 32, frequency: 40)
    self.shape = shape
    self.classes = classes
    labels = (0..<clips).map { $0 % classes }
    var draws = SeededGenerator(seed: seed)
    inputs = labels.map { label in
      (0..<shape.count).map { place in
        let noise = Float(draws.normal()) * 0.5
        if listensTo == .samples {
          return noise + (place / (2 + label) % 2 == 0 ? 1 : -1)
        }
        return noise + (place % shape.frequency / 8 == label ? 1 : 0)
      }
    }
    source = FixedSource(
      inputs, targets: labels.map { ExampleTarget(label: $0) }, shape: shape, classes: classes,
      seed: seed)
  }

  /// The part of the clips that a network is right about.
  func accuracy(_ network: Network) throws -> Double {
    let predictor = try Predictor(network)
    let logits = predictor.logits(inputs.flatMap { $0 }, count: inputs.count)
    let right = labels.indices.filter { clip in
      let own = Array(logits[clip * classes..<(clip + 1) * classes])
      return own.firstIndex(of: own.max() ?? 0) == labels[clip]
    }
    return Double(right.count) / Double(labels.count)
  }

  static func settings(steps: Int, batchSize: Int = 20, dropoutSeed: UInt64 = 5) -> TrainerSettings
  {
    let cycle = LearningRateSchedule.OneCycle(peak: 4e-3, steps: steps)
    return TrainerSettings(
      optimizer: OptimizerSettings(
        kind: .adam(secondDecay: 0.99), schedule: .oneCycle(cycle), weightDecay: 0.01,
        gradientLimit: 5, labelSmoothing: 0.05),
      batchSize: batchSize, stepCount: steps, seed: dropoutSeed)
  }
}

extension ClipSet {
  /// The loss of all clips and its gradient with respect to every weight.
  func gradient(_ network: Network) throws -> (loss: Double, tensors: [String: [Float]]) {
    let settings = OptimizerSettings(kind: .gradientDescent, schedule: .constant(0))
    let engine = try TrainingEngine(
      network, batchSize: inputs.count, settings: settings, seed: 1)
    let (inputs, labels) = (inputs, labels)
    return engine.gradient(count: inputs.count) { index, input in
      _ = input.update(fromContentsOf: inputs[index])
      return ExampleTarget(label: labels[index])
    }
  }
}

extension Network {
  /// The network with its weights moved along a direction.
  func moved(along direction: [String: [Float]], by step: Double) throws -> Network {
    var moved = self
    var tensors = tensors
    for (name, values) in direction {
      for place in values.indices {
        tensors[name]?.scalars[place] += Float(step * Double(values[place]))
      }
    }
    try moved.load(tensors)
    return moved
  }
}
