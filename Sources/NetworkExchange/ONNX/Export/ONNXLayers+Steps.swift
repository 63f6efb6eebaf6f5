import NeuralNetworks

extension ONNXLayers {
  /// Frequency and channels as the channels of a step in time.
  mutating func frames(_ wire: Wire, _ path: String) -> Wire {
    let shape = wire.shape
    let width = shape.frequency * shape.channels
    let steps = reshaped(
      turned(picture(wire, path), [0, 2, 3, 1], path), [0, shape.time, width], path)
    return self.wire(ofSteps: steps, Shape(time: shape.time, channels: width), path)
  }

  /// A recurrent layer; ONNX's gates are input, output, forget, candidate or update, reset, candidate.
  mutating func recurrent(
    _ wire: Wire, _ path: String, _ cell: RecurrentCell, _ units: Int, _ bothWays: Bool
  ) -> Wire {
    let ways = bothWays ? ["forward", "backward"] : ["forward"]
    let order = cell == .lstm ? [0, 3, 1, 2] : [1, 0, 2]
    let width = order.count * units
    let channels = wire.shape.channels
    var (inputs, states, biases): ([Float], [Float], [Float]) = ([], [], [])
    for way in ways {
      let own = "\(path).\(way)"
      inputs += Self.gates(tensor("\(own).input").scalars, rows: channels, units, order)
      states += Self.gates(tensor("\(own).state").scalars, rows: units, units, order)
      biases += Self.gates(tensor("\(own).bias").scalars, rows: 1, units, order)
      biases +=
        cell == .gru
        ? Self.gates(tensor("\(own).stateBias").scalars, rows: 1, units, order)
        : [Float](repeating: 0, count: width)
    }
    let names = [
      turned(steps(wire, path), [1, 0, 2], path),
      graph.constant("\(path).input", [ways.count, width, channels], inputs),
      graph.constant("\(path).state", [ways.count, width, units], states),
      graph.constant("\(path).bias", [ways.count, 2 * width], biases),
    ]
    var attributes: [(String, ONNXGraphWriter.Attribute)] = [
      ("hidden_size", .whole(units)),
      ("direction", .text(bothWays ? "bidirectional" : "forward")),
    ]
    if cell == .gru { attributes.append(("linear_before_reset", .whole(1))) }
    let made = graph.add(cell == .lstm ? "LSTM" : "GRU", names, named: path, attributes)[0]
    // [time, directions, clips, units]
    let columns = turned(made, [2, 1, 3, 0], path)
    let shape = Shape(time: wire.shape.time, channels: units * ways.count)
    return Wire(name: reshaped(columns, [0, shape.channels, shape.time, 1], path), shape: shape)
  }

  /// `[rows, gates · units]` as `[gates · units, rows]`, gates in another order.
  private static func gates(
    _ values: [Float], rows: Int, _ units: Int, _ order: [Int]
  ) -> [Float] {
    let width = order.count * units
    return order.flatMap { gate in
      (0..<units).flatMap { unit in
        (0..<rows).map { values[$0 * width + gate * units + unit] }
      }
    }
  }

  /// Channels of one step of time.
  private mutating func slice(
    _ name: String, _ path: String, step: Int, channels: Range<Int>
  ) -> String {
    let numbers = [
      [channels.lowerBound, step], [channels.upperBound, step + 1], [1, 2],
    ].map { graph.constant($0) }
    return graph.add("Slice", [name] + numbers, named: "\(path).step")[0]
  }

  mutating func lastState(_ wire: Wire, _ path: String, _ bothWays: Bool) -> Wire {
    let channels = wire.shape.channels
    let last = wire.shape.time - 1
    let rows = picture(wire, path)
    guard bothWays else { return step(wire, path, last) }
    let parts = [
      slice(rows, path, step: last, channels: 0..<channels / 2),
      slice(rows, path, step: 0, channels: channels / 2..<channels),
    ]
    let made = graph.add("Concat", parts, named: path, [("axis", .whole(1))])[0]
    return Wire(name: made, shape: Shape(time: 1, channels: channels))
  }

  mutating func step(_ wire: Wire, _ path: String, _ step: Int) -> Wire {
    var shape = wire.shape
    shape.time = 1
    let made = slice(picture(wire, path), path, step: step, channels: 0..<shape.channels)
    return Wire(name: made, shape: shape)
  }

  mutating func layerNormalization(_ wire: Wire, _ path: String) -> Wire {
    let width = wire.shape.channels
    let rows = turned(picture(wire, path), [0, 2, 3, 1], path)
    let scale = graph.constant("\(path).scale", [width], tensor("\(path).scale").scalars)
    let shift = graph.constant("\(path).shift", [width], tensor("\(path).shift").scalars)
    let made = graph.add(
      "LayerNormalization", [rows, scale, shift], named: path,
      [("axis", .whole(-1)), ("epsilon", .single(LayerNormalization.epsilon))])[0]
    return Wire(name: turned(made, [0, 3, 1, 2], path), shape: wire.shape)
  }

  /// A learned value at every step, and a learned step in front: zeros there, and both in one sum.
  mutating func positions(_ wire: Wire, _ path: String, _ token: Bool) -> Wire {
    var shape = wire.shape
    shape.time += token ? 1 : 0
    var rows = picture(wire, path)
    var added = tensor("\(path).weight").scalars
    if token {
      let zeros = graph.constant([0, 0, 1, 0, 0, 0, 0, 0])
      rows = graph.add("Pad", [rows, zeros], named: "\(path).token")[0]
      for (channel, value) in tensor("\(path).token").scalars.enumerated() {
        added[channel] += value
      }
    }
    // [time, channels] as [channels, time].
    let columns = (0..<shape.channels).flatMap { channel in
      (0..<shape.time).map { added[$0 * shape.channels + channel] }
    }
    let values = graph.constant("\(path).weight", [1, shape.channels, shape.time, 1], columns)
    return Wire(name: graph.add("Add", [rows, values], named: path)[0], shape: shape)
  }

  /// Queries, keys and values are thirds of the channels; each head has a part of each third.
  mutating func attention(_ wire: Wire, _ path: String, _ heads: Int) -> Wire {
    let time = wire.shape.time
    let channels = wire.shape.channels / 3
    let width = channels / heads
    let rows = reshaped(picture(wire, path), [0, 3 * heads, width, time], path)
    let thirds = graph.add(
      "Split", [rows], named: "\(path).third", outputs: 3, [("axis", .whole(1))])
    let queries = turned(thirds[0], [0, 1, 3, 2], path)
    let products = graph.add("MatMul", [queries, thirds[1]], named: "\(path).product")[0]
    let scale = graph.constant("\(path).scale", [], [1 / Float(width).squareRoot()])
    let scaled = graph.add("Mul", [products, scale], named: "\(path).scaled")[0]
    let weights = graph.add(
      "Softmax", [scaled], named: "\(path).weights", [("axis", .whole(-1))])[0]
    let values = turned(thirds[2], [0, 1, 3, 2], path)
    let means = graph.add("MatMul", [weights, values], named: "\(path).means")[0]
    let columns = turned(means, [0, 1, 3, 2], path)
    return Wire(
      name: reshaped(columns, [0, channels, time, 1], path),
      shape: Shape(time: time, channels: channels))
  }

  /// Means of all steps, each weighed by a query that is made of the middle one.
  mutating func attentionPool(_ wire: Wire, _ path: String, _ heads: Int) -> Wire {
    let (time, channels) = (wire.shape.time, wire.shape.channels)
    let middle = step(wire, "\(path).middle", time / 2)
    let asked = dense(
      middle, "\(path).query", units: heads * channels, hasBias: true, .none)
    let queries = reshaped(asked.name, [0, heads, channels], path)
    let columns = reshaped(picture(wire, path), [0, channels, time], path)
    let products = graph.add("MatMul", [queries, columns], named: "\(path).product")[0]
    let weights = graph.add(
      "Softmax", [products], named: "\(path).weights", [("axis", .whole(-1))])[0]
    let rows = turned(columns, [0, 2, 1], path)
    let means = graph.add("MatMul", [weights, rows], named: "\(path).means")[0]
    return Wire(
      name: reshaped(means, [0, heads * channels], path),
      shape: Shape(time: 1, channels: heads * channels), isFlat: true)
  }
}
