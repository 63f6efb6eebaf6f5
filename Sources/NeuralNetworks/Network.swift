/// Layers and their numbers, as a value: what is trained, saved and predicts.
public struct Network: Sendable, Equatable {
  /// Parts a training batch is cut into, whatever the number of threads.
  public static let shardCount = 8
  /// Values a clip may have.
  public static let inputLimit = 4_000_000
  /// Weights a network may have; a list of layers that asks for more is refused.
  public static let weightLimit = 50_000_000

  /// The layers.
  public let specs: [LayerSpec]
  /// What one clip is.
  public let input: Shape
  /// What one clip becomes; its channels are the classes.
  public let output: Shape
  /// All that is learned, and all that is gathered beside it.
  package var weights: [Float]
  package var state: [Float]
  package let places: [TensorPlace]

  /// A network whose weights are drawn from a seed.
  ///
  /// - Throws: ``NetworkError`` when a layer does not fit what it is given.
  public init(_ specs: [LayerSpec], input: Shape, seed: UInt64) throws(NetworkError) {
    try self.init(blank: specs, input: input)
    for (index, place) in places.enumerated() {
      var source = SeededGenerator(seed: seed, part: UInt64(index))
      put(place.start.values(place.count, &source), at: place)
    }
  }

  /// A network that has the numbers of another place, such as a file.
  ///
  /// - Throws: ``NetworkError`` when a layer does not fit, or a tensor is missing, unknown, of
  ///   another shape, or not finite.
  public init(
    _ specs: [LayerSpec], input: Shape, tensors: [String: NamedTensor]
  ) throws(NetworkError) {
    try self.init(blank: specs, input: input)
    try load(tensors)
  }

  private init(blank specs: [LayerSpec], input: Shape) throws(NetworkError) {
    guard !specs.isEmpty else { throw .hasNoLayers }
    guard input.time > 0, input.frequency > 0, input.channels > 0 else {
      throw .layerDoesNotFit(name: "input", input: input, reason: "it is empty")
    }
    let limit = Self.inputLimit
    guard input.time <= limit, input.frequency <= limit, input.channels <= limit,
      input.time * input.frequency <= limit, input.count <= limit
    else { throw .layerDoesNotFit(name: "input", input: input, reason: "it is too large") }
    var builder = NetworkBuilder(capacity: 1, trains: false)
    let first = builder.makeWire(input)
    output = try builder.add(specs, to: first, path: "layers").shape
    self.specs = specs
    self.input = input
    places = builder.tensors
    weights = [Float](repeating: 0, count: builder.weightCount)
    state = [Float](repeating: 0, count: builder.stateCount)
  }

  private mutating func put(_ values: [Float], at place: TensorPlace) {
    if place.kind == .weight {
      weights.replaceSubrange(place.range, with: values)
    } else {
      state.replaceSubrange(place.range, with: values)
    }
  }

  /// Weights that are learned.
  public var parameterCount: Int { weights.count }

  /// Every tensor by its name, those that are gathered beside the weights included.
  public var tensors: [String: NamedTensor] {
    Dictionary(uniqueKeysWithValues: places.map { ($0.name, tensor(at: $0)) })
  }

  private func tensor(at place: TensorPlace) -> NamedTensor {
    let source = place.kind == .weight ? weights : state
    return NamedTensor(shape: place.shape, scalars: Array(source[place.range]))
  }

  /// Takes all tensors from elsewhere, such as a file.
  ///
  /// - Throws: ``NetworkError`` when one is missing, unknown, of another shape, not finite, or not
  ///   what its layer needs; then nothing has changed.
  public mutating func load(_ tensors: [String: NamedTensor]) throws(NetworkError) {
    for place in places {
      guard let tensor = tensors[place.name] else { throw .tensorIsMissing(name: place.name) }
      guard tensor.shape == place.shape else {
        throw .tensorHasOtherShape(
          name: place.name, expected: place.shape, found: tensor.shape)
      }
      guard tensor.scalars.areFinite else {
        throw .tensorIsNotFinite(name: place.name)
      }
      if let reason = place.rule.complaint(about: tensor.scalars) {
        throw .tensorBreaksRule(name: place.name, reason: reason)
      }
    }
    let names = Set(places.map(\.name))
    if let unknown = tensors.keys.filter({ !names.contains($0) }).min() {
      throw .tensorIsUnknown(name: unknown)
    }
    take(tensors, except: [])
  }

  /// Takes the tensors whose names and shapes are its own, such as those of a trunk.
  ///
  /// - Returns: The names that were taken, sorted.
  public mutating func takeMatching(_ tensors: [String: NamedTensor]) -> [String] {
    let others = places.filter { place in
      guard let tensor = tensors[place.name], tensor.shape == place.shape else { return true }
      return place.rule.complaint(about: tensor.scalars) != nil
    }.map(\.name)
    take(tensors, except: Set(others))
    return places.map(\.name).filter { !others.contains($0) }.sorted()
  }

  private mutating func take(_ tensors: [String: NamedTensor], except names: Set<String>) {
    for place in places where !names.contains(place.name) {
      guard let tensor = tensors[place.name] else { continue }
      put(tensor.scalars, at: place)
    }
  }

  /// Whether every number is finite.
  public var isFinite: Bool { weights.areFinite && state.areFinite }
}

extension TensorStart {
  /// The first values of a tensor.
  func values(_ count: Int, _ source: inout SeededGenerator) -> [Float] {
    switch self {
    case .constant(let value): return [Float](repeating: value, count: count)
    case .drawn(.zeros, _): return [Float](repeating: 0, count: count)
    case .drawn(.he, let inputs): return Self.uniform(6, inputs, count, &source)
    case .drawn(.fan, let inputs): return Self.uniform(1, inputs, count, &source)
    case .drawn(.truncatedNormal(let deviation), _):
      return (0..<count).map { _ in
        var value = source.normal()
        while abs(value) > 2 { value = source.normal() }
        return Float(value) * deviation
      }
    }
  }

  private static func uniform(
    _ gain: Double, _ inputs: Int, _ count: Int, _ source: inout SeededGenerator
  ) -> [Float] {
    let bound = (gain / Double(max(1, inputs))).squareRoot()
    return (0..<count).map { _ in Float((2 * source.unit() - 1) * bound) }
  }
}
