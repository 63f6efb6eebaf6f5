import NeuralNetworks

extension ONNXImporter {
  /// What a node gives that only puts values elsewhere; nil where it does more.
  mutating func arranged(_ call: ONNXCall) throws(NetworkFileError) -> [Value]? {
    switch call.kind {
    case "Identity", "Dropout": return [try call.input(0)]
    case "Cast", "CastLike": return [try cast(call)]
    case "Reshape": return [try reshape(call)]
    case "Flatten":
      let value = try call.input(0)
      let axis = call.whole("axis", 1)
      let cut =
        axis == value.shape.count ? axis : try call.axis(axis, rank: value.shape.count)
      let sizes = [value.shape[..<cut], value.shape[cut...]].map { $0.reduce(1, *) }
      return [try assembler.reshaped(value, sizes, for: call.title)]
    case "Squeeze":
      let value = try call.input(0)
      let given = try call.wholes("axes", orInput: 1)
      let axes =
        try given.map { list throws(NetworkFileError) in
          try call.axes(list, rank: value.shape.count)
        } ?? value.shape.indices.filter { value.shape[$0] == 1 }
      guard axes.allSatisfy({ value.shape[$0] == 1 }) else {
        throw call.unsupported("its axes \(axes) of \(value.shape) are longer than 1")
      }
      let kept = value.shape.indices.filter { !axes.contains($0) }.map { value.shape[$0] }
      return [try assembler.reshaped(value, kept, for: call.title)]
    case "Unsqueeze":
      let value = try call.input(0)
      let given = try call.wholes("axes", orInput: 1) ?? []
      let rank = value.shape.count + given.count
      guard rank <= GraphProgram.rankLimit else { throw call.unsupported("it makes \(rank) axes") }
      let axes = try call.axes(given, rank: rank)
      var rest = value.shape[...]
      let shape = (0..<rank).map { axes.contains($0) ? 1 : rest.popFirst() ?? 1 }
      return [try assembler.reshaped(value, shape, for: call.title)]
    case "Transpose": return [try transpose(call)]
    case "Slice": return [try slice(call)]
    case "Split": return try split(call)
    case "Concat": return [try concat(call)]
    case "Gather": return [try gather(call)]
    case "Expand":
      return [
        try assembler.expanded(
          call.input(0), try call.constant(1)?.wholes ?? [], for: call.title)
      ]
    case "Pad": return [try pad(call)]
    default: return nil
    }
  }

  private func cast(_ call: ONNXCall) throws(NetworkFileError) -> Value {
    let value = try call.input(0)
    guard case .constant(let constant) = value, call.kind == "Cast" else { return value }
    let wholes = [
      ONNXFormat.Number.int, ONNXFormat.Number.long, ONNXFormat.Number.flag,
      ONNXFormat.Number.byte, ONNXFormat.Number.unsignedByte,
    ]
    return .constant(
      wholes.contains(call.whole("to", 1))
        ? GraphConstant(constant.shape, wholes: constant.wholes)
        : GraphConstant(constant.shape, constant.singles))
  }

  private mutating func reshape(_ call: ONNXCall) throws(NetworkFileError) -> Value {
    let value = try call.input(0)
    guard var shape = try call.wholes("shape", orInput: 1) else {
      throw call.unsupported("it does not say what becomes of it")
    }
    if call.whole("allowzero", 0) == 0 {
      for axis in shape.indices where shape[axis] == 0 {
        guard value.shape.indices.contains(axis) else {
          throw call.unsupported("it has no axis \(axis)")
        }
        shape[axis] = value.shape[axis]
      }
    }
    let open = shape.indices.filter { shape[$0] == -1 }
    guard open.count <= 1 else { throw call.unsupported("two of its sizes are open") }
    if let axis = open.first {
      var known = 1
      for (place, extent) in shape.enumerated() where place != axis {
        guard (1...GraphProgram.countLimit).contains(extent), known <= GraphProgram.countLimit
        else {
          throw call.unsupported("its shape is \(shape)")
        }
        known *= extent
      }
      shape[axis] = value.shape.reduce(1, *) / known
    }
    return try assembler.reshaped(value, shape, for: call.title)
  }

  private mutating func transpose(_ call: ONNXCall) throws(NetworkFileError) -> Value {
    let value = try call.input(0)
    let order = call.wholes("perm") ?? value.shape.indices.reversed()
    return try assembler.transposed(value, order, for: call.title)
  }

  private mutating func slice(_ call: ONNXCall) throws(NetworkFileError) -> Value {
    let value = try call.input(0)
    let rank = value.shape.count
    guard let starts = try call.wholes("starts", orInput: 1),
      let ends = try call.wholes("ends", orInput: 2), starts.count == ends.count
    else { throw call.unsupported("it does not say where its part begins and ends") }
    let axes = try call.axes(
      call.wholes("axes", orInput: 3) ?? Array(0..<starts.count), rank: rank)
    let steps = try call.constant(4)?.wholes ?? [Int](repeating: 1, count: starts.count)
    guard axes.count == starts.count, steps.count == starts.count else {
      throw call.unsupported("its axes and steps are not as many as its parts")
    }
    let slices = axes.indices.map {
      GraphSlice(axis: axes[$0], start: starts[$0], end: ends[$0], step: steps[$0])
    }
    return try assembler.sliced(value, slices, for: call.title)
  }

  private mutating func split(_ call: ONNXCall) throws(NetworkFileError) -> [Value] {
    let value = try call.input(0)
    let axis = try call.axis(call.whole("axis", 0), rank: value.shape.count)
    let count = max(1, call.node.outputs.count)
    let share = (value.shape[axis] + count - 1) / count
    let parts =
      try call.wholes("split", orInput: 1)
      ?? (0..<count).map { min(share, max(0, value.shape[axis] - $0 * share)) }
    guard parts.count == count else { throw call.unsupported("it gives \(count) parts") }
    return try assembler.split(value, axis: axis, into: parts, for: call.title)
  }

  private mutating func concat(_ call: ONNXCall) throws(NetworkFileError) -> Value {
    let values = call.inputs.compactMap(\.self)
    guard let first = values.first else { throw call.unsupported("it joins nothing") }
    let axis = try call.axis(call.whole("axis", 0), rank: first.shape.count)
    return try assembler.joined(values: values, axis: axis, for: call.title)
  }

  private mutating func gather(_ call: ONNXCall) throws(NetworkFileError) -> Value {
    let value = try call.input(0)
    let axis = try call.axis(call.whole("axis", 0), rank: value.shape.count)
    guard let indices = try call.constant(1) else { throw call.unsupported("it takes nothing") }
    let length = value.shape[axis]
    guard indices.wholes.allSatisfy((-length..<length).contains), !indices.wholes.isEmpty,
      indices.shape.count <= 1
    else { throw call.unsupported("it takes what is not there") }
    let places = indices.wholes.map { $0 < 0 ? $0 + length : $0 }
    let step = places.count > 1 ? places[1] - places[0] : 1
    var made: Value
    if zip(places, places.dropFirst()).allSatisfy({ $1 - $0 == step }) {
      made = try assembler.part(
        of: value, axis: axis, from: places[0], count: places.count, step: step, for: call.title)
    } else {
      var parts: [Value] = []
      for place in places {
        parts.append(
          try assembler.part(of: value, axis: axis, from: place, count: 1, for: call.title))
      }
      made = try assembler.joined(values: parts, axis: axis, for: call.title)
    }
    guard indices.shape.isEmpty else { return made }
    var shape = made.shape
    shape.remove(at: axis)
    return try assembler.reshaped(made, shape, for: call.title)
  }

  private mutating func pad(_ call: ONNXCall) throws(NetworkFileError) -> Value {
    let wire = try call.wire(0)
    guard ["constant", ""].contains(call.text("mode", "constant")) else {
      throw call.unsupported("it pads with more than one value")
    }
    let rank = wire.shape.count
    guard let given = try call.wholes("pads", orInput: 1) else {
      throw call.unsupported("it does not say how much")
    }
    let axes = try call.axes(call.constant(3)?.wholes ?? Array(0..<rank), rank: rank)
    guard given.count == 2 * axes.count else {
      throw call.unsupported("its paddings are not two for each axis")
    }
    var (before, after) = ([Int](repeating: 0, count: rank), [Int](repeating: 0, count: rank))
    for (place, axis) in axes.enumerated() {
      (before[axis], after[axis]) = (given[place], given[axes.count + place])
    }
    let value = try call.constant(2)?.singles.first ?? call.single("value", 0)
    guard before.contains(where: { $0 != 0 }) || after.contains(where: { $0 != 0 }) else {
      return .wire(wire)
    }
    // Less than nothing cuts off.
    var cut = wire
    for axis in 0..<rank where before[axis] < 0 || after[axis] < 0 {
      let limit = GraphProgram.countLimit
      guard before[axis] > -limit, after[axis] > -limit else {
        throw call.unsupported("its paddings are \(given)")
      }
      let count = cut.shape[axis] + min(0, before[axis]) + min(0, after[axis])
      guard count > 0 else { throw call.unsupported("it leaves nothing") }
      cut = try assembler.sliced(
        cut, axis: axis, from: max(0, -before[axis]), count: count, for: call.title)
    }
    return .wire(
      try assembler.padded(
        cut, before: before.map { max(0, $0) }, after: after.map { max(0, $0) }, value: value,
        for: call.title))
  }
}
