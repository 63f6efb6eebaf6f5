import NeuralNetworks

extension ONNXImporter {
  /// The function of two values of an operator; nil for others.
  static func combination(_ kind: String) -> GraphCombination? {
    switch kind {
    case "Add", "Sum": .sum
    case "Sub": .difference
    case "Mul": .product
    case "Div": .quotient
    case "Max": .maximum
    case "Min": .minimum
    case "Pow": .power
    default: nil
    }
  }

  /// The function of one value of an operator; nil for others.
  func function(of call: ONNXCall) throws(NetworkFileError) -> GraphFunction? {
    switch call.kind {
    case "Relu": GraphFunction(.relu)
    case "Sigmoid": GraphFunction(.sigmoid)
    case "Tanh": GraphFunction(.tanh)
    case "Erf": GraphFunction(.errorFunction)
    case "Exp": GraphFunction(.exponential)
    case "Log": GraphFunction(.logarithm)
    case "Sqrt": GraphFunction(.squareRoot)
    case "Reciprocal": GraphFunction(.reciprocal)
    case "Neg": GraphFunction(.negative)
    case "Abs": GraphFunction(.absolute)
    case "Floor": GraphFunction(.floor)
    case "Softplus": GraphFunction(.softplus)
    case "HardSwish": GraphFunction(.hardSwish)
    case "Swish" where call.single("alpha", 1) == 1: GraphFunction(.swish)
    case "LeakyRelu": GraphFunction(.leakyRelu, [call.single("alpha", 0.01)])
    case "Elu": GraphFunction(.elu, [call.single("alpha", 1)])
    case "HardSigmoid":
      GraphFunction(.hardSigmoid, [call.single("alpha", 0.2), call.single("beta", 0.5)])
    case "Gelu" where call.text("approximate", "none") == "none": GraphFunction(.gelu)
    case "Clip":
      GraphFunction(
        .clip,
        [
          try call.constant(1)?.singles.first ?? call.single("min", -.infinity),
          try call.constant(2)?.singles.first ?? call.single("max", .infinity),
          // An infinity has no place in a file; the largest number stands for it.
        ].map { min(max($0, -.greatestFiniteMagnitude), .greatestFiniteMagnitude) })
    default: nil
    }
  }

  /// What a node computes of each value, or of values along axes; nil where it does something else.
  mutating func computed(_ call: ONNXCall) throws(NetworkFileError) -> [Value]? {
    if let function = try function(of: call) {
      return [.wire(try assembler.applied(function, call.wire(0), for: call.title))]
    }
    if let combination = Self.combination(call.kind) {
      var value = try call.input(0)
      for place in 1..<max(1, call.inputs.count) {
        value = .wire(
          try assembler.combined(combination, value, call.input(place), for: call.title))
      }
      return [value]
    }
    switch call.kind {
    case "PRelu": return [.wire(try sloped(call))]
    case "ReduceMean": return [.wire(try reduced(.mean, call))]
    case "ReduceSum": return [.wire(try reduced(.sum, call))]
    case "ReduceMax": return [.wire(try reduced(.maximum, call))]
    case "ReduceMin": return [.wire(try reduced(.minimum, call))]
    case "GlobalAveragePool": return [.wire(try pooled(.mean, call))]
    case "GlobalMaxPool": return [.wire(try pooled(.maximum, call))]
    case "Softmax": return [.wire(try softmax(call))]
    case "LogSoftmax":
      let shares = try softmax(call)
      return [.wire(try assembler.applied(GraphFunction(.logarithm), shares, for: call.title))]
    case "LayerNormalization": return [.wire(try layerNormalization(call))]
    case "BatchNormalization": return [.wire(try batchNormalization(call))]
    case "MatMul": return [.wire(try product(call))]
    case "Gemm": return [.wire(try affine(call))]
    default: return nil
    }
  }

  /// What is below 0 times a slope for each channel.
  private mutating func sloped(_ call: ONNXCall) throws(NetworkFileError) -> Wire {
    let wire = try call.wire(0)
    let name = call.title
    let below = try assembler.applied(
      GraphFunction(.clip, [-.greatestFiniteMagnitude, 0]), wire, for: name)
    let above = try assembler.applied(GraphFunction(.relu), wire, for: name)
    let scaled = try assembler.combined(.product, .wire(below), call.input(1), for: name)
    return try assembler.combined(.sum, .wire(above), .wire(scaled), for: name)
  }

  private mutating func reduced(
    _ reduction: GraphReduction, _ call: ONNXCall
  ) throws(NetworkFileError) -> Wire {
    let wire = try call.wire(0)
    let rank = wire.shape.count
    let given = try call.wholes("axes", orInput: 1) ?? []
    if given.isEmpty, call.whole("noop_with_empty_axes", 0) != 0 { return wire }
    let axes = given.isEmpty ? Array(0..<rank) : try call.axes(given, rank: rank)
    return try assembler.reduced(
      reduction, wire, axes: axes, keepsAxes: call.whole("keepdims", 1) != 0, for: call.title)
  }

  private mutating func pooled(
    _ reduction: GraphReduction, _ call: ONNXCall
  ) throws(NetworkFileError) -> Wire {
    let wire = try call.wire(0)
    guard wire.shape.count > 2 else { throw call.unsupported("\(wire.shape) is no picture") }
    return try assembler.reduced(
      reduction, wire, axes: Array(2..<wire.shape.count), keepsAxes: true, for: call.title)
  }

  private mutating func softmax(_ call: ONNXCall) throws(NetworkFileError) -> Wire {
    let wire = try call.wire(0)
    let rank = wire.shape.count
    let isEarly = call.operatorSet < 13
    let axis = try call.axis(call.whole("axis", isEarly ? 1 : -1), rank: rank)
    guard isEarly, axis != rank - 1 else {
      return try assembler.softmax(wire, axis: axis, for: call.title)
    }
    // Earlier sets take all axes from that one on as one.
    let sizes = [wire.shape[..<axis], wire.shape[axis...]].map { $0.reduce(1, *) }
    let rows = try assembler.reshaped(wire, sizes, for: call.title)
    let shares = try assembler.softmax(rows, axis: 1, for: call.title)
    return try assembler.reshaped(shares, wire.shape, for: call.title)
  }

  private mutating func layerNormalization(_ call: ONNXCall) throws(NetworkFileError) -> Wire {
    let wire = try assembler.plain(call.wire(0), for: call.title)
    let first = try call.axis(call.whole("axis", -1), rank: wire.shape.count)
    var result = try assembler.normalized(
      wire, axes: Array(first..<wire.shape.count), epsilon: call.single("epsilon", 1e-5),
      for: call.title)
    result = try assembler.combined(.product, .wire(result), call.input(1), for: call.title)
    guard let shift = call.optional(2) else { return result }
    return try assembler.combined(.sum, .wire(result), shift, for: call.title)
  }

  /// Kept statistics as one factor and one sum for each channel.
  private mutating func batchNormalization(_ call: ONNXCall) throws(NetworkFileError) -> Wire {
    let wire = try call.wire(0)
    guard wire.shape.count >= 2, call.whole("training_mode", 0) == 0 else {
      throw call.unsupported("it normalizes by the clips that it is given")
    }
    let channels = wire.shape[1]
    var parts: [[Float]] = []
    for place in 1...4 {
      guard let part = try call.constant(place), part.count == channels else {
        throw call.unsupported("it needs \(channels) numbers as its input \(place)")
      }
      parts.append(part.singles)
    }
    let epsilon = Double(call.single("epsilon", 1e-5))
    let factors = (0..<channels).map {
      Double(parts[0][$0]) / (Double(parts[3][$0]) + epsilon).squareRoot()
    }
    let shifts = (0..<channels).map {
      Float(Double(parts[1][$0]) - factors[$0] * Double(parts[2][$0]))
    }
    let shape = [channels] + [Int](repeating: 1, count: wire.shape.count - 2)
    let scaled = try assembler.combined(
      .product, .wire(wire), .constant(GraphConstant(shape, factors.map { Float($0) })),
      for: call.title)
    return try assembler.combined(
      .sum, .wire(scaled), .constant(GraphConstant(shape, shifts)), for: call.title)
  }

  private mutating func product(_ call: ONNXCall) throws(NetworkFileError) -> Wire {
    var (first, second) = (try call.input(0), try call.input(1))
    guard first.shape.count >= 2, second.shape.count >= 2 else {
      throw call.unsupported("it multiplies a row alone")
    }
    // Matrices that are the same for all need no copies.
    if second.shape.dropLast(2).allSatisfy({ $0 == 1 }), first.shape.count >= second.shape.count {
      second = try assembler.reshaped(
        second, Array(second.shape.suffix(2)), for: call.title)
    }
    if second.shape.count > 2, first.shape.dropLast(2) != second.shape.dropLast(2) {
      let many: [Int]
      do {
        many = try GraphOperation.broadcast(
          Array(first.shape.dropLast(2)), Array(second.shape.dropLast(2)))
      } catch {
        throw call.unsupported(error.reason)
      }
      first = try assembler.expanded(first, many + first.shape.suffix(2), for: call.title)
      second = try assembler.expanded(second, many + second.shape.suffix(2), for: call.title)
    }
    return try assembler.multiplied(first, second, for: call.title)
  }

  private mutating func affine(_ call: ONNXCall) throws(NetworkFileError) -> Wire {
    var first = try call.wire(0)
    guard first.shape.count == 2 else { throw call.unsupported("\(first.shape) is no matrix") }
    if call.whole("transA", 0) != 0 {
      first = try assembler.transposed(first, [1, 0], for: call.title)
    }
    guard var second = try call.constant(1), second.shape.count == 2 else {
      throw call.unsupported("its weights are no matrix")
    }
    if call.whole("transB", 0) != 0 { second = second.transposed([1, 0]) }
    let (alpha, beta) = (call.single("alpha", 1), call.single("beta", 1))
    if alpha != 1 { second = GraphConstant(second.shape, second.singles.map { $0 * alpha }) }
    var bias = try call.constant(2)
    if let known = bias, beta != 1 {
      bias = GraphConstant(known.shape, known.singles.map { $0 * beta })
    }
    let isRow = bias.map { $0.count == second.shape[1] && $0.shape.last == $0.count } ?? false
    let made = try assembler.multiplied(
      .wire(first), .constant(second), bias: isRow ? bias?.singles : nil, for: call.title)
    guard let bias, !isRow else { return made }
    return try assembler.combined(.sum, .wire(made), .constant(bias), for: call.title)
  }
}

extension GraphAssembler {
  /// Values with mean 0 and deviation 1 along axes.
  mutating func normalized(
    _ wire: Wire, axes: [Int], epsilon: Float, for node: String
  ) throws(NetworkFileError) -> Wire {
    let mean = try reduced(.mean, wire, axes: axes, keepsAxes: true, for: node)
    let centered = try combined(.difference, .wire(wire), .wire(mean), for: node)
    let squares = try applied(GraphFunction(.square), centered, for: node)
    let variance = try reduced(.mean, squares, axes: axes, keepsAxes: true, for: node)
    let raised = try combined(
      .sum, .wire(variance), .constant(GraphConstant([1], [epsilon])), for: node)
    let deviation = try applied(GraphFunction(.squareRoot), raised, for: node)
    return try combined(.quotient, .wire(centered), .wire(deviation), for: node)
  }
}
