import NeuralNetworks
import Testing

/// Layers against the plainest calculation in double.
@Suite struct LayerTests {
  @Test(arguments: LayerCase.all)
  func logitsAreThoseOfThePlainCalculation(_ one: LayerCase) throws {
    let network = try one.network()
    let expected = NaiveNetwork(network, isTraining: false).logits(one.inputs).flatMap { $0 }
    let found = try Predictor(network).logits(one.inputs.flatMap { $0 }, count: one.clips)
    #expect(found.count == expected.count)
    for (value, wanted) in zip(found, expected) {
      #expect(abs(Double(value) - wanted) < 2e-5 * max(1, abs(wanted)))
    }
  }

  @Test(arguments: LayerCase.all)
  func lossIsThatOfThePlainCalculation(_ one: LayerCase) throws {
    let network = try one.network()
    let (loss, _) = try gradient(one, network)
    let wanted = NaiveNetwork(network, isTraining: true)
      .loss(one.inputs, labels: one.labels, smoothing: smoothing)
    #expect(abs(loss - wanted) < 1e-5 * max(1, wanted))
  }

  /// Each of some weights moved a little in double; what is kinked is tested along its direction.
  @Test(arguments: LayerCase.all)
  func gradientsAreTheSlopesOfThePlainCalculation(_ one: LayerCase) throws {
    let network = try one.network()
    let (_, gradients) = try gradient(one, network)
    let largest = gradients.values.joined().map(abs).max() ?? 0
    var source = SeededGenerator(seed: 17)
    for (name, gradient) in gradients.sorted(by: { $0.key < $1.key }) {
      for _ in 0..<6 {
        let place = Int.random(in: gradient.indices, using: &source)
        let slope = slope(one, network, name, place)
        let distance = abs(Double(gradient[place]) - slope)
        let isClose = distance < 2e-4 * Double(max(largest, 0.05))
        #expect(isClose, "\(name)[\(place)] is \(gradient[place]), should be \(slope)")
      }
    }
  }

  private let smoothing = 0.1

  private func gradient(
    _ one: LayerCase, _ network: Network
  ) throws -> (loss: Double, tensors: [String: [Float]]) {
    let settings = OptimizerSettings(
      kind: .gradientDescent, schedule: .constant(0), labelSmoothing: Float(smoothing))
    let engine = try TrainingEngine(network, batchSize: one.clips, settings: settings, seed: 1)
    let inputs = one.inputs
    let labels = one.labels
    return engine.gradient(count: one.clips) { index, input in
      _ = input.update(fromContentsOf: inputs[index])
      return ExampleTarget(label: labels[index])
    }
  }

  /// The central difference of the loss for one weight.
  private func slope(_ one: LayerCase, _ network: Network, _ name: String, _ place: Int) -> Double {
    let step = 1e-6
    let losses = [step, -step].map { step in
      var naive = NaiveNetwork(network, isTraining: true)
      naive.tensors[name]?[place] += step
      return naive.loss(one.inputs, labels: one.labels, smoothing: smoothing)
    }
    return (losses[0] - losses[1]) / (2 * step)
  }
}
