extension NetworkBuilder {
  /// Adds one spec.
  mutating func add(
    _ spec: LayerSpec, to wire: Wire, name: String
  ) throws(NetworkError) -> Wire {
    let shape = wire.shape
    switch spec {
    case .convolution(let filters, let window, let bias, let activation, let start):
      return try addConvolution(
        wire, name, filters: filters, window, bias: bias, activation, start)
    case .depthwise(let window, let bias, let activation, let start):
      return try addDepthwise(wire, name, window, bias: bias, activation, start)
    case .dense(let units, let bias, let activation, let start):
      try require(units > 0, wire, name, "it has no units")
      return try addDense(wire, name, units: units, bias: bias, activation, start)
    case .normalization(let bands, let activation):
      try require(
        bands > 0 && bands <= shape.frequency, wire, name, "it has more bands than frequencies")
      return try addNormalization(wire, name, bands: bands, activation)
    case .activation(let activation): return add(activation, to: wire, name: name)
    case .gate:
      try require(shape.channels % 2 == 0, wire, name, "it needs an even number of channels")
      return add(Gate(name: name, input: shape), [wire])[0]
    case .maximumPool(let window):
      let geometry = try Self.geometry(window, shape, name)
      return add(MaximumPool(name: name, input: shape, geometry: geometry), [wire])[0]
    case .averagePool(let window):
      try require(
        window.time > 0 && window.frequency > 0 && window.time <= shape.time
          && window.frequency <= shape.frequency, wire, name, "its window is larger than that")
      return add(AveragePool(name: name, input: shape, window: window), [wire])[0]
    case .timeAverage:
      return add(AveragePool(name: name, input: shape, window: Extent(shape.time, 1)), [wire])[0]
    case .frequencyAverage:
      return add(
        AveragePool(name: name, input: shape, window: Extent(1, shape.frequency)), [wire])[0]
    case .dropout(let rate): return try addDropout(wire, name, rate, ofChannels: false)
    case .channelDropout(let rate): return try addDropout(wire, name, rate, ofChannels: true)
    case .flatten: return reshape(wire, name, Shape(time: 1, channels: shape.count))
    case .frames:
      return reshape(
        wire, name, Shape(time: shape.time, channels: shape.frequency * shape.channels))
    case .rankSum(let rank, let activation):
      try require(
        rank > 0 && shape.channels % rank == 0, wire, name, "its rank divides no channels")
      let bias = try tensor("\(name).bias", [shape.channels / rank], .constant(0))
      let sum = add(
        RankSum(
          name: name, input: shape, rank: rank, bias: bias, rectifies: activation == .relu), [wire]
      )[0]
      return activation == .relu ? sum : add(activation, to: sum, name: name)
    case .recurrent(let cell, let units, let bothWays):
      try require(shape.frequency == 1, wire, name, "it needs frames, not a picture")
      try require(units > 0, wire, name, "it has no units")
      return try addRecurrent(wire, name, cell, units: units, bothWays: bothWays)
    case .lastState(let bothWays):
      try require(shape.frequency == 1, wire, name, "it needs frames, not a picture")
      return add(LastState(name: name, input: shape, bothWays: bothWays), [wire])[0]
    case .layerNormalization: return try addLayerNormalization(wire, name)
    case .positions(let token):
      try require(shape.frequency == 1, wire, name, "it needs frames, not a picture")
      return try addPositions(wire, name, token: token)
    case .attention(let heads):
      try require(shape.frequency == 1, wire, name, "it needs frames, not a picture")
      return try addAttention(wire, name, heads: heads)
    case .attentionPool(let heads):
      try require(shape.frequency == 1, wire, name, "it needs frames, not a picture")
      return try addAttentionPool(wire, name, heads: heads)
    case .step(let step): return try addStep(wire, name, step)
    case .residual(let body, let around, let activation):
      return try addResidual(wire, name, body, around, activation)
    case .broadcastResidual(let before, let body, let adds, let activation):
      return try addBroadcast(wire, name, before, body, adds: adds, activation)
    case .skipStack(let blocks): return try addStack(wire, name, blocks)
    case .statistics(let segments):
      try require(segments > 0, wire, name, "it has no segments")
      return add(Statistics(name: name, input: shape, segments: segments), [wire])[0]
    case .neighbors(let examples, let nearest, let classes):
      return try addNeighbors(
        wire, name, examples: examples, nearest: nearest, classes: classes)
    case .graph(let program): return try addGraph(wire, name, program)
    }
  }

  func require(
    _ holds: Bool, _ wire: Wire, _ name: String, _ reason: String
  ) throws(NetworkError) {
    if !holds { throw .layerDoesNotFit(name: name, input: wire.shape, reason: reason) }
  }

  private mutating func reshape(_ wire: Wire, _ name: String, _ shape: Shape) -> Wire {
    add(Reshape(name: name, input: wire.shape, output: shape), [wire])[0]
  }

  private mutating func addConvolution(
    _ wire: Wire, _ name: String, filters: Int, _ window: Window, bias: Bool,
    _ activation: Activation, _ start: Start
  ) throws(NetworkError) -> Wire {
    try require(filters > 0, wire, name, "it has no filters")
    let geometry = try Self.geometry(window, wire.shape, name)
    let channels = wire.shape.channels
    let inputs = window.kernel.count * channels
    let weights = try tensor(
      "\(name).weight", [window.kernel.time, window.kernel.frequency, channels, filters],
      .drawn(start, inputs: inputs))
    let added = try bias ? tensor("\(name).bias", [filters], .constant(0)) : nil
    let layer = Convolution(
      name: name, input: wire.shape, filters: filters, geometry: geometry, weights: weights,
      bias: added, rectifies: activation == .relu, trains: trains)
    let output = add(layer, [wire])[0]
    return activation == .relu ? output : add(activation, to: output, name: name)
  }

  private mutating func addDepthwise(
    _ wire: Wire, _ name: String, _ window: Window, bias: Bool, _ activation: Activation,
    _ start: Start
  ) throws(NetworkError) -> Wire {
    let geometry = try Self.geometry(window, wire.shape, name)
    let channels = wire.shape.channels
    let weights = try tensor(
      "\(name).weight", [window.kernel.time, window.kernel.frequency, channels],
      .drawn(start, inputs: window.kernel.count))
    let added = try bias ? tensor("\(name).bias", [channels], .constant(0)) : nil
    let layer = Depthwise(
      name: name, input: wire.shape, geometry: geometry, weights: weights, bias: added,
      rectifies: activation == .relu, trains: trains)
    let output = add(layer, [wire])[0]
    return activation == .relu ? output : add(activation, to: output, name: name)
  }

  private mutating func addDense(
    _ wire: Wire, _ name: String, units: Int, bias: Bool, _ activation: Activation, _ start: Start
  ) throws(NetworkError) -> Wire {
    let inputs = wire.shape.count
    let weights = try tensor("\(name).weight", [inputs, units], .drawn(start, inputs: inputs))
    let added = try bias ? tensor("\(name).bias", [units], .constant(0)) : nil
    let layer = Dense(
      name: name, input: wire.shape, units: units, capacity: capacity, weights: weights,
      bias: added, rectifies: activation == .relu, trains: trains)
    let output = add(layer, [wire])[0]
    return activation == .relu ? output : add(activation, to: output, name: name)
  }

  private mutating func addNormalization(
    _ wire: Wire, _ name: String, bands: Int, _ activation: Activation
  ) throws(NetworkError) -> Wire {
    let width = bands * wire.shape.channels
    let layer = Normalization(
      name: name, input: wire.shape, bands: bands, rectifies: activation == .relu,
      scale: try tensor("\(name).scale", [width], .constant(1)),
      shift: try tensor("\(name).shift", [width], .constant(0)),
      mean: try tensor("\(name).mean", [width], .constant(0), kind: .state),
      variance: try tensor("\(name).variance", [width], .constant(1), kind: .state))
    let output = add(layer, [wire])[0]
    return activation == .relu ? output : add(activation, to: output, name: name)
  }

  private mutating func addDropout(
    _ wire: Wire, _ name: String, _ rate: Float, ofChannels: Bool
  ) throws(NetworkError) -> Wire {
    try require(rate >= 0 && rate < 1, wire, name, "its rate is not from 0 up to 1")
    let part = nextDropout()
    guard trains, rate > 0 else { return wire }
    return add(
      Dropout(name: name, input: wire.shape, rate: rate, ofChannels: ofChannels, part: part),
      [wire])[0]
  }

  private mutating func addRecurrent(
    _ wire: Wire, _ name: String, _ cell: RecurrentCell, units: Int, bothWays: Bool
  ) throws(NetworkError) -> Wire {
    let width = (cell == .lstm ? 4 : 3) * units
    let channels = wire.shape.channels
    let start = TensorStart.drawn(.fan, inputs: units)
    var tensors: [Recurrent.Tensors] = []
    for direction in bothWays ? ["forward", "backward"] : ["forward"] {
      let one = Recurrent.Tensors(
        input: try tensor("\(name).\(direction).input", [channels, width], start),
        state: try tensor("\(name).\(direction).state", [units, width], start),
        bias: try tensor("\(name).\(direction).bias", [width], .constant(0)),
        stateBias: try cell == .gru
          ? tensor("\(name).\(direction).stateBias", [width], .constant(0)) : nil)
      tensors.append(one)
    }
    let layer = Recurrent(
      name: name, input: wire.shape, cell: cell, units: units, tensors: tensors,
      capacity: capacity, trains: trains)
    return add(layer, [wire])[0]
  }
}
