import CKernels

/// A function of each value.
final class FunctionLayer: GraphLayer {
  private let function: GraphFunction

  init(_ name: String, _ inputs: [GraphValue], _ output: [Int], function: GraphFunction) {
    self.function = function
    super.init(name, inputs, output)
  }

  override func forward(_ shard: Shard, clip: Int, to target: UnsafeMutablePointer<Float>) {
    let source = values(0, shard, clip)
    if let kernel = function.activation?.function {
      Kernels.table.apply(kernel, source, Int64(output.count), target)
    } else {
      for place in 0..<output.count { target[place] = function(source[place]) }
    }
  }
}

/// A function of two values; axes of length 1 are repeated.
final class CombinationLayer: GraphLayer {
  private let combination: GraphCombination
  /// For every value of the output its place in each input; nil where it is the same.
  private let tables: [Offsets?]

  init(
    _ name: String, _ inputs: [GraphValue], _ output: [Int], combination: GraphCombination
  ) {
    self.combination = combination
    tables = inputs.map { value in
      if value.shape == output { return nil }
      let shape = [Int](repeating: 1, count: output.count - value.shape.count) + value.shape
      let strides = zip(shape, GraphAxes(shape).strides).map { $0 == 1 ? 0 : $1 }
      return Offsets(GraphAxes(output).offsets(strides))
    }
    super.init(name, inputs, output)
  }

  override func forward(_ shard: Shard, clip: Int, to target: UnsafeMutablePointer<Float>) {
    let (a, b) = (values(0, shard, clip), values(1, shard, clip))
    if tables[0] == nil, tables[1] == nil, combination == .sum {
      target.update(from: a, count: output.count)
      Kernels.table.add(b, 1, Int64(output.count), target)
      return
    }
    let (first, second) = (tables[0]?.table, tables[1]?.table)
    for place in 0..<output.count {
      target[place] = combination(
        a[first.map { Int($0[place]) } ?? place], b[second.map { Int($0[place]) } ?? place])
    }
  }
}

/// The nearest numbers of a grid, as those of a network of whole numbers.
final class RoundingLayer: GraphLayer {
  private let scale, lowest, highest: Float

  init(
    _ name: String, _ inputs: [GraphValue], _ output: [Int], scale: Float, zero: Int,
    range: ClosedRange<Int>
  ) {
    self.scale = scale
    lowest = Float(range.lowerBound - zero)
    highest = Float(range.upperBound - zero)
    super.init(name, inputs, output)
  }

  override func forward(_ shard: Shard, clip: Int, to target: UnsafeMutablePointer<Float>) {
    let source = values(0, shard, clip)
    for place in 0..<output.count {
      let step = (source[place] / scale).rounded()
      target[place] = min(max(step, lowest), highest) * scale
    }
  }
}
