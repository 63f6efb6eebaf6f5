import NeuralNetworks

/// Writes the layers of a network as ONNX nodes; a clip is `[clips, channels, time, frequency]`.
struct ONNXLayers {
  /// A value between two layers.
  struct Wire {
    let name: String
    let shape: Shape
    /// Whether it is `[clips, channels]`, without time and frequency.
    var isFlat = false
  }

  var graph = ONNXGraphWriter()
  private let tensors: [String: NamedTensor]

  init(_ network: Network) { tensors = network.tensors }

  /// A tensor of the network; its builder has named all of them.
  func tensor(_ name: String) -> NamedTensor {
    guard let tensor = tensors[name] else { preconditionFailure("there is no tensor \(name)") }
    return tensor
  }

  mutating func add(
    _ specs: [LayerSpec], _ wire: Wire, _ path: String
  ) throws(NetworkFileError) -> Wire {
    var wire = wire
    for (place, spec) in specs.enumerated() { wire = try add(spec, wire, "\(path).\(place)") }
    return wire
  }

  private mutating func add(
    _ spec: LayerSpec, _ wire: Wire, _ path: String
  ) throws(NetworkFileError) -> Wire {
    let shape = wire.shape
    switch spec {
    case .convolution(let filters, let window, let bias, let activation, _):
      return filtered(wire, path, window, filters: filters, hasBias: bias, activation)
    case .depthwise(let window, let bias, let activation, _):
      return filtered(wire, path, window, filters: nil, hasBias: bias, activation)
    case .dense(let units, let bias, let activation, _):
      return dense(wire, path, units: units, hasBias: bias, activation)
    case .normalization(let bands, let activation):
      return normalization(wire, path, bands: bands, activation)
    case .activation(let activation): return applied(activation, wire, path)
    case .gate: return gate(wire, path)
    case .maximumPool(let window): return maximumPool(wire, path, window)
    case .averagePool(let window): return averagePool(wire, path, window)
    case .timeAverage: return mean(wire, path, axis: 2)
    case .frequencyAverage: return mean(wire, path, axis: 3)
    case .dropout, .channelDropout: return wire
    case .flatten:
      return Wire(
        name: flat(wire, path), shape: Shape(time: 1, channels: shape.count), isFlat: true)
    case .frames: return frames(wire, path)
    case .rankSum(let rank, let activation): return rankSum(wire, path, rank, activation)
    case .recurrent(let cell, let units, let bothWays):
      return recurrent(wire, path, cell, units, bothWays)
    case .lastState(let bothWays): return lastState(wire, path, bothWays)
    case .layerNormalization: return layerNormalization(wire, path)
    case .positions(let token): return positions(wire, path, token)
    case .attention(let heads): return attention(wire, path, heads)
    case .attentionPool(let heads): return attentionPool(wire, path, heads)
    case .step(let step): return self.step(wire, path, step)
    case .residual(let body, let around, let activation):
      let made = try add(body, wire, "\(path).body")
      let passed = try add(around, wire, "\(path).around")
      return sum(made, passed, "\(path).sum", activation)
    case .broadcastResidual(let before, let body, let adds, let activation):
      var picture = try add(before, wire, "\(path).before")
      let flat = try add(body, picture, "\(path).body")
      if adds { picture = sum(picture, wire, "\(path).around", .none) }
      return sum(picture, flat, "\(path).spread", activation)
    case .skipStack(let blocks): return try stack(wire, path, blocks)
    case .statistics: throw .layer(kind: "statistics of the loud part", name: path)
    case .neighbors: throw .layer(kind: "kept examples", name: path)
    case .graph: throw .layer(kind: "a graph from another program", name: path)
    }
  }

  private mutating func stack(
    _ wire: Wire, _ path: String, _ blocks: [SkipBlock]
  ) throws(NetworkFileError) -> Wire {
    var current = wire
    var total: Wire?
    for (place, block) in blocks.enumerated() {
      let name = "\(path).\(place)"
      let made = try add(block.body, current, "\(name).body")
      if let onward = block.onward {
        let passed = try add(onward, made, "\(name).onward")
        current = sum(passed, current, "\(name).onward", .none)
      }
      let skipped = try add(block.skip, made, "\(name).skip")
      total = total.map { sum($0, skipped, "\(name).skips", .none) } ?? skipped
    }
    guard let total else { throw .layer(kind: "a stack without blocks", name: path) }
    return total
  }

  // MARK: Values

  /// The input with mean 0 and deviation 1.
  mutating func normalized(_ input: String, _ facts: ONNXExport.Facts) -> String {
    guard !facts.means.isEmpty else { return input }
    let means = graph.constant("means", [facts.means.count], facts.means)
    let deviations = graph.constant("deviations", [facts.deviations.count], facts.deviations)
    let centered = graph.add("Sub", [input, means], named: "centered")[0]
    return graph.add("Div", [centered, deviations], named: "normalized")[0]
  }

  /// The outputs, logits first.
  mutating func outputs(_ wire: Wire, temperature: Double) -> (logits: String, scores: String) {
    let names = ONNXExport.outputs
    let rows = wire.shape.time == 1 ? flat(wire, "last") : steps(wire, "last")
    let logits = graph.add("Identity", [rows], named: names.logits)[0]
    var sharp = logits
    if temperature != 1 {
      let divisor = graph.constant("temperature", [], [Float(temperature)])
      sharp = graph.add("Div", [logits, divisor], named: "calibrated")[0]
    }
    let scores = graph.add("Softmax", [sharp], named: names.scores, [("axis", .whole(-1))])[0]
    return (logits, scores)
  }

  /// A value under another shape; 0 keeps the size of an axis.
  mutating func reshaped(_ name: String, _ shape: [Int], _ path: String) -> String {
    let sizes = graph.constant(shape)
    return graph.add("Reshape", [name, sizes], named: "\(path).shape")[0]
  }

  mutating func turned(_ name: String, _ order: [Int], _ path: String) -> String {
    graph.add("Transpose", [name], named: "\(path).turned", [("perm", .wholes(order))])[0]
  }

  /// A value as `[clips, channels, time, frequency]`.
  mutating func picture(_ wire: Wire, _ path: String) -> String {
    wire.isFlat ? reshaped(wire.name, [0, wire.shape.channels, 1, 1], path) : wire.name
  }

  /// A value as `[clips, time · frequency · channels]`.
  mutating func flat(_ wire: Wire, _ path: String) -> String {
    if wire.isFlat { return wire.name }
    let shape = wire.shape
    let isOrdered = shape.channels == 1 || shape.time * shape.frequency == 1
    let name = isOrdered ? wire.name : turned(wire.name, [0, 2, 3, 1], path)
    return reshaped(name, [0, shape.count], path)
  }

  /// A value without frequency as `[clips, time, channels]`.
  mutating func steps(_ wire: Wire, _ path: String) -> String {
    let shape = wire.shape
    let rows = reshaped(picture(wire, path), [0, shape.channels, shape.time], path)
    return turned(rows, [0, 2, 1], path)
  }

  /// `[clips, time, channels]` as a value.
  mutating func wire(ofSteps name: String, _ shape: Shape, _ path: String) -> Wire {
    let columns = turned(name, [0, 2, 1], path)
    return Wire(name: reshaped(columns, [0, shape.channels, shape.time, 1], path), shape: shape)
  }

  mutating func sum(
    _ first: Wire, _ second: Wire, _ path: String, _ activation: Activation
  ) -> Wire {
    let isFlat = first.isFlat && second.isFlat
    let names = isFlat ? [first.name, second.name] : [picture(first, path), picture(second, path)]
    let added = graph.add("Add", names, named: path)[0]
    return applied(activation, Wire(name: added, shape: first.shape, isFlat: isFlat), path)
  }

  /// A function of each value.
  mutating func applied(_ activation: Activation, _ wire: Wire, _ path: String) -> Wire {
    let name = "\(path).\(activation.rawValue)"
    let x = wire.name
    let made: String
    switch activation {
    case .none: return wire
    case .relu: made = graph.add("Relu", [x], named: name)[0]
    case .sigmoid: made = graph.add("Sigmoid", [x], named: name)[0]
    case .tanh: made = graph.add("Tanh", [x], named: name)[0]
    case .swish:
      let share = graph.add("Sigmoid", [x], named: "\(name).share")[0]
      made = graph.add("Mul", [x, share], named: name)[0]
    case .gelu:
      let scale = graph.constant("half.root", [], [Float(0.5.squareRoot())])
      let half = graph.constant("half", [], [0.5])
      let scaled = graph.add("Mul", [x, scale], named: "\(name).scaled")[0]
      let integral = graph.add("Erf", [scaled], named: "\(name).integral")[0]
      let halves = graph.add("Mul", [integral, half], named: "\(name).halves")[0]
      let share = graph.add("Add", [halves, half], named: "\(name).share")[0]
      made = graph.add("Mul", [x, share], named: name)[0]
    case .clippedRelu:
      let low = graph.constant("low", [], [0])
      let high = graph.constant("high", [], [Activation.clip])
      made = graph.add("Clip", [x, low, high], named: name)[0]
    }
    return Wire(name: made, shape: wire.shape, isFlat: wire.isFlat)
  }
}
