import CKernels

/// What becomes of all values along axes.
final class ReductionLayer: GraphLayer {
  private let reduction: GraphReduction
  private let starts, steps: Offsets

  init(
    _ name: String, _ inputs: [GraphValue], _ output: [Int], reduction: GraphReduction,
    axes: [Int]
  ) {
    self.reduction = reduction
    let shape = inputs[0].shape
    let kept = shape.indices.filter { !axes.contains($0) }
    starts = Offsets(GraphAxes(shape).offsets(along: kept))
    steps = Offsets(GraphAxes(shape).offsets(along: shape.indices.filter(axes.contains)))
    super.init(name, inputs, output)
  }

  override func forward(_ shard: Shard, clip: Int, to target: UnsafeMutablePointer<Float>) {
    let source = values(0, shard, clip)
    for place in 0..<starts.count {
      let row = source + Int(starts.table[place])
      switch reduction {
      case .mean: target[place] = Float(sum(row) / Double(steps.count))
      case .sum: target[place] = Float(sum(row))
      case .maximum: target[place] = extreme(row) { max($0, $1) }
      case .minimum: target[place] = extreme(row) { min($0, $1) }
      }
    }
  }

  private func sum(_ row: UnsafePointer<Float>) -> Double {
    var sum = 0.0
    for step in 0..<steps.count { sum += Double(row[Int(steps.table[step])]) }
    return sum
  }

  private func extreme(
    _ row: UnsafePointer<Float>, _ choose: (Float, Float) -> Float
  ) -> Float {
    var value = row[0]
    for step in 1..<max(1, steps.count) { value = choose(value, row[Int(steps.table[step])]) }
    return value
  }
}

/// Exponentials over their sum along an axis.
final class SoftmaxLayer: GraphLayer {
  private let starts, steps: Offsets

  init(_ name: String, _ inputs: [GraphValue], _ output: [Int], axis: Int) {
    let axes = GraphAxes(inputs[0].shape)
    starts = Offsets(axes.offsets(along: inputs[0].shape.indices.filter { $0 != axis }))
    steps = Offsets(axes.offsets(along: [axis]))
    super.init(name, inputs, output)
  }

  override var scratch: Int { steps.count }

  override func forward(_ shard: Shard, clip: Int, to target: UnsafeMutablePointer<Float>) {
    let source = values(0, shard, clip)
    let row = shard.scratch
    for place in 0..<starts.count {
      let start = Int(starts.table[place])
      for step in 0..<steps.count { row[step] = source[start + Int(steps.table[step])] }
      Kernels.table.softmax(row, 1, Int32(steps.count), 1)
      for step in 0..<steps.count { target[start + Int(steps.table[step])] = row[step] }
    }
  }
}

/// Means of windows; places outside of the picture count as zeros, or for nothing.
final class WindowMean: Layer {
  private let geometry: ConvolutionGeometry
  private let countsPadding: Bool

  init(name: String, input: Shape, geometry: ConvolutionGeometry, countsPadding: Bool) {
    self.geometry = geometry
    self.countsPadding = countsPadding
    super.init(
      name: name, input: input,
      output: Shape(
        time: geometry.time.outputs, frequency: geometry.frequency.outputs,
        channels: input.channels))
  }

  /// Places of a window's taps that lie in the picture.
  private static func taps(_ axis: ConvolutionGeometry.Axis, _ output: Int) -> [Int] {
    (0..<axis.kernel).map { output * axis.stride + $0 * axis.dilation - axis.before }
      .filter { (0..<axis.length).contains($0) }
  }

  override func forward(_ shard: Shard, phase: Int) {
    let all = geometry.time.kernel * geometry.frequency.kernel
    output(shard).update(repeating: 0, count: shard.clips * output.count)
    for t in 0..<output.time {
      let times = Self.taps(geometry.time, t)
      for f in 0..<output.frequency {
        let frequencies = Self.taps(geometry.frequency, f)
        let count = countsPadding ? all : max(1, times.count * frequencies.count)
        for clip in 0..<shard.clips {
          let from = input(shard) + clip * input.count
          let to =
            output(shard) + clip * output.count + (t * output.frequency + f) * output.channels
          for time in times {
            for frequency in frequencies {
              Kernels.table.add(
                from + (time * input.frequency + frequency) * input.channels, 1 / Float(count),
                Int64(input.channels), to)
            }
          }
        }
      }
    }
  }
}
