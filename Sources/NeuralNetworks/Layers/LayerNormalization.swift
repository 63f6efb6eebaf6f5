import CKernels

/// The channels of each place with mean 0 and deviation 1, then scaled and shifted.
///
/// - Source: Ba, Kiros and Hinton, *Layer normalization*, 2016.
package final class LayerNormalization: Layer {
  package static let epsilon: Float = 1e-6

  private let scale, shift: TensorPlace
  private let clips: Int

  init(name: String, input: Shape, scale: TensorPlace, shift: TensorPlace, clips: Int) {
    self.scale = scale
    self.shift = shift
    self.clips = clips
    super.init(name: name, input: input, output: input)
  }

  override var learns: Bool { true }
  override var kept: Int { 2 * clips * input.places }

  override func forward(_ shard: Shard, phase: Int) {
    let weights = shard.numbers.weights
    Kernels.table.row_normalize(
      input(shard), Int64(shard.clips * input.places), Int32(input.channels), Self.epsilon,
      weights + scale.offset, weights + shift.offset, keptMemory(shard), output(shard))
  }

  override func backward(_ shard: Shard, phase: Int) {
    Kernels.table.row_normalize_gradient(
      input(shard), keptMemory(shard), outputGradient(shard), Int64(shard.clips * input.places),
      Int32(input.channels), shard.numbers.weights + scale.offset,
      shard.weightGradients + scale.offset, shard.weightGradients + shift.offset,
      inputGradient(shard))
  }
}
