extension GraphOperation {
  /// The shape of what it gives.
  ///
  /// - Parameters:
  ///   - inputs: The shapes of what it takes.
  ///   - isTensor: Whether each of them is a tensor, not a value of the clip.
  /// - Throws: The rule that is broken.
  package func shape(of inputs: [[Int]], _ isTensor: [Bool]) throws(GraphError) -> [Int] {
    guard isTensor.contains(false) else { throw GraphError("nothing it takes is of the clip") }
    try checkInputs(inputs.count, isTensor)
    switch self {
    case .convolution(let window): return try filtered(window, inputs, isDepthwise: false)
    case .depthwise(let window): return try filtered(window, inputs, isDepthwise: true)
    case .maximumPool(let window):
      let (shape, geometry) = try pooled(window, inputs[0])
      guard geometry.time.hasNoEmptyWindow, geometry.frequency.hasNoEmptyWindow else {
        throw GraphError("its window does not always reach the picture")
      }
      return shape
    case .averagePool(let window, _): return try pooled(window, inputs[0]).shape
    case .product: return try multiplied(inputs)
    case .recurrence(let cell, let units, let bothWays):
      return try remembered(cell, units, bothWays, inputs)
    case .reshape(let shape):
      try GraphProgram.check(shape)
      guard shape.reduce(1, *) == inputs[0].reduce(1, *) else {
        throw GraphError("\(inputs[0]) can't become \(shape)")
      }
      return shape
    case .view(let offset, let shape, let strides):
      return try viewed(offset, shape, strides, inputs[0])
    case .padding(let before, let after, let value):
      return try padded(before, after, value, inputs[0])
    case .concatenation(let axis): return try joined(axis, inputs)
    case .function(let function):
      guard function.parameters.count == function.name.parameterCount,
        function.parameters.allSatisfy({ !$0.isNaN })
      else { throw GraphError("its function \(function.name.rawValue) has other numbers") }
      return inputs[0]
    case .combination: return try Self.broadcast(inputs[0], inputs[1])
    case .reduction(_, let axes):
      var shape = inputs[0]
      for axis in axes {
        guard shape.indices.contains(axis) else { throw GraphError("it has no axis \(axis)") }
        shape[axis] = 1
      }
      return shape
    case .softmax(let axis):
      guard inputs[0].indices.contains(axis) else { throw GraphError("it has no axis \(axis)") }
      return inputs[0]
    case .rounding(let scale, let zero, let range):
      guard scale.isFinite, scale > 0, range.contains(zero), range.upperBound < 1 << 24,
        range.lowerBound > -1 << 24
      else { throw GraphError("its grid of numbers has no sense") }
      return inputs[0]
    }
  }

  private func checkInputs(_ count: Int, _ isTensor: [Bool]) throws(GraphError) {
    let allowed: ClosedRange<Int>
    // How many at the beginning may be of the clip.
    var free = 1
    switch self {
    case .convolution, .depthwise: allowed = 2...3
    case .product: (allowed, free) = (2...3, 2)
    case .combination: (allowed, free) = (2...2, 2)
    case .concatenation: (allowed, free) = (1...GraphProgram.nodeLimit, .max)
    case .recurrence(let cell, _, let bothWays):
      let needed = 1 + (cell == .lstm ? 3 : 4) * (bothWays ? 2 : 1)
      allowed = needed...needed
    default: allowed = 1...1
    }
    guard allowed.contains(count) else { throw GraphError("it takes \(count) values") }
    guard isTensor.dropFirst(free).allSatisfy({ $0 }) else {
      throw GraphError("its weights are not constant")
    }
  }

  /// Extents that a picture may have, as a layer has them.
  static func picture(_ shape: [Int]) throws(GraphError) -> Shape {
    guard shape.count == 4, shape[0] == 1 else {
      throw GraphError("\(shape) is not one picture [1, time, frequency, channels]")
    }
    return Shape(time: shape[1], frequency: shape[2], channels: shape[3])
  }

  private static let windowLimit = 1 << 20

  private func geometry(
    _ window: Window, _ shape: Shape
  ) throws(GraphError) -> ConvolutionGeometry {
    var extents = [window.kernel, window.stride, window.dilation]
    switch window.padding {
    case .both(let zeros): extents.append(zeros)
    case .sides(let before, let after): extents += [before, after]
    case .same, .valid, .causal: break
    }
    let numbers = extents.flatMap { [$0.time, $0.frequency] }
    guard numbers.allSatisfy({ (0...Self.windowLimit).contains($0) }),
      let geometry = ConvolutionGeometry(window, input: shape)
    else { throw GraphError("its window does not fit \(shape)") }
    try GraphProgram.check([
      geometry.time.padded, geometry.frequency.padded, shape.channels,
    ])
    try GraphProgram.check([
      geometry.time.outputs, geometry.frequency.outputs, window.kernel.time,
      window.kernel.frequency,
    ])
    return geometry
  }

  private func filtered(
    _ window: Window, _ inputs: [[Int]], isDepthwise: Bool
  ) throws(GraphError) -> [Int] {
    let picture = try Self.picture(inputs[0])
    let geometry = try geometry(window, picture)
    let start = [window.kernel.time, window.kernel.frequency, picture.channels]
    let weights = inputs[1]
    guard weights.count == (isDepthwise ? 3 : 4), Array(weights.prefix(3)) == start else {
      throw GraphError("its filters are \(weights), its window and input need \(start)")
    }
    let filters = weights[weights.count - 1]
    guard inputs.count < 3 || inputs[2] == [filters] else {
      throw GraphError("its bias is \(inputs[2]), not [\(filters)]")
    }
    return [1, geometry.time.outputs, geometry.frequency.outputs, filters]
  }

  private func pooled(
    _ window: Window, _ input: [Int]
  ) throws(GraphError) -> (shape: [Int], geometry: ConvolutionGeometry) {
    let picture = try Self.picture(input)
    let geometry = try geometry(window, picture)
    return ([1, geometry.time.outputs, geometry.frequency.outputs, picture.channels], geometry)
  }

  private func multiplied(_ inputs: [[Int]]) throws(GraphError) -> [Int] {
    let (a, b) = (inputs[0], inputs[1])
    guard a.count >= 2, b.count >= 2, a[a.count - 1] == b[b.count - 2],
      b.count == 2 || a.dropLast(2) == b.dropLast(2)
    else { throw GraphError("\(a) can't be multiplied by \(b)") }
    let columns = b[b.count - 1]
    guard inputs.count < 3 || inputs[2] == [columns] else {
      throw GraphError("its bias is \(inputs[2]), not [\(columns)]")
    }
    return a.dropLast() + [columns]
  }

  private func remembered(
    _ cell: RecurrentCell, _ units: Int, _ bothWays: Bool, _ inputs: [[Int]]
  ) throws(GraphError) -> [Int] {
    guard inputs[0].count == 2 else { throw GraphError("\(inputs[0]) are no frames") }
    guard (1...1 << 16).contains(units) else { throw GraphError("it has \(units) units") }
    let width = (cell == .lstm ? 4 : 3) * units
    let needed =
      [[inputs[0][1], width], [units, width], [width]] + (cell == .gru ? [[width]] : [])
    for (place, found) in inputs.dropFirst().enumerated() {
      guard found == needed[place % needed.count] else {
        throw GraphError("its weights are \(found), not \(needed[place % needed.count])")
      }
    }
    return [inputs[0][0], units * (bothWays ? 2 : 1)]
  }

  private func viewed(
    _ offset: Int, _ shape: [Int], _ strides: [Int], _ input: [Int]
  ) throws(GraphError) -> [Int] {
    try GraphProgram.check(shape)
    let count = input.reduce(1, *)
    guard strides.count == shape.count, strides.allSatisfy({ (-count...count).contains($0) }),
      (0..<count).contains(offset)
    else { throw GraphError("its steps lead out of \(input)") }
    var (first, last) = (offset, offset)
    for (extent, stride) in zip(shape, strides) {
      let reach = (extent - 1) * stride
      if reach < 0 { first += reach } else { last += reach }
    }
    guard first >= 0, last < count else { throw GraphError("its steps lead out of \(input)") }
    return shape
  }

  private func padded(
    _ before: [Int], _ after: [Int], _ value: Float, _ input: [Int]
  ) throws(GraphError) -> [Int] {
    let limit = GraphProgram.countLimit
    guard before.count == input.count, after.count == input.count, !value.isNaN,
      (before + after).allSatisfy({ (0...limit).contains($0) })
    else { throw GraphError("its padding does not fit \(input)") }
    return input.indices.map { before[$0] + input[$0] + after[$0] }
  }

  private func joined(_ axis: Int, _ inputs: [[Int]]) throws(GraphError) -> [Int] {
    guard inputs[0].indices.contains(axis) else { throw GraphError("it has no axis \(axis)") }
    var whole = inputs[0]
    for shape in inputs.dropFirst() {
      var other = shape
      guard other.count == whole.count else {
        throw GraphError("\(whole) and \(shape) can't be joined")
      }
      other[axis] = whole[axis]
      guard other == whole else { throw GraphError("\(whole) and \(shape) can't be joined") }
      whole[axis] += shape[axis]
      try GraphProgram.check(whole)
    }
    return whole
  }

  /// The shape of two values whose axes of length 1 are repeated, the last axes side by side.
  public static func broadcast(_ a: [Int], _ b: [Int]) throws(GraphError) -> [Int] {
    let rank = max(a.count, b.count)
    let first = [Int](repeating: 1, count: rank - a.count) + a
    let second = [Int](repeating: 1, count: rank - b.count) + b
    var shape: [Int] = []
    for (one, other) in zip(first, second) {
      guard one == other || one == 1 || other == 1 else {
        throw GraphError("\(a) and \(b) do not go together")
      }
      shape.append(max(one, other))
    }
    return shape
  }
}
