import CKernels

/// Adds the shards' gradients in order and moves the weights, slice by slice.
final class Optimizer {
  private let settings: OptimizerSettings
  private let count: Int
  /// Which weights decay.
  private let decaying: [Range<Int>]
  private let sum: Storage
  private let first, second, averaged: Storage?

  init(_ settings: OptimizerSettings, _ network: Network) {
    self.settings = settings
    count = network.weights.count
    decaying = network.places.filter { $0.kind == .weight && $0.decays }.map(\.range)
    sum = Storage(count)
    switch settings.kind {
    case .gradientDescent: (first, second) = (nil, nil)
    case .momentum: (first, second) = (Storage(count), nil)
    case .adam: (first, second) = (Storage(count), Storage(count))
    }
    averaged = settings.averageDecay == nil ? nil : Storage(count)
    if let averaged {
      for (index, weight) in network.weights.enumerated() { averaged.floats[index] = weight }
    }
  }

  /// The average of the weights, where one is kept.
  var average: [Float]? { averaged.map(values) }

  private func values(_ storage: Storage) -> [Float] {
    Array(UnsafeBufferPointer(start: storage.floats, count: count))
  }

  /// What has to be kept for a run to go on, by name.
  var memories: [String: [Float]] {
    var memories: [String: [Float]] = [:]
    memories["first"] = first.map(values)
    memories["second"] = second.map(values)
    memories["average"] = average
    return memories
  }

  func load(_ memories: [String: NamedTensor]) throws(NetworkError) {
    let wanted: [(String, Storage?)] = [
      ("first", first), ("second", second), ("average", averaged),
    ]
    for (name, storage) in wanted where storage != nil {
      guard let tensor = memories[name] else { throw .tensorIsMissing(name: "optimizer.\(name)") }
      guard tensor.scalars.count == count else {
        throw .tensorHasOtherShape(
          name: "optimizer.\(name)", expected: [count], found: tensor.shape)
      }
      guard tensor.scalars.areFinite else {
        throw .tensorIsNotFinite(name: "optimizer.\(name)")
      }
    }
    for (name, storage) in wanted {
      guard let storage, let tensor = memories[name] else { continue }
      for (index, value) in tensor.scalars.enumerated() { storage.floats[index] = value }
    }
  }

  /// Sums that stay in the processor's first cache.
  private static let block = 2048

  private static func slice(_ index: Int, _ count: Int) -> Range<Int> {
    let parts = Network.shardCount
    return count * index / parts..<count * (index + 1) / parts
  }

  /// Adds the gradients of all shards; gives the length of the sum.
  private func addUp(_ circuit: Circuit, _ runner: any ShardRunner) -> Double {
    let squares = SharedByShards(
      UnsafeMutableBufferPointer<Double>.allocate(capacity: Network.shardCount))
    squares.value.initialize(repeating: 0)
    defer { squares.value.deallocate() }
    let shared = SharedByShards((circuit, self))
    runner.run(Network.shardCount) { index in
      let (circuit, own) = shared.value
      let slice = Self.slice(index, own.count)
      let target = own.sum.floats + slice.lowerBound
      for first in stride(from: 0, to: slice.count, by: Self.block) {
        let count = min(Self.block, slice.count - first)
        let place = slice.lowerBound + first
        (target + first).update(from: circuit.shards[0].weightGradients + place, count: count)
        for shard in circuit.shards.dropFirst() {
          Kernels.table.add(shard.weightGradients + place, 1, Int64(count), target + first)
        }
      }
      squares.value[index] = Kernels.table.square_sum(target, Int64(slice.count))
    }
    return squares.value.reduce(0, +).squareRoot()
  }

  func sum(_ circuit: Circuit, _ runner: any ShardRunner) -> [Float] {
    _ = addUp(circuit, runner)
    return values(sum)
  }

  /// Moves the weights; gives the length of the gradient.
  func step(
    _ step: Int, _ circuit: Circuit, _ runner: any ShardRunner, rate: Float
  ) -> Double {
    let length = addUp(circuit, runner)
    // Numbers that are not finite would reach every weight.
    guard length.isFinite else { return length }
    let limit = settings.gradientLimit.map(Double.init) ?? .infinity
    let factor = length > limit ? Float(limit / length) : 1
    let shared = SharedByShards((circuit.numbers, self))
    runner.run(Network.shardCount) { index in
      let (numbers, own) = shared.value
      let slice = Self.slice(index, own.count)
      if factor != 1 {
        let gradient = own.sum.floats + slice.lowerBound
        Kernels.table.add(gradient, factor - 1, Int64(slice.count), gradient)
      }
      for (part, decays) in own.parts(slice) {
        own.move(numbers.weights, part, step, rate, decay: decays ? own.settings.weightDecay : 0)
      }
      own.followAverage(numbers.weights, slice)
    }
    return length
  }

  /// A slice cut where decay begins or ends.
  private func parts(_ slice: Range<Int>) -> [(Range<Int>, Bool)] {
    var parts: [(Range<Int>, Bool)] = []
    var at = slice.lowerBound
    for range in decaying {
      let inside = range.clamped(to: slice)
      if inside.isEmpty { continue }
      if at < inside.lowerBound { parts.append((at..<inside.lowerBound, false)) }
      parts.append((inside, true))
      at = inside.upperBound
    }
    if at < slice.upperBound { parts.append((at..<slice.upperBound, false)) }
    return parts
  }

  private func move(
    _ weights: UnsafeMutablePointer<Float>, _ part: Range<Int>, _ step: Int, _ rate: Float,
    decay: Float
  ) {
    let place = part.lowerBound
    let gradient = sum.floats + place
    switch settings.kind {
    case .gradientDescent:
      if decay != 0 {
        Kernels.table.add(
          weights + place, -rate * decay, Int64(part.count), weights + place)
      }
      Kernels.table.add(gradient, -rate, Int64(part.count), weights + place)
    case .momentum(let momentum, let looksAhead):
      guard let first else { return }
      Kernels.table.momentum(
        Int64(part.count), rate, momentum, looksAhead ? 1 : 0, decay, gradient,
        first.floats + place, weights + place)
    case .adam(let firstDecay, let secondDecay, let epsilon):
      guard let first, let second else { return }
      let decayOne = settings.schedule.firstDecay(at: step) ?? firstDecay
      var numbers = ek_adam(
        rate: rate, first_decay: decayOne, second_decay: secondDecay, epsilon: epsilon,
        weight_decay: decay, first_correction: 1 - power(decayOne, step + 1),
        second_correction: 1 - power(secondDecay, step + 1))
      Kernels.table.adam(
        &numbers, Int64(part.count), gradient, first.floats + place, second.floats + place,
        weights + place)
    }
  }

  private func power(_ base: Float, _ exponent: Int) -> Float {
    Float(exponential(Double(exponent) * logarithm(Double(base))))
  }

  private func followAverage(_ weights: UnsafeMutablePointer<Float>, _ slice: Range<Int>) {
    guard let averaged, let decay = settings.averageDecay else { return }
    for index in slice {
      averaged.floats[index] += (1 - decay) * (weights[index] - averaged.floats[index])
    }
  }
}
