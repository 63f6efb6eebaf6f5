import NeuralNetworks
import Recognition

/// Work on networks that other libraries do too, under the names that `Tests/Peers/networks.py`
/// asks for.
enum NetworkTask: String, CaseIterable {
  /// TensorFlow's `conv`, forward, 64 clips together.
  case convForward = "conv-forward"
  /// One step of training with it, 32 clips.
  case convStep = "conv-step"
  /// DS-CNN-S, forward, one clip.
  case separableForward = "ds-cnn-s-forward"
  /// One step of training with it, 32 clips.
  case separableStep = "ds-cnn-s-step"

  private static let classes = 12

  private var trains: Bool { self == .convStep || self == .separableStep }

  /// Clips of a run.
  var clips: Int {
    switch self {
    case .convForward: 64
    case .convStep, .separableStep: 32
    case .separableForward: 1
    }
  }

  /// Runs of one measurement; short ones are repeated.
  var repetitions: Int {
    switch self {
    case .convForward, .convStep: 1
    case .separableForward: 500
    case .separableStep: 20
    }
  }

  private func network() throws -> Network {
    switch self {
    case .convForward, .convStep:
      try ConvNet.network(
        input: Shape(time: 98, frequency: 40), classes: Self.classes, seed: 1)
    case .separableForward, .separableStep:
      try DepthwiseSeparableCNN.network(
        input: Shape(time: 49, frequency: 10), classes: Self.classes, seed: 1)
    }
  }

  /// The work with all that is made once, and how many weights the network has.
  func prepared(
    runner: any ShardRunner = SerialRunner()
  ) throws -> (run: () -> Void, weights: Int) {
    let network = try network()
    let size = network.input.count
    let inputs = (0..<clips * size).map { Float($0 * 7919 % 1000) / 500 - 1 }
    guard trains else {
      let predictor = try Predictor(network)
      return ({ _ = predictor.logits(inputs, count: clips) }, network.parameterCount)
    }
    let engine = try TrainingEngine(
      network, batchSize: clips, settings: OptimizerSettings(schedule: .constant(1e-4)), seed: 1,
      runner: runner)
    let run = {
      _ = engine.step(count: clips) { index, input in
        _ = input.update(fromContentsOf: inputs[index * size..<(index + 1) * size])
        return ExampleTarget(label: index % Self.classes)
      }
    }
    return (run, network.parameterCount)
  }
}
