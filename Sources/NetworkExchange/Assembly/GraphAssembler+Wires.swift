import NeuralNetworks

extension GraphAssembler {
  /// Axes with the second one last.
  private static func channelsLast(_ shape: [Int]) -> [Int] {
    [shape[0]] + shape.dropFirst(2) + [shape[1]]
  }

  /// A wire that lies in memory as its shape says.
  mutating func plain(_ wire: Wire, for node: String) throws(NetworkFileError) -> Wire {
    guard wire.hasChannelsLast else { return wire }
    let rank = wire.shape.count
    let own = Self.channelsLast(wire.shape)
    return try turned(
      wire, lying: own, order: [0, rank - 1] + (1..<rank - 1), to: wire.shape, isLast: false, node)
  }

  /// A wire whose second axis lies last in memory.
  mutating func withChannelsLast(_ wire: Wire, for node: String) throws(NetworkFileError) -> Wire {
    guard !wire.hasChannelsLast else { return wire }
    let rank = wire.shape.count
    return try turned(
      wire, lying: wire.shape, order: [0] + (2..<rank) + [1], to: Self.channelsLast(wire.shape),
      isLast: true, node)
  }

  private mutating func turned(
    _ wire: Wire, lying shape: [Int], order: [Int], to target: [Int], isLast: Bool, _ node: String
  ) throws(NetworkFileError) -> Wire {
    let strides = GraphSteps.strides(shape)
    // Axes of length 1 can stand anywhere.
    let before = shape.indices.filter { shape[$0] > 1 }
    let after = order.filter { shape[$0] > 1 }
    let place =
      before == after
      ? try add(.reshape(target), [wire.place], for: node)
      : try add(
        .view(offset: 0, shape: target, strides: order.map { strides[$0] }), [wire.place],
        for: node)
    return Wire(place: place, shape: wire.shape, hasChannelsLast: isLast)
  }

  /// A wire under another shape.
  mutating func reshaped(
    _ wire: Wire, _ shape: [Int], for node: String
  ) throws(NetworkFileError) -> Wire {
    let wire = try plain(wire, for: node)
    guard wire.shape != shape else { return wire }
    return Wire(place: try add(.reshape(shape), [wire.place], for: node), shape: shape)
  }

  /// Values of a wire by steps.
  mutating func viewed(
    _ wire: Wire, offset: Int = 0, _ shape: [Int], strides: [Int], for node: String
  ) throws(NetworkFileError) -> Wire {
    let wire = try plain(wire, for: node)
    let operation = GraphOperation.view(offset: offset, shape: shape, strides: strides)
    return Wire(place: try add(operation, [wire.place], for: node), shape: shape)
  }

  /// A wire with its axes in another order.
  mutating func transposed(
    _ wire: Wire, _ order: [Int], for node: String
  ) throws(NetworkFileError) -> Wire {
    guard order.sorted() == Array(wire.shape.indices) else {
      throw .unsupported(node: node, reason: "\(order) is no order of its axes")
    }
    let strides = GraphSteps.strides(wire.shape)
    return try viewed(
      wire, order.map { wire.shape[$0] }, strides: order.map { strides[$0] }, for: node)
  }

  /// A part of a wire along an axis.
  mutating func sliced(
    _ wire: Wire, axis: Int, from start: Int, count: Int, step: Int = 1, for node: String
  ) throws(NetworkFileError) -> Wire {
    let strides = GraphSteps.strides(wire.shape)
    var (shape, steps) = (wire.shape, strides)
    shape[axis] = count
    steps[axis] = strides[axis] * step
    return try viewed(wire, offset: start * strides[axis], shape, strides: steps, for: node)
  }

  /// A function of each value, which leaves the order of axes as it is.
  mutating func applied(
    _ function: GraphFunction, _ wire: Wire, for node: String
  ) throws(NetworkFileError) -> Wire {
    let place = try add(.function(function), [wire.place], for: node)
    return Wire(place: place, shape: wire.shape, hasChannelsLast: wire.hasChannelsLast)
  }

  /// The nearest numbers of a grid.
  mutating func rounded(
    _ wire: Wire, scale: Float, zero: Int, range: ClosedRange<Int>, for node: String
  ) throws(NetworkFileError) -> Wire {
    let operation = GraphOperation.rounding(scale: scale, zero: zero, range: range)
    return Wire(
      place: try add(operation, [wire.place], for: node), shape: wire.shape,
      hasChannelsLast: wire.hasChannelsLast)
  }

  /// A function of two values, one of the clip at least.
  mutating func combined(
    _ combination: GraphCombination, _ first: Value, _ second: Value, for node: String
  ) throws(NetworkFileError) -> Wire {
    let shape: [Int]
    do {
      shape = try GraphOperation.broadcast(first.shape, second.shape)
    } catch {
      throw .unsupported(node: node, reason: error.reason)
    }
    let operands = [first, second]
    // Channels stay last where every value of the clip has them so, and constants can follow.
    let staysLast =
      operands.contains { if case .wire(let wire) = $0 { wire.hasChannelsLast } else { false } }
      && operands.allSatisfy { value in
        switch value {
        case .wire(let wire): wire.shape.count == shape.count
        case .constant: true
        }
      }
    var places: [Place] = []
    for value in operands {
      switch value {
      case .wire(let wire):
        places.append(
          try staysLast
            ? withChannelsLast(wire, for: node).place : plain(wire, for: node).place)
      case .constant(let constant):
        let own = staysLast ? Self.channelsLast(constant, rank: shape.count) : constant
        places.append(try tensor(own.shape, own.singles))
      }
    }
    return Wire(
      place: try add(.combination(combination), places, for: node), shape: shape,
      hasChannelsLast: staysLast)
  }

  private static func channelsLast(_ constant: GraphConstant, rank: Int) -> GraphConstant {
    let shape = [Int](repeating: 1, count: rank - constant.shape.count) + constant.shape
    return constant.reshaped(shape).transposed([0] + (2..<rank) + [1])
  }

  /// What becomes of all values along axes.
  mutating func reduced(
    _ reduction: GraphReduction, _ wire: Wire, axes: [Int], keepsAxes: Bool, for node: String
  ) throws(NetworkFileError) -> Wire {
    let rank = wire.shape.count
    guard axes.allSatisfy(wire.shape.indices.contains) else {
      throw .unsupported(node: node, reason: "it has no axes \(axes)")
    }
    // The second axis lies last, those after it one before.
    let lying = axes.map { axis in
      !wire.hasChannelsLast || axis == 0 ? axis : axis == 1 ? rank - 1 : axis - 1
    }
    let place = try add(.reduction(reduction, axes: lying), [wire.place], for: node)
    let kept = wire.shape.indices.map { axes.contains($0) ? 1 : wire.shape[$0] }
    let whole = Wire(place: place, shape: kept, hasChannelsLast: wire.hasChannelsLast)
    guard !keepsAxes else { return whole }
    return try reshaped(
      whole, kept.indices.filter { !axes.contains($0) }.map { kept[$0] }, for: node)
  }

  /// Exponentials over their sum along an axis.
  mutating func softmax(
    _ wire: Wire, axis: Int, for node: String
  ) throws(NetworkFileError) -> Wire {
    let wire = try plain(wire, for: node)
    return Wire(
      place: try add(.softmax(axis: axis), [wire.place], for: node), shape: wire.shape)
  }

  /// Values one after the other along an axis.
  mutating func joined(
    _ values: [Value], axis: Int, for node: String
  ) throws(NetworkFileError) -> Wire {
    var places: [Place] = []
    var shape = values.first?.shape ?? []
    guard shape.indices.contains(axis) else {
      throw .unsupported(node: node, reason: "it has no axis \(axis)")
    }
    shape[axis] = 0
    for value in values {
      guard value.shape.count == shape.count else {
        throw .unsupported(node: node, reason: "its values have axes of their own")
      }
      shape[axis] += value.shape[axis]
      switch value {
      case .wire(let wire): places.append(try plain(wire, for: node).place)
      case .constant(let constant):
        places.append(try tensor(constant.shape, constant.singles))
      }
    }
    return Wire(place: try add(.concatenation(axis: axis), places, for: node), shape: shape)
  }

  /// Values with one value before and after them.
  mutating func padded(
    _ wire: Wire, before: [Int], after: [Int], value: Float, for node: String
  ) throws(NetworkFileError) -> Wire {
    let wire = try plain(wire, for: node)
    // An infinity has no place in a file; the largest number stands for it.
    let filler = min(max(value, -.greatestFiniteMagnitude), .greatestFiniteMagnitude)
    let operation = GraphOperation.padding(before: before, after: after, value: filler)
    let place = try add(operation, [wire.place], for: node)
    return Wire(
      place: place, shape: wire.shape.indices.map { before[$0] + wire.shape[$0] + after[$0] })
  }

  /// Matrices times matrices.
  mutating func multiplied(
    _ first: Value, _ second: Value, bias: [Float]? = nil, for node: String
  ) throws(NetworkFileError) -> Wire {
    var places: [Place] = []
    for value in [first, second] {
      switch value {
      case .wire(let wire): places.append(try plain(wire, for: node).place)
      case .constant(let constant):
        places.append(try tensor(constant.shape, constant.singles))
      }
    }
    if let bias { places.append(try tensor([bias.count], bias)) }
    let place = try add(.product, places, for: node)
    return Wire(place: place, shape: first.shape.dropLast() + [second.shape.last ?? 0])
  }

  /// Filters over a picture whose channels lie last, `[1, time, frequency, channels]`.
  ///
  /// - Parameters:
  ///   - weights: `[time, frequency, in, out]`, or `[time, frequency, channels]` for a filter of each.
  mutating func filtered(
    _ picture: Place, weights: GraphConstant, bias: [Float]?, _ window: Window, for node: String
  ) throws(NetworkFileError) -> Place {
    var inputs = [picture, try tensor(weights.shape, weights.singles)]
    if let bias { inputs.append(try tensor([bias.count], bias)) }
    return try add(
      weights.shape.count == 3 ? .depthwise(window) : .convolution(window), inputs, for: node)
  }
}
