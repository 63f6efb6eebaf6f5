import NeuralNetworks

extension TFLiteImporter {
  /// What filters and windows make of a picture; nil for other operators.
  mutating func filtered(
    _ kind: TFLiteOperator, _ call: TFLiteCall
  ) throws(NetworkFileError) -> Wire? {
    switch kind {
    case .convolution: try convolution(call)
    case .depthwise: try depthwise(call)
    case .averagePool, .maximumPool: try pool(kind, call)
    default: nil
    }
  }

  private static let windowLimit = 1 << 20

  /// A window whose strides lie in two fields of the options, width first.
  private func window(
    _ kernel: Extent, _ call: TFLiteCall, strides: Int, dilations: Int?
  ) throws(NetworkFileError) -> Window {
    let stride = Extent(try call.option(strides + 1), try call.option(strides))
    var dilation = Extent.one
    if let dilations {
      dilation = Extent(
        try call.option(dilations + 1, usual: 1), try call.option(dilations, usual: 1))
    }
    let numbers = [kernel, stride, dilation].flatMap { [$0.time, $0.frequency] }
    guard numbers.allSatisfy({ (1...Self.windowLimit).contains($0) }) else {
      throw call.unsupported("its window, strides and gaps are \(numbers)")
    }
    return Window(
      kernel, stride: stride, dilation: dilation,
      padding: try call.option(0, size: 1) == 0 ? .same : .valid)
  }

  private func filters(_ call: TFLiteCall) throws(NetworkFileError) -> GraphConstant {
    guard let weights = try call.constant(1), weights.shape.count == 4,
      weights.shape.allSatisfy({ $0 > 0 }), try call.wire().shape.count == 4
    else { throw call.unsupported("it has no filters for pictures") }
    return weights
  }

  private mutating func wire(
    _ weights: GraphConstant, _ window: Window, _ call: TFLiteCall
  ) throws(NetworkFileError) -> Wire {
    let made = try assembler.filtered(
      call.wire().place, weights: weights, bias: call.constant(2)?.singles, window,
      for: call.title)
    return Wire(place: made, shape: assembler.shape(of: made))
  }

  private mutating func convolution(_ call: TFLiteCall) throws(NetworkFileError) -> Wire {
    // [out, time, frequency, in]
    let weights = try filters(call)
    let kernel = Extent(weights.shape[1], weights.shape[2])
    let window = try window(kernel, call, strides: 1, dilations: 4)
    return try wire(weights.transposed([1, 2, 3, 0]), window, call)
  }

  private mutating func depthwise(_ call: TFLiteCall) throws(NetworkFileError) -> Wire {
    // [1, time, frequency, channels · filters of each]
    let weights = try filters(call)
    let kernel = [weights.shape[1], weights.shape[2]]
    let window = try window(Extent(kernel[0], kernel[1]), call, strides: 1, dilations: 5)
    let channels = try call.wire().shape[3]
    let count = weights.shape[3]
    guard weights.shape[0] == 1, count % channels == 0 else {
      throw call.unsupported("its \(count) filters do not fit \(channels) channels")
    }
    guard count != channels else {
      return try wire(weights.reshaped(kernel + [count]), window, call)
    }
    // Several filters for each channel: filters over all channels that are zero but for one.
    let taps = kernel[0] * kernel[1]
    let shape = kernel + [channels, count]
    try GraphAssembler.check(shape, for: call.title)
    var values = [Float](repeating: 0, count: taps * channels * count)
    let own = weights.singles
    for tap in 0..<taps {
      for filter in 0..<count {
        let channel = filter / (count / channels)
        values[(tap * channels + channel) * count + filter] = own[tap * count + filter]
      }
    }
    return try wire(GraphConstant(shape, values), window, call)
  }

  private mutating func pool(
    _ kind: TFLiteOperator, _ call: TFLiteCall
  ) throws(NetworkFileError) -> Wire {
    let kernel = Extent(try call.option(4), try call.option(3))
    let window = try window(kernel, call, strides: 1, dilations: nil)
    let operation: GraphOperation =
      kind == .maximumPool
      ? .maximumPool(window) : .averagePool(window, countsPadding: false)
    let made = try assembler.add(operation, [call.wire().place], for: call.title)
    return Wire(place: made, shape: assembler.shape(of: made))
  }
}
