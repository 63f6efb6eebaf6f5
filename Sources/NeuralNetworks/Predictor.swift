/// Gives a network's logits for clips, and what its last layer reads of them.
///
/// Normalization is folded into the layers before it. It belongs to one thread at a time; several
/// threads have one each.
public final class Predictor {
  /// Clips that go through the network together at most.
  public let capacity: Int
  /// Classes.
  public let classCount: Int
  /// Values of an embedding: what ``Network/headName`` reads; 0 where there is none.
  public let embeddingCount: Int
  /// Values of an input.
  public let inputCount: Int
  /// Products of values and weights for one clip.
  public var multiplicationCount: Int { circuit.layers.reduce(0) { $0 + $1.multiplications } }

  private let circuit: Circuit
  private let head: Layer?

  /// Memory of one clip that stays in the processor's second cache, in numbers.
  private static let cacheable = 96 * 1024
  private static let largestCapacity = 16

  /// A predictor of a network as it is.
  public init(_ network: Network) throws(NetworkError) {
    let folded = try network.folded()
    let single = try Circuit(folded, capacity: 1, shardCount: 1, trains: false)
    capacity = min(Self.largestCapacity, max(1, Self.cacheable / max(1, single.clipMemory)))
    circuit =
      capacity == 1
      ? single : try Circuit(folded, capacity: capacity, shardCount: 1, trains: false)
    circuit.prepare()
    classCount = circuit.output.count
    inputCount = circuit.input.count
    head = circuit.layers.last { $0 is Dense || $0 is Neighbors }
    embeddingCount = head?.input.count ?? 0
  }

  /// The logits of clips.
  ///
  /// - Parameters:
  ///   - inputs: `[count][inputCount]`.
  ///   - count: Clips.
  /// - Returns: `[count][classCount]`.
  public func logits(_ inputs: [Float], count: Int) -> [Float] {
    var logits = [Float](repeating: 0, count: count * classCount)
    precondition(inputs.count == count * inputCount, "inputs are [count][inputCount]")
    inputs.withUnsafeBufferPointer { inputs in
      logits.withUnsafeMutableBufferPointer { logits in
        predict(inputs, count: count, logits: logits, embeddings: nil)
      }
    }
    return logits
  }

  /// The logits and embeddings of clips, `[count][classCount]` and `[count][embeddingCount]`.
  public func outputs(_ inputs: [Float], count: Int) -> (logits: [Float], embeddings: [Float]) {
    var logits = [Float](repeating: 0, count: count * classCount)
    var embeddings = [Float](repeating: 0, count: count * embeddingCount)
    precondition(inputs.count == count * inputCount, "inputs are [count][inputCount]")
    inputs.withUnsafeBufferPointer { inputs in
      logits.withUnsafeMutableBufferPointer { logits in
        embeddings.withUnsafeMutableBufferPointer { embeddings in
          predict(inputs, count: count, logits: logits, embeddings: embeddings)
        }
      }
    }
    return (logits, embeddings)
  }

  /// The same into memory of the caller; nothing is allocated.
  public func predict(
    _ inputs: UnsafeBufferPointer<Float>, count: Int, logits: UnsafeMutableBufferPointer<Float>,
    embeddings: UnsafeMutableBufferPointer<Float>?
  ) {
    guard count > 0, let from = inputs.baseAddress, let to = logits.baseAddress else { return }
    let shard = circuit.shards[0]
    var first = 0
    while first < count {
      shard.clips = min(capacity, count - first)
      shard.batch = shard.clips
      circuit.input(shard).update(
        from: from + first * inputCount, count: shard.clips * inputCount)
      run(shard, first, embeddings?.baseAddress)
      (to + first * classCount).update(
        from: circuit.output(shard), count: shard.clips * classCount)
      first += shard.clips
    }
  }

  private func run(_ shard: Shard, _ first: Int, _ embeddings: UnsafeMutablePointer<Float>?) {
    for segment in circuit.forwardSegments {
      for (layer, phase) in segment {
        if let embeddings, phase == 0, layer === head {
          (embeddings + first * embeddingCount).update(
            from: layer.input(shard), count: shard.clips * embeddingCount)
        }
        layer.forward(shard, phase: phase)
      }
    }
  }

  /// Probabilities of logits, `[count][classes]`, sharper or flatter by a temperature.
  public static func probabilities(
    _ logits: [Float], classes: Int, temperature: Float = 1
  ) -> [Float] {
    var result = logits
    for start in stride(from: 0, to: logits.count, by: max(1, classes)) {
      let row = start..<min(start + classes, logits.count)
      let peak = logits[row].max() ?? 0
      var sum = 0.0
      for j in row {
        let value = exponential(Double((logits[j] - peak) / temperature))
        result[j] = Float(value)
        sum += value
      }
      for j in row { result[j] = Float(Double(result[j]) / sum) }
    }
    return result
  }
}
