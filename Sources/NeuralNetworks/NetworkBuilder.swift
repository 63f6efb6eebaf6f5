/// Makes the layers of a list of specs, names their tensors and connects them.
struct NetworkBuilder {
  /// A value between two layers; one layer makes it, and one reads it.
  struct Wire: Equatable {
    let id: Int
    let shape: Shape
  }

  /// A layer and the wires it reads and makes.
  struct Node {
    let layer: Layer
    let inputs: [Wire]
    let outputs: [Wire]
  }

  /// Clips that a shard holds at most.
  let capacity: Int
  /// Whether layers get what backward needs, and dropout is there.
  let trains: Bool
  private(set) var nodes: [Node] = []
  private(set) var tensors: [TensorPlace] = []
  private(set) var wireCount = 0
  private(set) var weightCount = 0
  private(set) var stateCount = 0
  private var dropoutCount: UInt64 = 0

  init(capacity: Int, trains: Bool) {
    self.capacity = capacity
    self.trains = trains
  }

  mutating func makeWire(_ shape: Shape) -> Wire {
    defer { wireCount += 1 }
    return Wire(id: wireCount, shape: shape)
  }

  /// Adds a layer that reads wires; gives what it makes.
  mutating func add(_ layer: Layer, _ inputs: [Wire], outputs: Int = 1) -> [Wire] {
    let made = (0..<outputs).map { _ in makeWire(layer.output) }
    nodes.append(Node(layer: layer, inputs: inputs, outputs: made))
    return made
  }

  mutating func fork(_ wire: Wire, _ name: String) -> (Wire, Wire) {
    let both = add(Fork(name: name, input: wire.shape, output: wire.shape), [wire], outputs: 2)
    return (both[0], both[1])
  }

  /// Names a tensor, before memory for it is asked for.
  mutating func tensor(
    _ name: String, _ shape: [Int], _ start: TensorStart, kind: TensorPlace.Kind = .weight,
    rule: TensorRule = .finite
  ) throws(NetworkError) -> TensorPlace {
    let limit = Network.weightLimit
    var count = weightCount + stateCount
    var size = 1
    for extent in shape where size <= limit { size *= min(extent, limit + 1) }
    count += size
    guard count <= limit else { throw .tooManyWeights(found: count, limit: limit) }
    let place = TensorPlace(
      name: name, shape: shape, offset: kind == .weight ? weightCount : stateCount, kind: kind,
      decays: kind == .weight && shape.count > 1, start: start, rule: rule)
    if kind == .weight { weightCount += place.count } else { stateCount += place.count }
    tensors.append(place)
    return place
  }

  mutating func nextDropout() -> UInt64 {
    dropoutCount += 1
    return dropoutCount
  }

  /// Adds a list of layers; gives what the last of them makes.
  mutating func add(
    _ specs: [LayerSpec], to input: Wire, path: String
  ) throws(NetworkError) -> Wire {
    var wire = input
    for (place, spec) in specs.enumerated() {
      wire = try add(spec, to: wire, name: "\(path).\(place)")
    }
    return wire
  }

  /// Adds a function of each value where there is one.
  mutating func add(_ activation: Activation, to wire: Wire, name: String) -> Wire {
    guard let function = activation.function else { return wire }
    return add(
      Pointwise(name: "\(name).activation", input: wire.shape, function: function), [wire])[0]
  }

  static func geometry(
    _ window: Window, _ shape: Shape, _ name: String
  ) throws(NetworkError) -> ConvolutionGeometry {
    guard let geometry = ConvolutionGeometry(window, input: shape) else {
      throw .layerDoesNotFit(
        name: name, input: shape, reason: "its window is larger than the padded picture")
    }
    return geometry
  }
}
