extension NetworkBuilder {
  mutating func addLayerNormalization(
    _ wire: Wire, _ name: String
  ) throws(NetworkError) -> Wire {
    let width = wire.shape.channels
    let layer = LayerNormalization(
      name: name, input: wire.shape, scale: try tensor("\(name).scale", [width], .constant(1)),
      shift: try tensor("\(name).shift", [width], .constant(0)), clips: capacity)
    return add(layer, [wire])[0]
  }

  mutating func addPositions(
    _ wire: Wire, _ name: String, token: Bool
  ) throws(NetworkError) -> Wire {
    let shape = wire.shape
    let start = TensorStart.drawn(.truncatedNormal(0.02), inputs: shape.channels)
    let positions = try tensor(
      "\(name).weight", [shape.time + (token ? 1 : 0), shape.channels], start)
    let layer = Positions(
      name: name, input: shape, positions: positions,
      token: try token ? tensor("\(name).token", [shape.channels], start) : nil)
    return add(layer, [wire])[0]
  }

  mutating func addAttention(
    _ wire: Wire, _ name: String, heads: Int
  ) throws(NetworkError) -> Wire {
    try require(
      heads > 0 && wire.shape.channels % 3 == 0 && wire.shape.channels / 3 % heads == 0, wire,
      name, "its heads divide no thirds of the channels")
    return add(
      Attention(name: name, input: wire.shape, heads: heads, clips: capacity), [wire])[0]
  }

  /// The middle step, a dense layer that makes queries of it, and the pool that both go to.
  mutating func addAttentionPool(
    _ wire: Wire, _ name: String, heads: Int
  ) throws(NetworkError) -> Wire {
    let shape = wire.shape
    try require(heads > 0, wire, name, "it has no heads")
    let (kept, through) = fork(wire, "\(name).fork")
    let middle = try addStep(through, "\(name).middle", shape.time / 2)
    let queries: LayerSpec = .dense(units: heads * shape.channels)
    let asked = try add(queries, to: middle, name: "\(name).query")
    let pool = AttentionPool(name: name, input: shape, heads: heads, clips: capacity)
    return add(pool, [kept, asked])[0]
  }

  mutating func addStep(
    _ wire: Wire, _ name: String, _ step: Int
  ) throws(NetworkError) -> Wire {
    try require((0..<wire.shape.time).contains(step), wire, name, "it has no such step")
    return add(Step(name: name, input: wire.shape, step: step), [wire])[0]
  }
}
