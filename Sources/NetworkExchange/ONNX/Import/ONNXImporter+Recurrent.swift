import NeuralNetworks

extension ONNXImporter {
  /// What a recurrent layer gives: all states, then the last; nil for other operators.
  mutating func recurrent(_ call: ONNXCall) throws(NetworkFileError) -> [Value]? {
    let cell: RecurrentCell
    switch call.kind {
    case "LSTM": cell = .lstm
    case "GRU": cell = .gru
    default: return nil
    }
    let input = try call.wire(0)
    guard input.shape.count == 3, input.shape[1] == 1, call.whole("layout", 0) == 0 else {
      throw call.unsupported("its input \(input.shape) is not [time, 1, values]")
    }
    let lengths = try call.constant(4)?.wholes ?? []
    guard lengths.allSatisfy({ $0 == input.shape[0] }) else {
      throw call.unsupported("it does not take all steps of time")
    }
    let direction = call.text("direction", "forward").lowercased()
    guard ["forward", "reverse", "bidirectional"].contains(direction) else {
      throw call.unsupported("its direction is \(Shown.text(direction))")
    }
    try checkUsual(call, cell)
    let ways = direction == "bidirectional" ? 2 : 1
    let weights = try Weights(call, cell, ways: ways, inputs: input.shape[2])
    let (time, units) = (input.shape[0], weights.units)
    var frames = try assembler.reshaped(input, [time, input.shape[2]], for: call.title)
    let isReverse = direction == "reverse"
    if isReverse { frames = try reversed(frames, call) }
    var places = [frames.place]
    for tensor in weights.tensors {
      places.append(try assembler.tensor(tensor.shape, tensor.singles))
    }
    let made = try assembler.add(
      .recurrence(cell, units: units, bothWays: ways == 2), places, for: call.title)
    let states = Wire(place: made, shape: [time, ways * units])
    // The last step of the way there, and the first of the way back.
    var last: [Value] = []
    for way in 0..<ways {
      let step = try assembler.sliced(
        states, axis: 0, from: way == 0 ? time - 1 : 0, count: 1, for: call.title)
      let own = try assembler.sliced(
        step, axis: 1, from: way * units, count: units, for: call.title)
      last.append(.wire(own))
    }
    let all = isReverse ? try reversed(states, call) : states
    let ends = try assembler.joined(last, axis: 0, for: call.title)
    return [
      .wire(try assembler.reshaped(all, [time, ways, 1, units], for: call.title)),
      .wire(try assembler.reshaped(ends, [ways, 1, units], for: call.title)),
    ]
  }

  private mutating func reversed(_ wire: Wire, _ call: ONNXCall) throws(NetworkFileError) -> Wire {
    try assembler.sliced(
      wire, axis: 0, from: wire.shape[0] - 1, count: wire.shape[0], step: -1, for: call.title)
  }

  /// Refuses what changes what the layer does.
  private func checkUsual(_ call: ONNXCall, _ cell: RecurrentCell) throws(NetworkFileError) {
    if case .texts(let names)? = call.node.attributes["activations"] {
      let usual = cell == .lstm ? ["sigmoid", "tanh", "tanh"] : ["sigmoid", "tanh"]
      guard names.enumerated().allSatisfy({ $1.lowercased() == usual[$0 % usual.count] }) else {
        throw call.unsupported("its gates have functions of their own")
      }
    }
    guard call.node.attributes["clip"] == nil, call.whole("input_forget", 0) == 0 else {
      throw call.unsupported("it clips its states or couples its gates")
    }
    guard cell == .lstm || call.whole("linear_before_reset", 0) != 0 else {
      throw call.unsupported("its reset comes before the product (linear_before_reset = 0)")
    }
    for place in [5, 6] {
      if let start = try call.constant(place), start.singles.contains(where: { $0 != 0 }) {
        throw call.unsupported("it does not begin with zeros")
      }
    }
    guard call.optional(7) == nil else { throw call.unsupported("it has peepholes") }
  }

  /// The weights of all ways in the order that a program has them.
  private struct Weights {
    let units: Int
    let tensors: [GraphConstant]

    init(
      _ call: ONNXCall, _ cell: RecurrentCell, ways: Int, inputs: Int
    ) throws(NetworkFileError) {
      // ONNX's gates are input, output, forget, candidate, and update, reset, candidate.
      let order = cell == .lstm ? [0, 2, 3, 1] : [1, 0, 2]
      guard let states = try call.constant(2), states.shape.count == 3,
        let first = try call.constant(1)
      else { throw call.unsupported("it has no weights") }
      let units = states.shape[2]
      let width = order.count * units
      guard units > 0, first.shape == [ways, width, inputs], states.shape == [ways, width, units]
      else { throw call.unsupported("its weights are \(first.shape) and \(states.shape)") }
      let bias =
        try call.constant(3)
        ?? GraphConstant([ways, 2 * width], [Float](repeating: 0, count: 2 * ways * width))
      guard bias.shape == [ways, 2 * width] else {
        throw call.unsupported("its bias is \(bias.shape), not \([ways, 2 * width])")
      }
      var tensors: [GraphConstant] = []
      for way in 0..<ways {
        tensors.append(Self.gates(first.singles, way, columns: inputs, units, order))
        tensors.append(Self.gates(states.singles, way, columns: units, units, order))
        let row = Self.gates(bias.singles, 2 * way, columns: 1, units, order).singles
        let own = Self.gates(bias.singles, 2 * way + 1, columns: 1, units, order).singles
        if cell == .lstm {
          tensors.append(GraphConstant([width], zip(row, own).map { $0 + $1 }))
        } else {
          tensors += [GraphConstant([width], row), GraphConstant([width], own)]
        }
      }
      self.units = units
      self.tensors = tensors
    }

    /// `[gates · units, columns]` of a way as `[columns, gates · units]`, gates in our order.
    private static func gates(
      _ values: [Float], _ part: Int, columns: Int, _ units: Int, _ order: [Int]
    ) -> GraphConstant {
      let start = part * order.count * units * columns
      let turned = (0..<columns).flatMap { column in
        order.flatMap { gate in
          (0..<units).map { values[start + (gate * units + $0) * columns + column] }
        }
      }
      return GraphConstant([columns, order.count * units], turned)
    }
  }
}
