import NeuralNetworks

extension TFLiteImporter {
  /// What a node gives that only puts values elsewhere, or is known; nil where it does more.
  mutating func arranged(
    _ kind: TFLiteOperator, _ call: TFLiteCall
  ) throws(NetworkFileError) -> [Value]? {
    switch kind {
    case .reshape:
      let value = try call.input(0)
      return [try assembler.reshaped(value, shape(call, value), for: call.title)]
    case .squeeze, .expandDimensions:
      let value = try call.input(0)
      return [try assembler.reshaped(value, outputShape(call), for: call.title)]
    case .transpose:
      return [try assembler.transposed(call.input(0), call.wholes(1), for: call.title)]
    case .shape:
      let shape = try call.input(0).shape
      return [.constant(GraphConstant([shape.count], wholes: shape))]
    case .stridedSlice: return [try stridedSlice(call)]
    case .slice: return [try slice(call)]
    case .split:
      let value = try call.input(1)
      let axis = try call.axis(call.wholes(0).first ?? 0, rank: value.shape.count)
      let count = call.node.outputs.count
      guard count > 0, value.shape[axis] % count == 0 else {
        throw call.unsupported("\(value.shape) can't be split into \(count)")
      }
      let parts = [Int](repeating: value.shape[axis] / count, count: count)
      return try assembler.split(value, axis: axis, into: parts, for: call.title)
    case .pack: return [try pack(call)]
    case .cast: return [try call.input(0)]
    case .dequantize: return [try call.input(0)]
    case .pad, .padValue: return [try pad(call)]
    case .quantize:
      guard case .constant = try call.input(0) else { return nil }
      return [try call.input(0)]
    default: return nil
    }
  }

  private func outputShape(_ call: TFLiteCall) throws(NetworkFileError) -> [Int] {
    guard let output = call.node.outputs.first, output >= 0 else {
      throw call.unsupported("it gives nothing")
    }
    return model.tensors[output].shape
  }

  /// What a value is to become: as an input says, else as the result is described.
  private func shape(_ call: TFLiteCall, _ value: Value) throws(NetworkFileError) -> [Int] {
    guard call.inputs.count > 1, case .constant(let sizes)? = call.inputs[1] else {
      return try outputShape(call)
    }
    var shape = sizes.wholes
    let open = shape.indices.filter { shape[$0] == -1 }
    guard open.count <= 1 else { throw call.unsupported("two of its sizes are open") }
    guard let axis = open.first else { return shape }
    var known = 1
    for (place, extent) in shape.enumerated() where place != axis {
      guard (1...GraphProgram.countLimit).contains(extent), known <= GraphProgram.countLimit else {
        throw call.unsupported("its shape is \(shape)")
      }
      known *= extent
    }
    shape[axis] = value.shape.reduce(1, *) / known
    return shape
  }

  private mutating func stridedSlice(_ call: TFLiteCall) throws(NetworkFileError) -> Value {
    let value = try call.input(0)
    let (starts, ends, steps) = (try call.wholes(1), try call.wholes(2), try call.wholes(3))
    guard starts.count == ends.count, starts.count == steps.count,
      starts.count <= value.shape.count, try call.option(2) == 0, try call.option(3) == 0
    else { throw call.unsupported("it adds axes, or leaves some out") }
    let (begins, finishes) = (try call.option(0), try call.option(1))
    let shrinks = try call.option(4)
    var slices: [GraphSlice] = []
    for axis in starts.indices {
      let isOne = shrinks >> axis & 1 == 1
      let step = isOne ? 1 : steps[axis]
      let start = begins >> axis & 1 == 1 ? (step < 0 ? .max : 0) : starts[axis]
      let end = finishes >> axis & 1 == 1 ? (step < 0 ? .min : .max) : ends[axis]
      slices.append(
        GraphSlice(
          axis: axis, start: start, end: isOne ? (start == -1 ? .max : start &+ 1) : end,
          step: step))
    }
    let part = try assembler.sliced(value, slices, for: call.title)
    let shape = part.shape.indices.filter { shrinks >> $0 & 1 == 0 }.map { part.shape[$0] }
    return try assembler.reshaped(part, shape, for: call.title)
  }

  private mutating func slice(_ call: TFLiteCall) throws(NetworkFileError) -> Value {
    let value = try call.input(0)
    let (starts, sizes) = (try call.wholes(1), try call.wholes(2))
    guard starts.count == value.shape.count, sizes.count == starts.count else {
      throw call.unsupported("its parts are not as many as its axes")
    }
    let slices = starts.indices.map {
      GraphSlice(
        axis: $0, start: starts[$0], end: sizes[$0] == -1 ? .max : starts[$0] &+ sizes[$0], step: 1)
    }
    return try assembler.sliced(value, slices, for: call.title)
  }

  private mutating func pack(_ call: TFLiteCall) throws(NetworkFileError) -> Value {
    let first = try call.input(0)
    let axis = try call.axis(call.option(1), rank: first.shape.count + 1)
    var parts: [Value] = []
    for place in call.inputs.indices {
      let value = try call.input(place)
      var shape = value.shape
      guard axis <= shape.count else { throw call.unsupported("its values do not go together") }
      shape.insert(1, at: axis)
      parts.append(try assembler.reshaped(value, shape, for: call.title))
    }
    return try assembler.joined(values: parts, axis: axis, for: call.title)
  }

  private mutating func pad(_ call: TFLiteCall) throws(NetworkFileError) -> Value {
    let wire = try call.wire()
    let sizes = try call.wholes(1)
    guard sizes.count == 2 * wire.shape.count else {
      throw call.unsupported("its paddings are not two for each axis")
    }
    let filler = try call.constant(2)?.singles.first ?? 0
    return .wire(
      try assembler.padded(
        wire, before: wire.shape.indices.map { sizes[2 * $0] },
        after: wire.shape.indices.map { sizes[2 * $0 + 1] }, value: filler, for: call.title))
  }
}
