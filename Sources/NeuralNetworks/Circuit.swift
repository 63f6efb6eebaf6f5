/// A network's layers with their memory laid out: what goes forward and back.
///
/// It belongs to one owner at a time. While shards are worked on at once, each shard is touched by
/// the one thread that took it; layers themselves do not change meanwhile.
final class Circuit {
  private let nodes: [NetworkBuilder.Node]
  let input, output: Shape
  let capacity: Int
  let numbers: Numbers
  let shards: [Shard]
  private let inputOffset, outputOffset, outputGradientOffset: Int
  private let memories: [Storage]
  let weightCount, stateCount: Int
  private let weights, state: Storage
  /// Numbers of a shard's values.
  let clipMemory: Int
  /// Layers and their steps between which no shard waits for another.
  private(set) var forwardSegments: [[(layer: Layer, phase: Int)]] = []
  private(set) var backwardSegments: [[(layer: Layer, phase: Int)]] = []
  private let trains: Bool

  init(
    _ network: Network, capacity: Int, shardCount: Int, trains: Bool
  ) throws(NetworkError) {
    var builder = NetworkBuilder(capacity: capacity, trains: trains)
    let first = builder.makeWire(network.input)
    let last = try builder.add(network.specs, to: first, path: "layers")
    nodes = builder.nodes
    input = network.input
    output = last.shape
    self.capacity = capacity
    self.trains = trains
    weightCount = network.weights.count
    stateCount = network.state.count
    weights = Storage(weightCount)
    state = Storage(stateCount)
    numbers = Numbers(weights: weights.floats, state: state.floats)
    let layout = CircuitLayout(
      nodes: nodes, first: first, last: last, capacity: capacity, trains: trains)
    inputOffset = layout.valueOffset[first.id] ?? 0
    outputOffset = layout.valueOffset[last.id] ?? 0
    outputGradientOffset = layout.gradientOffset[last.id] ?? 0
    clipMemory = layout.count
    let scratch = nodes.map(\.layer.scratch).max() ?? 0
    let gradients = trains ? weightCount : 0
    var shards: [Shard] = []
    var memories: [Storage] = []
    for index in 0..<shardCount {
      let memory = Storage(layout.count + 16)
      let working = Storage(scratch + 16)
      let sums = Storage(gradients)
      memories += [memory, working, sums]
      shards.append(
        Shard(
          index: index, numbers: numbers, values: memory.floats, scratch: working.floats,
          weightGradients: sums.floats))
    }
    self.shards = shards
    self.memories = memories
    forwardSegments = Self.segments(nodes.map(\.layer))
    backwardSegments = Self.segments(nodes.reversed().map(\.layer))
    load(network)
  }

  private static func segments(_ layers: [Layer]) -> [[(layer: Layer, phase: Int)]] {
    var segments: [[(layer: Layer, phase: Int)]] = [[]]
    for layer in layers {
      for phase in 0..<layer.phases {
        if phase > 0 { segments.append([]) }
        segments[segments.count - 1].append((layer, phase))
      }
    }
    return segments
  }

  func load(_ network: Network) {
    network.weights.withUnsafeBufferPointer { source in
      if let from = source.baseAddress { weights.floats.update(from: from, count: weightCount) }
    }
    network.state.withUnsafeBufferPointer { source in
      if let from = source.baseAddress { state.floats.update(from: from, count: stateCount) }
    }
  }

  func store(in network: inout Network) {
    network.weights = Array(UnsafeBufferPointer(start: weights.floats, count: weightCount))
    network.state = Array(UnsafeBufferPointer(start: state.floats, count: stateCount))
  }

  func input(_ shard: Shard) -> UnsafeMutablePointer<Float> { shard.values + inputOffset }
  func output(_ shard: Shard) -> UnsafeMutablePointer<Float> { shard.values + outputOffset }
  func outputGradient(_ shard: Shard) -> UnsafeMutablePointer<Float> {
    shard.values + outputGradientOffset
  }

  /// The layers, in order.
  var layers: [Layer] { nodes.map(\.layer) }

  func prepare() { for node in nodes { node.layer.prepare(numbers, training: trains) } }

  func finish(clips: Int) { for node in nodes { node.layer.finish(numbers, clips: clips) } }
}
