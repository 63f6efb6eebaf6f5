import NeuralNetworks

extension ONNXImporter {
  /// Constants may have as many numbers.
  private static let limit = GraphProgram.countLimit

  /// What a node gives that is known before anything is heard; nil where it is not.
  mutating func constants(of call: ONNXCall) throws(NetworkFileError) -> [Value]? {
    switch call.kind {
    case "Constant": return [.constant(try constant(call))]
    case "Shape":
      let shape = try call.input(0).shape
      return [.constant(GraphConstant([shape.count], wholes: shape))]
    case "Size":
      return [.constant(GraphConstant([], wholes: [try call.input(0).shape.reduce(1, *)]))]
    default: break
    }
    guard !call.inputs.isEmpty,
      call.inputs.allSatisfy({ if case .wire? = $0 { false } else { true } })
    else { return nil }
    switch call.kind {
    case "ConstantOfShape":
      let shape = try call.constant(0)?.wholes ?? []
      try GraphAssembler.check(shape, for: call.title)
      var filler = GraphConstant([1], [0])
      if case .tensor(let value)? = call.node.attributes["value"], value.count == 1 {
        filler = value
      }
      let places = [Int](repeating: 0, count: shape.reduce(1, *))
      return [.constant(filler.taking(places, shape))]
    case "Range":
      guard let first = try call.constant(0)?.wholes.first,
        let end = try call.constant(1)?.wholes.first,
        let step = try call.constant(2)?.wholes.first, step != 0,
        [first, end, step].allSatisfy({ (-Self.limit...Self.limit).contains($0) })
      else { throw call.unsupported("its bounds are not known") }
      let count = max(0, (end - first + step - step.signum()) / step)
      let numbers = (0..<count).map { first + $0 * step }
      return [.constant(GraphConstant([count], wholes: numbers))]
    case "Add", "Sub", "Mul", "Div", "Min", "Max", "Pow":
      guard let first = try call.constant(0), let second = try call.constant(1) else {
        throw call.unsupported("it needs two inputs")
      }
      return [.constant(try Self.combined(first, second, call))]
    default:
      guard let function = try function(of: call), let value = try call.constant(0) else {
        return nil
      }
      return [.constant(GraphConstant(value.shape, value.singles.map { function($0) }))]
    }
  }

  private func constant(_ call: ONNXCall) throws(NetworkFileError) -> GraphConstant {
    switch (
      call.node.attributes["value"], call.node.attributes["value_float"],
      call.node.attributes["value_int"], call.node.attributes["value_ints"],
      call.node.attributes["value_floats"]
    )
    {
    case (.tensor(let value)?, _, _, _, _): return value
    case (_, .single(let value)?, _, _, _): return GraphConstant([], [value])
    case (_, _, .whole(let value)?, _, _): return GraphConstant([], wholes: [value])
    case (_, _, _, .wholes(let values)?, _): return GraphConstant([values.count], wholes: values)
    case (_, _, _, _, .singles(let values)?): return GraphConstant([values.count], values)
    default: throw call.unsupported("its value is not known")
    }
  }

  private static func combined(
    _ first: GraphConstant, _ second: GraphConstant, _ call: ONNXCall
  ) throws(NetworkFileError) -> GraphConstant {
    let shape: [Int]
    do {
      shape = try GraphOperation.broadcast(first.shape, second.shape)
    } catch {
      throw call.unsupported(error.reason)
    }
    try GraphAssembler.check(shape, for: call.title)
    let pair = [first, second].map { value in
      let own = [Int](repeating: 1, count: shape.count - value.shape.count) + value.shape
      let steps = zip(own, GraphSteps.strides(own)).map { $0 == 1 ? 0 : $1 }
      return value.taking(GraphSteps.places(shape, steps), shape)
    }
    if pair[0].isWhole, pair[1].isWhole {
      var numbers: [Int] = []
      for (a, b) in zip(pair[0].wholes, pair[1].wholes) {
        switch call.kind {
        case "Add": numbers.append(a &+ b)
        case "Sub": numbers.append(a &- b)
        case "Mul": numbers.append(a &* b)
        case "Min": numbers.append(min(a, b))
        case "Max": numbers.append(max(a, b))
        case "Div" where b != 0 && b != -1: numbers.append(a / b)
        default: throw call.unsupported("it can't be done with \(a) and \(b)")
        }
      }
      return GraphConstant(shape, wholes: numbers)
    }
    guard let combination = combination(call.kind) else {
      throw call.unsupported("its numbers are no whole ones")
    }
    return GraphConstant(
      shape, zip(pair[0].singles, pair[1].singles).map { combination($0, $1) })
  }
}
