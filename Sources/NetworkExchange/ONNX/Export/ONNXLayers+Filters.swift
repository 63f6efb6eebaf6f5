import NeuralNetworks

extension ONNXLayers {
  /// Filters over all channels, or one for each channel where no number of them is given.
  mutating func filtered(
    _ wire: Wire, _ path: String, _ window: Window, filters: Int?, hasBias: Bool,
    _ activation: Activation
  ) -> Wire {
    let geometry = geometry(window, wire.shape)
    let channels = wire.shape.channels
    let depth = filters == nil ? 1 : channels
    let count = filters ?? channels
    // [time, frequency, in, out], or [time, frequency, channels], as [out, in, time, frequency].
    let source = tensor("\(path).weight").scalars
    let taps = window.kernel.time * window.kernel.frequency
    var weights = [Float](repeating: 0, count: source.count)
    for tap in 0..<taps {
      for (place, value) in source[(tap * depth * count)..<((tap + 1) * depth * count)].enumerated()
      {
        weights[(place % count * depth + place / count) * taps + tap] = value
      }
    }
    var inputs = [
      picture(wire, path),
      graph.constant(
        "\(path).weight", [count, depth, window.kernel.time, window.kernel.frequency], weights),
    ]
    if hasBias {
      inputs.append(graph.constant("\(path).bias", [count], tensor("\(path).bias").scalars))
    }
    let made = graph.add(
      "Conv", inputs, named: path,
      attributes(window, geometry) + [("group", .whole(filters == nil ? channels : 1))])[0]
    return applied(activation, Wire(name: made, shape: shape(geometry, count)), path)
  }

  mutating func maximumPool(_ wire: Wire, _ path: String, _ window: Window) -> Wire {
    let geometry = geometry(window, wire.shape)
    let made = graph.add(
      "MaxPool", [picture(wire, path)], named: path, attributes(window, geometry))[0]
    return Wire(name: made, shape: shape(geometry, wire.shape.channels))
  }

  mutating func averagePool(_ wire: Wire, _ path: String, _ window: Extent) -> Wire {
    let made = graph.add(
      "AveragePool", [picture(wire, path)], named: path,
      [
        ("kernel_shape", .wholes([window.time, window.frequency])),
        ("strides", .wholes([window.time, window.frequency])),
      ])[0]
    return Wire(
      name: made,
      shape: Shape(
        time: wire.shape.time / window.time, frequency: wire.shape.frequency / window.frequency,
        channels: wire.shape.channels))
  }

  /// The mean along time, axis 2, or frequency, axis 3.
  mutating func mean(_ wire: Wire, _ path: String, axis: Int) -> Wire {
    var shape = wire.shape
    if axis == 2 { shape.time = 1 } else { shape.frequency = 1 }
    let made = graph.add(
      "ReduceMean", [picture(wire, path)], named: path,
      [("axes", .wholes([axis])), ("keepdims", .whole(1))])[0]
    return Wire(name: made, shape: shape)
  }

  private func geometry(_ window: Window, _ shape: Shape) -> ConvolutionGeometry {
    guard let geometry = ConvolutionGeometry(window, input: shape) else {
      preconditionFailure("the network was made with this window")
    }
    return geometry
  }

  private func shape(_ geometry: ConvolutionGeometry, _ channels: Int) -> Shape {
    Shape(
      time: geometry.time.outputs, frequency: geometry.frequency.outputs, channels: channels)
  }

  private func attributes(
    _ window: Window, _ geometry: ConvolutionGeometry
  ) -> [(String, ONNXGraphWriter.Attribute)] {
    let (time, frequency) = (geometry.time, geometry.frequency)
    return [
      ("kernel_shape", .wholes([window.kernel.time, window.kernel.frequency])),
      ("strides", .wholes([window.stride.time, window.stride.frequency])),
      ("dilations", .wholes([window.dilation.time, window.dilation.frequency])),
      ("pads", .wholes([time.before, frequency.before, time.after, frequency.after])),
    ]
  }

  /// A weighted sum of everything in a clip for each unit.
  mutating func dense(
    _ wire: Wire, _ path: String, units: Int, hasBias: Bool, _ activation: Activation
  ) -> Wire {
    var inputs = [
      flat(wire, path),
      graph.constant(
        "\(path).weight", [wire.shape.count, units], tensor("\(path).weight").scalars),
    ]
    if hasBias {
      inputs.append(graph.constant("\(path).bias", [units], tensor("\(path).bias").scalars))
    }
    let made = graph.add("Gemm", inputs, named: path)[0]
    return applied(
      activation, Wire(name: made, shape: Shape(time: 1, channels: units), isFlat: true), path)
  }

  /// Kept statistics, for all frequencies or for bands of them.
  mutating func normalization(
    _ wire: Wire, _ path: String, bands: Int, _ activation: Activation
  ) -> Wire {
    let channels = wire.shape.channels
    let parts = ["scale", "shift", "mean", "variance"].map { tensor("\(path).\($0)").scalars }
    let made: String
    if bands == 1 {
      let names = zip(["scale", "shift", "mean", "variance"], parts).map {
        graph.constant("\(path).\($0)", [channels], $1)
      }
      made =
        graph.add(
          "BatchNormalization", [picture(wire, path)] + names, named: path,
          [("epsilon", .single(Float(Normalization.epsilon)))])[0]
    } else {
      let width = wire.shape.frequency
      var (factors, shifts): ([Float], [Float]) = ([], [])
      for channel in 0..<channels {
        for frequency in 0..<width {
          let place = frequency * bands / width * channels + channel
          let deviation = (Double(parts[3][place]) + Normalization.epsilon).squareRoot()
          let factor = Double(parts[0][place]) / deviation
          factors.append(Float(factor))
          shifts.append(Float(Double(parts[1][place]) - factor * Double(parts[2][place])))
        }
      }
      let shape = [1, channels, 1, width]
      let factor = graph.constant("\(path).factor", shape, factors)
      let shift = graph.constant("\(path).shift", shape, shifts)
      let scaled = graph.add("Mul", [picture(wire, path), factor], named: "\(path).scaled")[0]
      made = graph.add("Add", [scaled, shift], named: path)[0]
    }
    return applied(activation, Wire(name: made, shape: wire.shape), path)
  }

  /// tanh of the first half of the channels times the sigmoid of the other half.
  mutating func gate(_ wire: Wire, _ path: String) -> Wire {
    var half = wire.shape
    half.channels /= 2
    let parts = graph.add(
      "Split", [picture(wire, path)], named: "\(path).half", outputs: 2, [("axis", .whole(1))])
    let value = graph.add("Tanh", [parts[0]], named: "\(path).value")[0]
    let share = graph.add("Sigmoid", [parts[1]], named: "\(path).share")[0]
    return Wire(name: graph.add("Mul", [value, share], named: path)[0], shape: half)
  }

  /// Sums of neighboring channels, plus a bias.
  mutating func rankSum(
    _ wire: Wire, _ path: String, _ rank: Int, _ activation: Activation
  ) -> Wire {
    var shape = wire.shape
    shape.channels /= rank
    let places = shape.time * shape.frequency
    let ranks = reshaped(picture(wire, path), [0, shape.channels, rank, places], path)
    let axes = graph.constant([2])
    let sums = graph.add(
      "ReduceSum", [ranks, axes], named: "\(path).sum", [("keepdims", .whole(0))])[0]
    let rows = reshaped(sums, [0, shape.channels, shape.time, shape.frequency], path)
    let bias = graph.constant(
      "\(path).bias", [1, shape.channels, 1, 1], tensor("\(path).bias").scalars)
    let made = graph.add("Add", [rows, bias], named: path)[0]
    return applied(activation, Wire(name: made, shape: shape), path)
  }
}
