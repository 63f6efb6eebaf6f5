extension NetworkBuilder {
  /// The layers of a program: those that networks are made of where there is one, else others.
  ///
  /// Values may be read by several layers without a fork between them, since nothing goes back.
  mutating func addGraph(
    _ wire: Wire, _ name: String, _ program: GraphProgram
  ) throws(NetworkError) -> Wire {
    let count = program.input.reduce(1, *)
    try require(
      wire.shape.count == count, wire, name, "it needs \(count) values as \(program.input)")
    try require(!trains, wire, name, "it comes from another program and can't be trained")
    var values: [GraphValue] = [GraphValue(.wire(wire), program.input)]
    for (place, shape) in program.tensors.enumerated() {
      let tensor = try tensor("\(name).tensor.\(place)", shape, .constant(0))
      values.append(GraphValue(.tensor(tensor), shape))
    }
    for (place, node) in program.nodes.enumerated() {
      let inputs = node.inputs.map { values[$0] }
      let output = program.shapes[values.count]
      let made = try add(node.operation, inputs, output, "\(name).\(place)")
      values.append(GraphValue(.wire(made), output))
    }
    guard case .wire(let last) = values[values.count - 1].source else { return wire }
    // What it gives is a row of classes, whatever its axes are.
    return Wire(id: last.id, shape: Shape(time: 1, channels: last.shape.count))
  }

  private mutating func add(
    _ operation: GraphOperation, _ inputs: [GraphValue], _ output: [Int], _ name: String
  ) throws(NetworkError) -> Wire {
    switch operation {
    case .convolution(let window):
      let (wire, geometry) = try picture(inputs[0], window, name)
      let layer = Convolution(
        name: name, input: wire.shape, filters: output[3], geometry: geometry,
        weights: inputs[1].tensor, bias: inputs.count > 2 ? inputs[2].tensor : nil,
        rectifies: false, trains: false)
      return add(layer, [wire])[0]
    case .depthwise(let window):
      let (wire, geometry) = try picture(inputs[0], window, name)
      let layer = Depthwise(
        name: name, input: wire.shape, geometry: geometry, weights: inputs[1].tensor,
        bias: inputs.count > 2 ? inputs[2].tensor : nil, rectifies: false, trains: false)
      return add(layer, [wire])[0]
    case .maximumPool(let window):
      let (wire, geometry) = try picture(inputs[0], window, name)
      return add(MaximumPool(name: name, input: wire.shape, geometry: geometry), [wire])[0]
    case .averagePool(let window, let countsPadding):
      let (wire, geometry) = try picture(inputs[0], window, name)
      return add(
        WindowMean(
          name: name, input: wire.shape, geometry: geometry, countsPadding: countsPadding), [wire]
      )[0]
    case .product: return addProduct(inputs, output, name)
    case .recurrence(let cell, let units, let bothWays):
      return addRecurrence(inputs, cell, units, bothWays, name)
    case .reshape:
      return add(
        Reshape(
          name: name, input: inputs[0].row, output: Shape(time: 1, channels: inputs[0].count)),
        [inputs[0].wire])[0]
    default: return add(GraphLayer.make(operation, inputs, output, name), wires(inputs))[0]
    }
  }

  private func wires(_ inputs: [GraphValue]) -> [Wire] {
    inputs.compactMap { value in
      if case .wire(let wire) = value.source { wire } else { nil }
    }
  }

  /// A value as a picture, and where a window lies on it.
  private func picture(
    _ value: GraphValue, _ window: Window, _ name: String
  ) throws(NetworkError) -> (Wire, ConvolutionGeometry) {
    let shape = Shape(time: value.shape[1], frequency: value.shape[2], channels: value.shape[3])
    return (Wire(id: value.wire.id, shape: shape), try Self.geometry(window, shape, name))
  }

  private mutating func addProduct(
    _ inputs: [GraphValue], _ output: [Int], _ name: String
  ) -> Wire {
    let rows = inputs[0].shape.dropLast().reduce(1, *)
    let bias = inputs.count > 2 ? inputs[2].tensor : nil
    // One row by constant weights is what a dense layer does, for all clips at once.
    if rows == 1, inputs[0].isWire, !inputs[1].isWire, inputs[1].shape.count == 2 {
      let layer = Dense(
        name: name, input: inputs[0].row, units: output[output.count - 1], capacity: capacity,
        weights: inputs[1].tensor, bias: bias, rectifies: false, trains: false)
      return add(layer, [inputs[0].wire])[0]
    }
    let layer = GraphProduct(name, inputs, output, bias: bias)
    return add(layer, wires(Array(inputs.prefix(2))))[0]
  }

  private mutating func addRecurrence(
    _ inputs: [GraphValue], _ cell: RecurrentCell, _ units: Int, _ bothWays: Bool, _ name: String
  ) -> Wire {
    let size = cell == .lstm ? 3 : 4
    let tensors = (0..<(bothWays ? 2 : 1)).map { direction in
      let own = inputs.dropFirst(1 + direction * size).prefix(size).map(\.tensor)
      return Recurrent.Tensors(
        input: own[0], state: own[1], bias: own[2], stateBias: cell == .gru ? own[3] : nil)
    }
    let shape = Shape(time: inputs[0].shape[0], channels: inputs[0].shape[1])
    let layer = Recurrent(
      name: name, input: shape, cell: cell, units: units, tensors: tensors, capacity: capacity,
      trains: false)
    return add(layer, [inputs[0].wire])[0]
  }
}

/// A value of a program in the network that it becomes.
struct GraphValue {
  /// Where its numbers are.
  enum Source {
    case wire(NetworkBuilder.Wire), tensor(TensorPlace)
  }

  let source: Source
  let shape: [Int]

  init(_ source: Source, _ shape: [Int]) {
    self.source = source
    self.shape = shape
  }

  var count: Int { shape.reduce(1, *) }
  /// All of it as the channels of one place.
  var row: Shape { Shape(time: 1, channels: count) }

  var isWire: Bool {
    if case .wire = source { true } else { false }
  }

  var wire: NetworkBuilder.Wire {
    guard case .wire(let wire) = source else { preconditionFailure("a tensor is no wire") }
    return wire
  }

  var tensor: TensorPlace {
    guard case .tensor(let place) = source else { preconditionFailure("a wire is no tensor") }
    return place
  }
}
