import NeuralNetworks

/// A part of an axis as NumPy writes it, from a start up to an end by steps; negative places count
/// from the end.
struct GraphSlice {
  let axis: Int
  let start, end, step: Int

  /// The first place and how many there are, on an axis of a length.
  func places(_ length: Int) -> (first: Int, count: Int) {
    let own = { (index: Int) in index < 0 ? max(index, -length - 1) + length : index }
    let bounds = step > 0 ? 0...length : -1...(length - 1)
    let first = min(max(own(start), max(0, bounds.lowerBound)), bounds.upperBound)
    let stop = min(max(own(end), bounds.lowerBound), bounds.upperBound)
    let count = step > 0 ? (stop - first + step - 1) / step : (first - stop - step - 1) / -step
    return (first, max(0, count))
  }
}

extension GraphAssembler {
  /// Makes sure that a constant of a shape is not too large; it may be empty.
  static func check(_ shape: [Int], for node: String) throws(NetworkFileError) {
    let limit = GraphProgram.countLimit
    var count = 1
    for extent in shape {
      guard extent >= 0, extent <= limit, count * extent <= limit else {
        throw .unsupported(node: node, reason: "it makes \(shape), at most \(limit) are taken")
      }
      count *= extent
    }
    guard shape.count <= GraphProgram.rankLimit else {
      throw .unsupported(node: node, reason: "it makes \(shape.count) axes")
    }
  }

  /// A value under another shape.
  mutating func reshaped(
    _ value: Value, _ shape: [Int], for node: String
  ) throws(NetworkFileError) -> Value {
    try Self.check(shape, for: node)
    guard value.shape.reduce(1, *) == shape.reduce(1, *) else {
      throw .unsupported(node: node, reason: "\(value.shape) can't become \(shape)")
    }
    switch value {
    case .constant(let constant): return .constant(constant.reshaped(shape))
    case .wire(let wire): return .wire(try reshaped(wire, shape, for: node))
    }
  }

  /// A value with its axes in another order.
  mutating func transposed(
    _ value: Value, _ order: [Int], for node: String
  ) throws(NetworkFileError) -> Value {
    guard order.sorted() == Array(value.shape.indices) else {
      throw .unsupported(node: node, reason: "\(order) is no order of its axes")
    }
    switch value {
    case .constant(let constant): return .constant(constant.transposed(order))
    case .wire(let wire): return .wire(try transposed(wire, order, for: node))
    }
  }

  /// Values by steps.
  mutating func viewed(
    _ value: Value, offset: Int = 0, _ shape: [Int], strides: [Int], for node: String
  ) throws(NetworkFileError) -> Value {
    try Self.check(shape, for: node)
    switch value {
    case .wire(let wire):
      return .wire(try viewed(wire, offset: offset, shape, strides: strides, for: node))
    case .constant(let constant):
      let places = shape.contains(0) ? [] : GraphSteps.places(shape, strides, from: offset)
      guard places.allSatisfy((0..<constant.count).contains) else {
        throw .unsupported(node: node, reason: "its steps lead out of \(constant.shape)")
      }
      return .constant(constant.taking(places, shape))
    }
  }

  /// Parts of a value.
  mutating func sliced(
    _ value: Value, _ slices: [GraphSlice], for node: String
  ) throws(NetworkFileError) -> Value {
    var (shape, strides, offset) = (value.shape, GraphSteps.strides(value.shape), 0)
    for slice in slices {
      guard shape.indices.contains(slice.axis), slice.step != 0,
        (-GraphProgram.countLimit...GraphProgram.countLimit).contains(slice.step)
      else { throw .unsupported(node: node, reason: "its steps lead nowhere") }
      let (first, count) = slice.places(shape[slice.axis])
      shape[slice.axis] = count
      offset += first * strides[slice.axis]
      strides[slice.axis] *= slice.step
    }
    return try viewed(value, offset: offset, shape, strides: strides, for: node)
  }

  /// A part of a value along an axis.
  mutating func part(
    of value: Value, axis: Int, from start: Int, count: Int, step: Int = 1, for node: String
  ) throws(NetworkFileError) -> Value {
    var (shape, strides) = (value.shape, GraphSteps.strides(value.shape))
    let offset = start * strides[axis]
    shape[axis] = count
    strides[axis] *= step
    return try viewed(value, offset: offset, shape, strides: strides, for: node)
  }

  /// A value cut along an axis.
  mutating func split(
    _ value: Value, axis: Int, into parts: [Int], for node: String
  ) throws(NetworkFileError) -> [Value] {
    let length = value.shape[axis]
    guard parts.allSatisfy({ (1...max(1, length)).contains($0) }), parts.count <= length,
      parts.reduce(0, +) == length
    else {
      throw .unsupported(node: node, reason: "\(value.shape) can't be split into \(parts)")
    }
    var (values, start): ([Value], Int) = ([], 0)
    for part in parts {
      values.append(try self.part(of: value, axis: axis, from: start, count: part, for: node))
      start += part
    }
    return values
  }

  /// Values one after the other; constants stay constant.
  mutating func joined(
    values: [Value], axis: Int, for node: String
  ) throws(NetworkFileError) -> Value {
    var constants: [GraphConstant] = []
    for case .constant(let constant) in values { constants.append(constant) }
    guard constants.count == values.count, let first = constants.first else {
      return .wire(try joined(values, axis: axis, for: node))
    }
    var shape = first.shape
    for constant in constants {
      guard constant.shape.count == shape.count,
        shape.indices.allSatisfy({ $0 == axis || constant.shape[$0] == shape[$0] })
      else { throw .unsupported(node: node, reason: "its values do not go together") }
    }
    shape[axis] = constants.reduce(0) { $0 + $1.shape[axis] }
    try Self.check(shape, for: node)
    let outer = shape[..<axis].reduce(1, *)
    let inner = shape[(axis + 1)...].reduce(1, *)
    let runs = constants.map { $0.shape[axis] * inner }
    func interleaved<Number>(_ lists: [[Number]]) -> [Number] {
      (0..<outer).flatMap { row in
        zip(lists, runs).flatMap { list, run in list[(row * run)..<((row + 1) * run)] }
      }
    }
    return .constant(
      constants.allSatisfy(\.isWhole)
        ? GraphConstant(shape, wholes: interleaved(constants.map(\.wholes)))
        : GraphConstant(shape, interleaved(constants.map(\.singles))))
  }

  /// A value whose axes of length 1 are repeated.
  mutating func expanded(
    _ value: Value, _ target: [Int], for node: String
  ) throws(NetworkFileError) -> Value {
    let shape: [Int]
    do {
      shape = try GraphOperation.broadcast(value.shape, target)
    } catch {
      throw .unsupported(node: node, reason: error.reason)
    }
    guard shape != value.shape else { return value }
    let own = [Int](repeating: 1, count: shape.count - value.shape.count) + value.shape
    let steps = zip(own, GraphSteps.strides(own)).map { $0 == 1 ? 0 : $1 }
    return try viewed(value, shape, strides: steps, for: node)
  }
}
