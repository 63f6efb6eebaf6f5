import NeuralNetworks

/// Makers of examples, one for each shard; a shard's is used by the one thread that took the shard.
final class ShardWriters: @unchecked Sendable {
  private let writers: [any TrainerExampleWriter]
  /// `[shards]`, the first failure of each.
  private let failures: UnsafeMutablePointer<(any Error)?>
  /// Which shard an example of the batch is in, by the engine's rule.
  private var shardOf: [Int] = []

  init(_ source: any TrainerSource, batch: Int) throws {
    var writers: [any TrainerExampleWriter] = []
    for _ in 0..<min(batch, Network.shardCount) { writers.append(try source.makeWriter()) }
    self.writers = writers
    failures = .allocate(capacity: Network.shardCount)
    failures.initialize(repeating: nil, count: Network.shardCount)
  }

  deinit {
    failures.deinitialize(count: Network.shardCount)
    failures.deallocate()
  }

  /// Called before a batch, while no thread works.
  func begin(count: Int) {
    for shard in 0..<Network.shardCount { failures[shard] = nil }
    if shardOf.count != count { shardOf = Network.shards(ofBatch: count) }
  }

  /// The first failure of the batch.
  var failure: (any Error)? { (0..<Network.shardCount).lazy.compactMap { self.failures[$0] }.first }

  /// Writes an example; one that fails counts for nothing.
  func write(
    _ index: Int, place: Int, pass: Int, into input: UnsafeMutableBufferPointer<Float>
  ) -> ExampleTarget {
    let shard = shardOf[index]
    if failures[shard] == nil {
      do {
        return try writers[shard].write(place, pass: pass, into: input)
      } catch {
        failures[shard] = error
      }
    }
    input.update(repeating: 0)
    return ExampleTarget(label: 0, weight: 0)
  }
}
