import CKernels

/// A learned value added at every step of time, after a learned step in front if there is one.
final class Positions: Layer {
  private let positions: TensorPlace
  private let token: TensorPlace?

  init(name: String, input: Shape, positions: TensorPlace, token: TensorPlace?) {
    self.positions = positions
    self.token = token
    super.init(
      name: name, input: input,
      output: Shape(time: input.time + (token == nil ? 0 : 1), channels: input.channels))
  }

  /// Where the steps that are given begin in the output.
  private var first: Int { output.count - input.count }
  override var learns: Bool { true }

  override func forward(_ shard: Shard, phase: Int) {
    let weights = shard.numbers.weights
    for clip in 0..<shard.clips {
      let to = output(shard) + clip * output.count
      to.update(from: weights + positions.offset, count: output.count)
      if let token {
        Kernels.table.add(weights + token.offset, 1, Int64(token.count), to)
      }
      Kernels.table.add(
        input(shard) + clip * input.count, 1, Int64(input.count), to + first)
    }
  }

  override func backward(_ shard: Shard, phase: Int) {
    let sums = shard.weightGradients
    for clip in 0..<shard.clips {
      let from = outputGradient(shard) + clip * output.count
      Kernels.table.add(from, 1, Int64(output.count), sums + positions.offset)
      if let token { Kernels.table.add(from, 1, Int64(token.count), sums + token.offset) }
      guard let target = inputGradient(shard) else { continue }
      (target + clip * input.count).update(from: from + first, count: input.count)
    }
  }
}

/// The values of one step of time.
final class Step: Layer {
  private let step: Int

  init(name: String, input: Shape, step: Int) {
    self.step = step
    var output = input
    output.time = 1
    super.init(name: name, input: input, output: output)
  }

  override func forward(_ shard: Shard, phase: Int) {
    for clip in 0..<shard.clips {
      (output(shard) + clip * output.count).update(
        from: input(shard) + clip * input.count + step * output.count, count: output.count)
    }
  }

  override func backward(_ shard: Shard, phase: Int) {
    guard let target = inputGradient(shard) else { return }
    target.update(repeating: 0, count: shard.clips * input.count)
    for clip in 0..<shard.clips {
      (target + clip * input.count + step * output.count).update(
        from: outputGradient(shard) + clip * output.count, count: output.count)
    }
  }
}
