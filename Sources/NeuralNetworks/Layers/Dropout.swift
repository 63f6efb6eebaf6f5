import CKernels

/// Values, or whole channels, that become 0 while training, by the seed, the step and their place.
final class Dropout: Layer {
  private let rate: Float
  private let ofChannels: Bool
  private let part: UInt64

  init(name: String, input: Shape, rate: Float, ofChannels: Bool, part: UInt64) {
    self.rate = rate
    self.ofChannels = ofChannels
    self.part = part
    super.init(name: name, input: input, output: input)
  }

  override var keepsValueInPlace: Bool { true }
  override var keepsGradientInPlace: Bool { true }
  override var scratch: Int { ofChannels ? 2 * input.channels : 0 }

  override func forward(_ shard: Shard, phase: Int) {
    if wires.inputs[0] != wires.outputs[0] {
      output(shard).update(from: input(shard), count: shard.clips * input.count)
    }
    if shard.isTraining { drop(shard, output(shard)) }
  }

  override func backward(_ shard: Shard, phase: Int) { drop(shard, outputGradient(shard)) }

  private func drop(_ shard: Shard, _ values: UnsafeMutablePointer<Float>) {
    let key = SeededGenerator.mixed(shard.key, part)
    guard ofChannels else {
      Kernels.table.dropout(
        values, Int64(shard.clips * input.count), rate, key,
        UInt64(shard.firstClip * input.count), values)
      return
    }
    let ones = shard.scratch
    let factors = ones + input.channels
    ones.update(repeating: 1, count: input.channels)
    for clip in 0..<shard.clips {
      Kernels.table.dropout(
        ones, Int64(input.channels), rate, key,
        UInt64((shard.firstClip + clip) * input.channels), factors)
      let picture = values + clip * input.count
      for place in 0..<input.places {
        for channel in 0..<input.channels {
          picture[place * input.channels + channel] *= factors[channel]
        }
      }
    }
  }
}

extension SeededGenerator {
  /// A number that both decide.
  static func mixed(_ seed: UInt64, _ part: UInt64) -> UInt64 {
    var source = SeededGenerator(seed: seed, part: part)
    return source.next()
  }
}
