import CKernels

/// One value that two layers read.
final class Fork: Layer {
  // Nobody may change what the other reads.
  override var outputUse: OutputUse { .values }
  override var keepsValueInPlace: Bool { true }
  override var keepsGradientInPlace: Bool { true }
  override func forward(_ shard: Shard, phase: Int) {}

  override func backward(_ shard: Shard, phase: Int) {
    guard wires.inputGradients[0] != nil else { return }
    Kernels.table.add(
      outputGradient(shard, 1), 1, Int64(shard.clips * input.count), outputGradient(shard, 0))
  }
}

/// The sum of two values.
final class Sum: Layer {
  private let rectifies: Bool

  init(name: String, input: Shape, rectifies: Bool) {
    self.rectifies = rectifies
    super.init(name: name, input: input, output: input)
  }

  override var outputUse: OutputUse { rectifies ? .sign : .none }
  override var keepsGradientInPlace: Bool { true }

  override func forward(_ shard: Shard, phase: Int) {
    let count = shard.clips * input.count
    let y = output(shard)
    y.update(from: input(shard), count: count)
    Kernels.table.add(input(shard, 1), 1, Int64(count), y)
    if rectifies { Kernels.table.apply(ek_rectifier, y, Int64(count), y) }
  }

  override func backward(_ shard: Shard, phase: Int) {
    let count = shard.clips * input.count
    let gradient = outputGradient(shard)
    if rectifies { Kernels.table.mask(output(shard), Int64(count), gradient) }
    if let second = inputGradient(shard, 1) { second.update(from: gradient, count: count) }
  }
}

/// A value at every frequency plus one that has none.
final class BroadcastSum: Layer {
  private let rectifies: Bool

  /// `input` is the first value; the second has one frequency.
  init(name: String, input: Shape, rectifies: Bool) {
    self.rectifies = rectifies
    super.init(name: name, input: input, output: input)
  }

  override var outputUse: OutputUse { rectifies ? .sign : .none }
  override var keepsGradientInPlace: Bool { true }

  override func forward(_ shard: Shard, phase: Int) {
    let y = output(shard)
    y.update(from: input(shard), count: shard.clips * input.count)
    var flat = input(shard, 1)
    var row = y
    for _ in 0..<shard.clips * input.time {
      for _ in 0..<input.frequency {
        Kernels.table.add(flat, 1, Int64(input.channels), row)
        row += input.channels
      }
      flat += input.channels
    }
    if rectifies {
      Kernels.table.apply(ek_rectifier, y, Int64(shard.clips * input.count), y)
    }
  }

  override func backward(_ shard: Shard, phase: Int) {
    let gradient = outputGradient(shard)
    if rectifies { Kernels.table.mask(output(shard), Int64(shard.clips * input.count), gradient) }
    guard var flat = inputGradient(shard, 1) else { return }
    flat.update(repeating: 0, count: shard.clips * input.time * input.channels)
    var row = gradient
    for _ in 0..<shard.clips * input.time {
      Kernels.table.column_sums(row, Int64(input.frequency), Int32(input.channels), flat)
      row += input.frequency * input.channels
      flat += input.channels
    }
  }
}
