extension Network {
  /// The same function with every normalization folded into the filters before it where it can be.
  package func folded() throws(NetworkError) -> Network {
    // What has nothing gathered has no normalization.
    guard !state.isEmpty else { return self }
    var parts = Folding(network: self)
    let specs = parts.fold(specs, "layers", "layers")
    return try Network(specs, input: input, tensors: parts.result)
  }
}

/// Rewrites lists of layers and their tensors.
private struct Folding {
  let network: Network
  let tensors: [String: NamedTensor]
  var result: [String: NamedTensor] = [:]

  init(network: Network) {
    self.network = network
    tensors = network.tensors
  }

  mutating func fold(_ specs: [LayerSpec], _ from: String, _ to: String) -> [LayerSpec] {
    var folded: [LayerSpec] = []
    var place = 0
    while place < specs.count {
      let target = "\(to).\(folded.count)"
      let source = "\(from).\(place)"
      if place + 1 < specs.count, case .normalization(1, let activation) = specs[place + 1],
        let merged = merge(specs[place], source, "\(from).\(place + 1)", target, activation)
      {
        folded.append(merged)
        place += 2
        continue
      }
      folded.append(copy(specs[place], source, target))
      place += 1
    }
    return folded
  }

  /// Filters whose normalization follows.
  private mutating func merge(
    _ spec: LayerSpec, _ source: String, _ normalization: String, _ target: String,
    _ activation: Activation
  ) -> LayerSpec? {
    switch spec {
    case .convolution(let filters, let window, let bias, .none, _):
      scale(source, normalization, target, bias: bias)
      return .convolution(
        filters: filters, window, bias: true, activation: activation, start: .zeros)
    case .depthwise(let window, let bias, .none, _):
      scale(source, normalization, target, bias: bias)
      return .depthwise(window, bias: true, activation: activation, start: .zeros)
    default: return nil
    }
  }

  private mutating func scale(
    _ source: String, _ normalization: String, _ target: String, bias: Bool
  ) {
    guard var weights = tensors["\(source).weight"],
      let scale = tensors["\(normalization).scale"]?.scalars,
      let shift = tensors["\(normalization).shift"]?.scalars,
      let mean = tensors["\(normalization).mean"]?.scalars,
      let variance = tensors["\(normalization).variance"]?.scalars
    else { return }
    let own = bias ? tensors["\(source).bias"]?.scalars : nil
    let channels = scale.count
    let factors = (0..<channels).map {
      Double(scale[$0]) / (Double(variance[$0]) + Normalization.epsilon).squareRoot()
    }
    for index in weights.scalars.indices {
      weights.scalars[index] = Float(Double(weights.scalars[index]) * factors[index % channels])
    }
    result["\(target).weight"] = weights
    let biases = (0..<channels).map { channel in
      let centered = Double(own?[channel] ?? 0) - Double(mean[channel])
      return Float(Double(shift[channel]) + centered * factors[channel])
    }
    result["\(target).bias"] = NamedTensor(shape: [channels], scalars: biases)
  }

  /// A layer with its tensors under its new name, and what is inside of it folded.
  private mutating func copy(_ spec: LayerSpec, _ source: String, _ target: String) -> LayerSpec {
    switch spec {
    case .residual(let body, let around, let activation):
      return .residual(
        fold(body, "\(source).body", "\(target).body"),
        around: fold(around, "\(source).around", "\(target).around"), activation: activation)
    case .broadcastResidual(let before, let body, let adds, let activation):
      return .broadcastResidual(
        before: fold(before, "\(source).before", "\(target).before"),
        fold(body, "\(source).body", "\(target).body"), adds: adds, activation: activation)
    case .skipStack(let blocks):
      return .skipStack(
        blocks.enumerated().map { place, block in
          let from = "\(source).\(place)"
          let to = "\(target).\(place)"
          return SkipBlock(
            body: fold(block.body, "\(from).body", "\(to).body"),
            onward: block.onward.map { fold($0, "\(from).onward", "\(to).onward") },
            skip: fold(block.skip, "\(from).skip", "\(to).skip"))
        })
    default:
      let prefix = "\(source)."
      for (name, tensor) in tensors where name.hasPrefix(prefix) {
        result["\(target).\(name.dropFirst(prefix.count))"] = tensor
      }
      return spec
    }
  }
}
