extension NetworkBuilder {
  /// Layers beside a way around them.
  mutating func addResidual(
    _ wire: Wire, _ name: String, _ body: [LayerSpec], _ around: [LayerSpec],
    _ activation: Activation
  ) throws(NetworkError) -> Wire {
    let (kept, through) = fork(wire, "\(name).fork")
    let made = try add(body, to: through, path: "\(name).body")
    let passed = try add(around, to: kept, path: "\(name).around")
    return try join(made, passed, name, activation)
  }

  /// The sum of two wires.
  private mutating func join(
    _ first: Wire, _ second: Wire, _ name: String, _ activation: Activation = .none
  ) throws(NetworkError) -> Wire {
    guard first.shape == second.shape else {
      throw .layerDoesNotFit(
        name: name, input: first.shape, reason: "what it is added to is \(second.shape)")
    }
    let sum = Sum(name: "\(name).sum", input: first.shape, rectifies: activation == .relu)
    let output = add(sum, [first, second])[0]
    return activation == .relu ? output : add(activation, to: output, name: name)
  }

  /// A picture, and layers without frequency that come from it and are added to it.
  mutating func addBroadcast(
    _ wire: Wire, _ name: String, _ before: [LayerSpec], _ body: [LayerSpec], adds: Bool,
    _ activation: Activation
  ) throws(NetworkError) -> Wire {
    var start = wire
    var around: Wire?
    if adds {
      let (first, second) = fork(wire, "\(name).around")
      around = first
      start = second
    }
    let picture = try add(before, to: start, path: "\(name).before")
    var (kept, through) = fork(picture, "\(name).fork")
    let flat = try add(body, to: through, path: "\(name).body")
    guard flat.shape == Shape(time: kept.shape.time, channels: kept.shape.channels) else {
      throw .layerDoesNotFit(
        name: name, input: kept.shape, reason: "what is spread over it is \(flat.shape)")
    }
    if let around { kept = try join(kept, around, "\(name).around") }
    let sum = BroadcastSum(
      name: "\(name).spread", input: kept.shape, rectifies: activation == .relu)
    let output = add(sum, [kept, flat])[0]
    return activation == .relu ? output : add(activation, to: output, name: name)
  }

  /// Blocks with a way onward and a way to the sum.
  mutating func addStack(
    _ wire: Wire, _ name: String, _ blocks: [SkipBlock]
  ) throws(NetworkError) -> Wire {
    var current = wire
    var sum: Wire?
    for (place, block) in blocks.enumerated() {
      let path = "\(name).\(place)"
      var around: Wire?
      var through = current
      if block.onward != nil {
        let (first, second) = fork(current, "\(path).around")
        around = first
        through = second
      }
      var made = try add(block.body, to: through, path: "\(path).body")
      if let onward = block.onward, let around {
        let (first, second) = fork(made, "\(path).fork")
        made = second
        let passed = try add(onward, to: first, path: "\(path).onward")
        current = try join(passed, around, "\(path).onward")
      }
      let skipped = try add(block.skip, to: made, path: "\(path).skip")
      if let before = sum {
        sum = try join(before, skipped, "\(path).skips")
      } else {
        sum = skipped
      }
    }
    guard let sum else {
      throw .layerDoesNotFit(name: name, input: wire.shape, reason: "it has no blocks")
    }
    return sum
  }
}
