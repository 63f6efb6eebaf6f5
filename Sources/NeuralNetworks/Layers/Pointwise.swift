import CKernels

extension Activation {
  /// Where ``clippedRelu`` ends.
  package static var clip: Float { Float(ek_clip) }

  /// The kernel's number; nil where there is nothing to do.
  var function: ek_function? {
    switch self {
    case .none: nil
    case .relu: ek_rectifier
    case .sigmoid: ek_sigmoid
    case .tanh: ek_tanh
    case .swish: ek_swish
    case .gelu: ek_gelu
    case .clippedRelu: ek_clipped_rectifier
    }
  }
}

/// A function of each value.
final class Pointwise: Layer {
  private let function: ek_function

  init(name: String, input: Shape, function: ek_function) {
    self.function = function
    super.init(name: name, input: input, output: input)
  }

  override var outputUse: OutputUse { .values }
  override var keepsGradientInPlace: Bool { true }

  override func forward(_ shard: Shard, phase: Int) {
    Kernels.table.apply(function, input(shard), Int64(shard.clips * input.count), output(shard))
  }

  override func backward(_ shard: Shard, phase: Int) {
    let gradient = outputGradient(shard)
    Kernels.table.apply_gradient(
      function, input(shard), output(shard), gradient, Int64(shard.clips * input.count), gradient)
  }
}

/// tanh of one half of the channels times the sigmoid of the other; its input keeps both factors.
final class Gate: Layer {
  init(name: String, input: Shape) {
    var half = input
    half.channels /= 2
    super.init(name: name, input: input, output: half)
  }

  private func rows(_ shard: Shard) -> Int64 { Int64(shard.clips * input.places) }

  override func forward(_ shard: Shard, phase: Int) {
    Kernels.table.gate(input(shard), rows(shard), Int32(output.channels), output(shard))
  }

  override func backward(_ shard: Shard, phase: Int) {
    guard let target = inputGradient(shard) else { return }
    Kernels.table.gate_gradient(
      input(shard), outputGradient(shard), rows(shard), Int32(output.channels), target)
  }
}

/// The same values under another shape.
final class Reshape: Layer {
  override var keepsValueInPlace: Bool { true }
  override var keepsGradientInPlace: Bool { true }
  override func forward(_ shard: Shard, phase: Int) {}
  override func backward(_ shard: Shard, phase: Int) {}
}
