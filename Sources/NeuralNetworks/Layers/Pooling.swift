import CKernels

/// The largest value of a window; what lies outside of the picture counts for nothing.
final class MaximumPool: Layer {
  private let offsets: Offsets
  private let taps: Int

  init(name: String, input: Shape, geometry: ConvolutionGeometry) {
    let time = geometry.time
    let frequency = geometry.frequency
    taps = time.kernel * frequency.kernel
    // Taps outside are those of the nearest place, which changes no maximum.
    let inside: (ConvolutionGeometry.Axis, Int, Int) -> Int = { axis, output, tap in
      let place = output * axis.stride + tap * axis.dilation - axis.before
      return min(max(0, place), axis.length - 1)
    }
    var table: [Int] = []
    for t in 0..<time.outputs {
      for f in 0..<frequency.outputs {
        for i in 0..<time.kernel {
          for j in 0..<frequency.kernel {
            let place = inside(time, t, i) * input.frequency + inside(frequency, f, j)
            table.append(place * input.channels)
          }
        }
      }
    }
    offsets = Offsets(table)
    super.init(
      name: name, input: input,
      output: Shape(time: time.outputs, frequency: frequency.outputs, channels: input.channels))
  }

  override var outputUse: OutputUse { .values }

  override func forward(_ shard: Shard, phase: Int) {
    for clip in 0..<shard.clips {
      Kernels.table.max_pool(
        input(shard) + clip * input.count, offsets.table, Int32(output.places), Int32(taps),
        Int32(input.channels), output(shard) + clip * output.count)
    }
  }

  override func backward(_ shard: Shard, phase: Int) {
    guard let target = inputGradient(shard) else { return }
    target.update(repeating: 0, count: shard.clips * input.count)
    for clip in 0..<shard.clips {
      Kernels.table.max_pool_gradient(
        input(shard) + clip * input.count, output(shard) + clip * output.count,
        outputGradient(shard) + clip * output.count, offsets.table, Int32(output.places),
        Int32(taps), Int32(input.channels), target + clip * input.count)
    }
  }
}

/// The mean of windows that lie side by side.
final class AveragePool: Layer {
  private let window: Extent

  init(name: String, input: Shape, window: Extent) {
    self.window = window
    super.init(
      name: name, input: input,
      output: Shape(
        time: input.time / window.time, frequency: input.frequency / window.frequency,
        channels: input.channels))
  }

  /// Calls with the offsets of every row of channels and of its window's output.
  private func forEachRow(_ body: (_ row: Int, _ output: Int) -> Void) {
    for t in 0..<output.time * window.time {
      for f in 0..<output.frequency * window.frequency {
        let target = t / window.time * output.frequency + f / window.frequency
        body((t * input.frequency + f) * input.channels, target * output.channels)
      }
    }
  }

  override func forward(_ shard: Shard, phase: Int) {
    let y = output(shard)
    y.update(repeating: 0, count: shard.clips * output.count)
    let share = 1 / Float(window.count)
    for clip in 0..<shard.clips {
      let from = input(shard) + clip * input.count
      let to = y + clip * output.count
      forEachRow { Kernels.table.add(from + $0, share, Int64(input.channels), to + $1) }
    }
  }

  override func backward(_ shard: Shard, phase: Int) {
    guard let target = inputGradient(shard) else { return }
    target.update(repeating: 0, count: shard.clips * input.count)
    let share = 1 / Float(window.count)
    for clip in 0..<shard.clips {
      let from = outputGradient(shard) + clip * output.count
      let to = target + clip * input.count
      forEachRow { Kernels.table.add(from + $1, share, Int64(input.channels), to + $0) }
    }
  }
}

/// Sums of neighboring channels, plus a bias.
final class RankSum: Layer {
  private let rank: Int
  private let bias: TensorPlace
  private let rectifies: Bool

  init(name: String, input: Shape, rank: Int, bias: TensorPlace, rectifies: Bool) {
    self.rank = rank
    self.bias = bias
    self.rectifies = rectifies
    var output = input
    output.channels /= rank
    super.init(name: name, input: input, output: output)
  }

  override var learns: Bool { true }
  override var outputUse: OutputUse { rectifies ? .sign : .none }

  override func forward(_ shard: Shard, phase: Int) {
    var from = UnsafePointer(input(shard))
    var to = output(shard)
    let added = shard.numbers.weights + bias.offset
    for _ in 0..<shard.clips * output.places {
      for unit in 0..<output.channels {
        var sum = added[unit]
        for part in 0..<rank { sum += from[unit * rank + part] }
        to[unit] = rectifies && sum < 0 ? 0 : sum
      }
      from += input.channels
      to += output.channels
    }
  }

  override func backward(_ shard: Shard, phase: Int) {
    let gradient = outputGradient(shard)
    if rectifies { Kernels.table.mask(output(shard), Int64(shard.clips * output.count), gradient) }
    Kernels.table.column_sums(
      gradient, Int64(shard.clips * output.places), Int32(output.channels),
      shard.weightGradients + bias.offset)
    guard let target = inputGradient(shard) else { return }
    for place in 0..<shard.clips * output.count {
      for part in 0..<rank { target[place * rank + part] = gradient[place] }
    }
  }
}
