import NeuralNetworks

extension ONNXImporter {
  /// What filters and windows make of a picture; nil for other operators.
  mutating func filtered(_ call: ONNXCall) throws(NetworkFileError) -> [Value]? {
    switch call.kind {
    case "Conv": return [.wire(try convolution(call))]
    case "MaxPool", "AveragePool": return [.wire(try pool(call))]
    default: return nil
    }
  }

  /// A picture with its channels last, `[1, time, frequency, channels]`; rows are of one frequency.
  private mutating func picture(
    _ call: ONNXCall
  ) throws(NetworkFileError) -> (place: GraphAssembler.Place, rank: Int) {
    let wire = try call.wire(0)
    let rank = wire.shape.count
    guard rank == 3 || rank == 4 else {
      throw call.unsupported("\(wire.shape) is no picture and no row")
    }
    guard wire.shape[0] == 1 else {
      throw call.unsupported("its first axis is \(wire.shape[0]), not one clip")
    }
    let turned = try assembler.withChannelsLast(wire, for: call.title)
    guard rank == 3 else { return (turned.place, rank) }
    let shape = [1, wire.shape[2], 1, wire.shape[1]]
    return (try assembler.add(.reshape(shape), [turned.place], for: call.title), rank)
  }

  /// What became of a picture, as the file has it.
  private mutating func wire(
    ofPicture place: GraphAssembler.Place, rank: Int, _ call: ONNXCall
  ) throws(NetworkFileError) -> Wire {
    let shape = assembler.shape(of: place)
    guard rank == 3 else {
      return Wire(
        place: place, shape: [1, shape[3], shape[1], shape[2]], hasChannelsLast: true)
    }
    let row = try assembler.add(.reshape([1, shape[1], shape[3]]), [place], for: call.title)
    return Wire(place: row, shape: [1, shape[3], shape[1]], hasChannelsLast: true)
  }

  /// Two numbers along time and frequency; of rows the second is `usual`.
  private func extent(
    _ numbers: ArraySlice<Int>, usual: Int, _ call: ONNXCall
  ) throws(NetworkFileError) -> Extent {
    let list = Array(numbers)
    switch list.count {
    case 1: return Extent(list[0], usual)
    case 2: return Extent(list[0], list[1])
    default: throw call.unsupported("its window has \(list.count) axes")
    }
  }

  private func window(
    _ kernel: [Int], input: [Int], _ call: ONNXCall
  ) throws(NetworkFileError) -> Window {
    let axes = kernel.count
    guard axes == input.count - 2 else {
      throw call.unsupported("its window has \(axes) axes, its input \(input.count - 2)")
    }
    let one = [Int](repeating: 1, count: axes)
    let strides = call.wholes("strides") ?? one
    let dilations = call.wholes("dilations") ?? one
    var pads = call.wholes("pads") ?? [Int](repeating: 0, count: 2 * axes)
    guard strides.count == axes, dilations.count == axes, pads.count == 2 * axes else {
      throw call.unsupported("its strides, gaps and paddings are not as many as its axes")
    }
    let limit = 1 << 20
    guard (kernel + strides + dilations).allSatisfy({ (1...limit).contains($0) }),
      pads.allSatisfy({ (0...limit).contains($0) })
    else { throw call.unsupported("its window is \(kernel), its strides are \(strides)") }
    let automatic = call.text("auto_pad", "NOTSET")
    switch automatic {
    case "NOTSET", "": break
    case "VALID": pads = [Int](repeating: 0, count: 2 * axes)
    case "SAME_UPPER", "SAME_LOWER":
      for axis in 0..<axes {
        let outputs = (input[axis + 2] + strides[axis] - 1) / strides[axis]
        let reach = (kernel[axis] - 1) * dilations[axis] + 1
        let zeros = max(0, (outputs - 1) * strides[axis] + reach - input[axis + 2])
        let less = zeros / 2
        pads[axis] = automatic == "SAME_UPPER" ? less : zeros - less
        pads[axes + axis] = zeros - pads[axis]
      }
    default: throw call.unsupported("it pads by \(Shown.text(automatic))")
    }
    if call.whole("ceil_mode", 0) != 0 { roundUp(&pads, kernel, strides, dilations, input) }
    return Window(
      try extent(kernel[...], usual: 1, call), stride: try extent(strides[...], usual: 1, call),
      dilation: try extent(dilations[...], usual: 1, call),
      padding: .sides(
        before: try extent(pads[..<axes], usual: 0, call),
        after: try extent(pads[axes...], usual: 0, call)))
  }

  /// Pads the end so that a last window counts that is not whole, if it begins before the padding.
  private func roundUp(
    _ pads: inout [Int], _ kernel: [Int], _ strides: [Int], _ dilations: [Int], _ input: [Int]
  ) {
    for axis in kernel.indices {
      let length = input[axis + 2]
      let reach = (kernel[axis] - 1) * dilations[axis] + 1
      let rest = length + pads[axis] + pads[kernel.count + axis] - reach
      guard rest > 0 else { continue }
      var steps = (rest + strides[axis] - 1) / strides[axis]
      if steps * strides[axis] >= length + pads[axis] { steps -= 1 }
      let needed = steps * strides[axis] + reach - length - pads[axis]
      pads[kernel.count + axis] = max(0, needed)
    }
  }

  private mutating func convolution(_ call: ONNXCall) throws(NetworkFileError) -> Wire {
    let input = try call.wire(0).shape
    guard let weights = try call.constant(1), weights.shape.count == input.count,
      weights.shape.allSatisfy({ $0 > 0 }), input.count > 2
    else { throw call.unsupported("its filters do not fit \(input)") }
    let window = try window(Array(weights.shape.dropFirst(2)), input: input, call)
    let bias = try call.constant(2)?.singles
    let (count, depth, groups) = (weights.shape[0], weights.shape[1], call.whole("group", 1))
    guard groups > 0, count % groups == 0, input[1] == depth * groups,
      bias.map({ $0.count == count }) ?? true
    else {
      throw call.unsupported(
        "its \(count) filters of \(depth) channels in \(groups) groups do not fit \(input)")
    }
    let (picture, rank) = try picture(call)
    let kernel = [window.kernel.time, window.kernel.frequency]
    let filters = weights.reshaped([count, depth] + kernel)
    let made: GraphAssembler.Place
    if groups == 1 {
      made = try assembler.filtered(
        picture, weights: filters.transposed([2, 3, 1, 0]), bias: bias, window, for: call.title)
    } else if depth == 1, count == groups {
      made = try assembler.filtered(
        picture, weights: filters.transposed([2, 3, 0, 1]).reshaped(kernel + [count]), bias: bias,
        window, for: call.title)
    } else {
      made = try grouped(picture, filters, bias, window, groups, call)
    }
    return try wire(ofPicture: made, rank: rank, call)
  }

  /// Filters that look at a part of the channels each.
  private mutating func grouped(
    _ picture: GraphAssembler.Place, _ filters: GraphConstant, _ bias: [Float]?, _ window: Window,
    _ groups: Int, _ call: ONNXCall
  ) throws(NetworkFileError) -> GraphAssembler.Place {
    let own = filters.shape[0] / groups
    let depth = filters.shape[1]
    let size = own * filters.shape.dropFirst().reduce(1, *)
    let values = filters.singles
    let input = Wire(place: picture, shape: assembler.shape(of: picture))
    var parts: [Value] = []
    for group in 0..<groups {
      let part = try assembler.sliced(
        input, axis: 3, from: group * depth, count: depth, for: call.title)
      let weights = GraphConstant(
        [own] + filters.shape.dropFirst(), Array(values[(group * size)..<((group + 1) * size)]))
      let made = try assembler.filtered(
        part.place, weights: weights.transposed([2, 3, 1, 0]),
        bias: bias.map { Array($0[(group * own)..<((group + 1) * own)]) }, window, for: call.title)
      parts.append(.wire(Wire(place: made, shape: assembler.shape(of: made))))
    }
    return try assembler.joined(parts, axis: 3, for: call.title).place
  }

  private mutating func pool(_ call: ONNXCall) throws(NetworkFileError) -> Wire {
    let input = try call.wire(0).shape
    guard let kernel = call.wholes("kernel_shape"), input.count > 2 else {
      throw call.unsupported("it does not say how large its window is")
    }
    let countsPadding = call.whole("count_include_pad", 0) != 0
    let isMaximum = call.kind == "MaxPool"
    guard isMaximum || !countsPadding || call.whole("ceil_mode", 0) == 0 else {
      throw call.unsupported("it counts a padding whose size it rounds")
    }
    let window = try window(kernel, input: input, call)
    let (picture, rank) = try picture(call)
    let operation: GraphOperation =
      isMaximum ? .maximumPool(window) : .averagePool(window, countsPadding: countsPadding)
    let made = try assembler.add(operation, [picture], for: call.title)
    return try wire(ofPicture: made, rank: rank, call)
  }
}
