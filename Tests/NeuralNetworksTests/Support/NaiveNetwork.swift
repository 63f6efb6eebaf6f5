import Foundation
import NeuralNetworks

/// Networks calculated in the plainest way, in double: what the layers are tested against.
///
/// It is written from the definitions alone and shares no code with the layers.
struct NaiveNetwork {
  typealias Values = [Double]

  /// A batch between two layers.
  struct Batch {
    var shape: Shape
    var clips: [Values]

    /// A value, 0 outside of the picture.
    func value(_ clip: Int, _ t: Int, _ f: Int, _ c: Int) -> Double {
      guard t >= 0, t < shape.time, f >= 0, f < shape.frequency else { return 0 }
      return clips[clip][(t * shape.frequency + f) * shape.channels + c]
    }
  }

  var specs: [LayerSpec]
  var input: Shape
  var tensors: [String: Values]
  /// Whether normalization goes by the batch.
  var isTraining: Bool

  init(_ network: Network, isTraining: Bool) {
    specs = network.specs
    input = network.input
    tensors = network.tensors.mapValues { $0.scalars.map(Double.init) }
    self.isTraining = isTraining
  }

  /// The logits of clips.
  func logits(_ inputs: [[Float]]) -> [Values] {
    let batch = Batch(shape: input, clips: inputs.map { $0.map(Double.init) })
    return run(specs, batch, "layers").clips
  }

  /// The mean cross entropy with smoothed labels.
  func loss(_ inputs: [[Float]], labels: [Int], smoothing: Double) -> Double {
    var sum = 0.0
    for (logits, label) in zip(logits(inputs), labels) {
      let peak = logits.max() ?? 0
      let normalizer = peak + log(logits.reduce(0) { $0 + exp($1 - peak) })
      for (place, logit) in logits.enumerated() {
        let wanted =
          smoothing / Double(logits.count) + (place == label ? 1 - smoothing : 0)
        sum -= wanted * (logit - normalizer)
      }
    }
    return sum / Double(inputs.count)
  }

  func run(_ specs: [LayerSpec], _ batch: Batch, _ path: String) -> Batch {
    var batch = batch
    for (place, spec) in specs.enumerated() { batch = run(spec, batch, "\(path).\(place)") }
    return batch
  }

  private func tensor(_ name: String) -> Values { tensors[name] ?? [] }

  private func run(_ spec: LayerSpec, _ x: Batch, _ name: String) -> Batch {
    switch spec {
    case .convolution(let filters, let window, _, let activation, _):
      return applied(activation, convolution(x, filters, window, name))
    case .depthwise(let window, _, let activation, _):
      return applied(activation, depthwise(x, window, name))
    case .dense(let units, _, let activation, _):
      return applied(activation, dense(x, units, name))
    case .normalization(let bands, let activation):
      return applied(activation, normalization(x, bands, name))
    case .activation(let activation): return applied(activation, x)
    case .gate:
      let half = x.shape.channels / 2
      return made(x, Shape(time: x.shape.time, frequency: x.shape.frequency, channels: half)) {
        tanh(x.value($0, $1, $2, $3)) * sigmoid(x.value($0, $1, $2, $3 + half))
      }
    case .maximumPool(let window): return maximum(x, window)
    case .averagePool(let extent): return average(x, extent)
    case .timeAverage: return average(x, Extent(x.shape.time, 1))
    case .frequencyAverage: return average(x, Extent(1, x.shape.frequency))
    case .dropout, .channelDropout: return x
    case .flatten: return Batch(shape: Shape(time: 1, channels: x.shape.count), clips: x.clips)
    case .frames:
      return Batch(
        shape: Shape(time: x.shape.time, channels: x.shape.frequency * x.shape.channels),
        clips: x.clips)
    case .rankSum(let rank, let activation):
      let bias = tensor("\(name).bias")
      var shape = x.shape
      shape.channels /= rank
      return applied(
        activation,
        made(x, shape) { n, t, f, c in
          (0..<rank).reduce(bias[c]) { $0 + x.value(n, t, f, c * rank + $1) }
        })
    case .recurrent(let cell, let units, let bothWays):
      return recurrent(x, cell, units, bothWays, name)
    case .lastState(let bothWays):
      let half = x.shape.channels / 2
      return made(x, Shape(time: 1, channels: x.shape.channels)) { n, _, _, c in
        x.value(n, bothWays && c >= half ? 0 : x.shape.time - 1, 0, c)
      }
    case .layerNormalization: return layerNormalization(x, name)
    case .positions(let token): return positions(x, hasToken: token, name)
    case .attention(let heads): return attention(x, heads)
    case .attentionPool(let heads): return attentionPool(x, heads, name)
    case .step(let step):
      return made(x, Shape(time: 1, frequency: x.shape.frequency, channels: x.shape.channels)) {
        n, _, f, c in x.value(n, step, f, c)
      }
    case .residual(let body, let around, let activation):
      let passed = run(around, x, "\(name).around")
      return applied(activation, sum(run(body, x, "\(name).body"), passed))
    case .broadcastResidual(let before, let body, let adds, let activation):
      let picture = run(before, x, "\(name).before")
      let flat = run(body, picture, "\(name).body")
      let spread = made(picture, picture.shape) { n, t, f, c in
        picture.value(n, t, f, c) + flat.value(n, t, 0, c)
      }
      return applied(activation, adds ? sum(spread, x) : spread)
    case .skipStack(let blocks):
      var current = x
      var total: Batch?
      for (place, block) in blocks.enumerated() {
        let path = "\(name).\(place)"
        let body = run(block.body, current, "\(path).body")
        let skip = run(block.skip, body, "\(path).skip")
        total = total.map { sum($0, skip) } ?? skip
        if let onward = block.onward { current = sum(run(onward, body, "\(path).onward"), current) }
      }
      return total ?? x
    case .statistics(let segments): return statistics(x, segments)
    case .neighbors: preconditionFailure("kept examples have no slope and a test of their own")
    case .graph: preconditionFailure("programs are tested by themselves")
    }
  }
}
