extension NetworkBuilder {
  mutating func addNeighbors(
    _ wire: Wire, _ name: String, examples: Int, nearest: Int, classes: Int
  ) throws(NetworkError) -> Wire {
    try require(!trains, wire, name, "it keeps examples and learns nothing step by step")
    try require(examples > 0 && nearest > 0 && classes > 0, wire, name, "it keeps no examples")
    let values = wire.shape.count
    let tensors = Neighbors.Tensors(
      examples: try tensor(
        "\(name).examples", [examples, values], .constant(0), rule: .direction),
      labels: try tensor(
        "\(name).labels", [examples], .constant(0), kind: .state, rule: .label(of: classes)),
      mean: try tensor("\(name).mean", [values], .constant(0), kind: .state),
      deviation: try tensor(
        "\(name).deviation", [values], .constant(1), kind: .state, rule: .positive))
    let layer = Neighbors(
      name: name, input: wire.shape, classes: classes, examples: examples, nearest: nearest,
      capacity: capacity, tensors: tensors)
    return add(layer, [wire])[0]
  }
}
