import NeuralNetworks

extension TFLiteImporter {
  /// What a node computes of values.
  mutating func computed(
    _ kind: TFLiteOperator, _ call: TFLiteCall
  ) throws(NetworkFileError) -> Wire {
    if let function = try function(kind, call) {
      return try assembler.applied(function, call.wire(), for: call.title)
    }
    if let combination = kind.combination {
      return try assembler.combined(
        combination, call.input(0), call.input(1), for: call.title)
    }
    switch kind {
    case .mean: return try reduced(.mean, call)
    case .sum: return try reduced(.sum, call)
    case .reduceMaximum: return try reduced(.maximum, call)
    case .reduceMinimum: return try reduced(.minimum, call)
    case .quantize: return try call.wire()
    case .reciprocalRoot:
      let root = try assembler.applied(GraphFunction(.squareRoot), call.wire(), for: call.title)
      return try assembler.applied(GraphFunction(.reciprocal), root, for: call.title)
    case .softmax: return try softmax(call)
    case .logSoftmax:
      let wire = try call.wire()
      let shares = try assembler.softmax(wire, axis: wire.shape.count - 1, for: call.title)
      return try assembler.applied(GraphFunction(.logarithm), shares, for: call.title)
    case .concatenation:
      let values = call.inputs.compactMap(\.self)
      let rank = values.first?.shape.count ?? 0
      let axis = try call.axis(call.option(0), rank: rank)
      return try assembler.joined(values, axis: axis, for: call.title)
    case .fullyConnected: return try dense(call)
    case .batchProduct: return try product(call)
    case .sequenceLSTM: return try recurrent(call)
    default: throw .unknownOperator(name: kind.name, node: call.title)
    }
  }

  private func function(
    _ kind: TFLiteOperator, _ call: TFLiteCall
  ) throws(NetworkFileError) -> GraphFunction? {
    switch kind {
    case .logistic: return GraphFunction(.sigmoid)
    case .tanh: return GraphFunction(.tanh)
    case .relu: return GraphFunction(.relu)
    case .relu6: return GraphFunction(.clip, [0, 6])
    case .reluToOne: return GraphFunction(.clip, [-1, 1])
    case .exponential: return GraphFunction(.exponential)
    case .logarithm: return GraphFunction(.logarithm)
    case .squareRoot: return GraphFunction(.squareRoot)
    case .negative: return GraphFunction(.negative)
    case .absolute: return GraphFunction(.absolute)
    case .square: return GraphFunction(.square)
    case .floor: return GraphFunction(.floor)
    case .hardSwish: return GraphFunction(.hardSwish)
    case .elu: return GraphFunction(.elu, [1])
    case .leakyRelu: return GraphFunction(.leakyRelu, [try call.node.options?.single(0) ?? 0])
    case .gelu:
      guard try call.node.options?.flag(0) != true else {
        throw call.unsupported("it is an approximation")
      }
      return GraphFunction(.gelu)
    default: return nil
    }
  }

  private mutating func reduced(
    _ reduction: GraphReduction, _ call: TFLiteCall
  ) throws(NetworkFileError) -> Wire {
    let wire = try call.wire()
    let axes = try call.axes(call.wholes(1), rank: wire.shape.count)
    return try assembler.reduced(
      reduction, wire, axes: axes, keepsAxes: call.node.options?.flag(0) ?? false,
      for: call.title)
  }

  private mutating func softmax(_ call: TFLiteCall) throws(NetworkFileError) -> Wire {
    var wire = try call.wire()
    let beta = try call.node.options?.single(0, usual: 0) ?? 1
    guard beta.isFinite, beta > 0 else { throw call.unsupported("its factor is \(beta)") }
    if beta != 1 {
      wire = try assembler.combined(
        .product, .wire(wire), .constant(GraphConstant([1], [beta])), for: call.title)
    }
    return try assembler.softmax(wire, axis: wire.shape.count - 1, for: call.title)
  }

  private mutating func dense(_ call: TFLiteCall) throws(NetworkFileError) -> Wire {
    let wire = try call.wire()
    guard let weights = try call.constant(1), weights.shape.count == 2,
      weights.shape.allSatisfy({ $0 > 0 }), try call.option(1, size: 1) == 0
    else { throw call.unsupported("its weights are no constant matrix") }
    let (units, depth) = (weights.shape[0], weights.shape[1])
    let count = wire.shape.reduce(1, *)
    let bias = try call.constant(2)?.singles
    guard count % depth == 0, bias.map({ $0.count == units }) ?? true else {
      throw call.unsupported("\(wire.shape) does not fit its weights \(weights.shape)")
    }
    let rows = try assembler.reshaped(wire, [count / depth, depth], for: call.title)
    let made = try assembler.multiplied(
      .wire(rows), .constant(weights.transposed([1, 0])), bias: bias, for: call.title)
    let keeps = try call.node.options?.flag(2) ?? false
    return keeps
      ? try assembler.reshaped(made, wire.shape.dropLast() + [units], for: call.title) : made
  }

  private mutating func product(_ call: TFLiteCall) throws(NetworkFileError) -> Wire {
    var values = [try call.input(0), try call.input(1)]
    for place in 0..<2 {
      guard try call.node.options?.flag(place) ?? false else { continue }
      let rank = values[place].shape.count
      guard rank >= 2 else { throw call.unsupported("it multiplies a row alone") }
      let order = Array(0..<rank - 2) + [rank - 1, rank - 2]
      values[place] = try assembler.transposed(values[place], order, for: call.title)
    }
    return try assembler.multiplied(values[0], values[1], for: call.title)
  }

  /// A long short-term memory over time whose four gates have weights of their own.
  private mutating func recurrent(_ call: TFLiteCall) throws(NetworkFileError) -> Wire {
    let wire = try call.wire()
    let isTimeMajor = try call.node.options?.flag(3) ?? false
    guard wire.shape.count == 3, wire.shape[isTimeMajor ? 1 : 0] == 1 else {
      throw call.unsupported("its input \(wire.shape) is not one clip of frames")
    }
    let (time, inputs) = (wire.shape[isTimeMajor ? 0 : 1], wire.shape[2])
    for place in [9, 10, 11, 16, 17, 20, 21, 22, 23] {
      guard try call.constant(place) == nil else {
        throw call.unsupported("it has peepholes, projections or normalization")
      }
    }
    guard try call.option(0, size: 1) == 4, try call.node.options?.single(1) ?? 0 == 0 else {
      throw call.unsupported("it has limits or a function of its own")
    }
    // Input, forget, candidate, output, as here.
    guard let first = try call.constant(5), first.shape.count == 2 else {
      throw call.unsupported("it has no weights")
    }
    let units = first.shape[0]
    var (columns, states, bias): ([GraphConstant], [GraphConstant], [Float]) = ([], [], [])
    for gate in 0..<4 {
      guard let own = try call.constant(1 + gate), own.shape == [units, inputs],
        let state = try call.constant(5 + gate), state.shape == [units, units],
        let row = try call.constant(12 + gate), row.count == units
      else { throw call.unsupported("its gates have weights of several sizes") }
      columns.append(own.transposed([1, 0]))
      states.append(state.transposed([1, 0]))
      bias += row.singles
    }
    var places = [
      try assembler.reshaped(wire, [time, inputs], for: call.title).place
    ]
    for gates in [columns, states] {
      guard
        case .constant(let joined) = try assembler.joined(
          values: gates.map { .constant($0) }, axis: 1, for: call.title)
      else { throw call.unsupported("it has no weights") }
      places.append(try assembler.tensor(joined.shape, joined.singles))
    }
    places.append(try assembler.tensor([bias.count], bias))
    let made = try assembler.add(
      .recurrence(.lstm, units: units, bothWays: false), places, for: call.title)
    return try assembler.reshaped(
      Wire(place: made, shape: [time, units]),
      isTimeMajor ? [time, 1, units] : [1, time, units], for: call.title)
  }
}

extension TFLiteOperator {
  /// The function of two values that it is.
  fileprivate var combination: GraphCombination? {
    switch self {
    case .add: .sum
    case .subtract: .difference
    case .multiply: .product
    case .divide: .quotient
    case .maximum: .maximum
    case .minimum: .minimum
    case .power: .power
    case .squaredDifference: .squaredDifference
    default: nil
    }
  }
}
