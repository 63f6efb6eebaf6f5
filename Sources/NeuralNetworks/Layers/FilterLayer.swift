import CKernels

/// Filters that slide over a picture: what layers have in common whose filters take all channels,
/// or one channel each.
class FilterLayer: Layer {
  let geometry: ConvolutionGeometry
  let weights: TensorPlace
  let bias: TensorPlace?
  let rectifies: Bool
  let plane, gradientPlane: PaddedPlane

  /// Prepares filters.
  ///
  /// - Parameter channels: Channels of the output.
  init(
    name: String, input: Shape, channels: Int, geometry: ConvolutionGeometry,
    weights: TensorPlace, bias: TensorPlace?, rectifies: Bool
  ) {
    self.geometry = geometry
    self.weights = weights
    self.bias = bias
    self.rectifies = rectifies
    plane = geometry.plane(channels: input.channels)
    gradientPlane = geometry.gradientPlane(channels: channels)
    super.init(
      name: name, input: input,
      output: Shape(
        time: geometry.time.outputs, frequency: geometry.frequency.outputs, channels: channels))
  }

  override var learns: Bool { true }
  override var multiplications: Int { weights.count * output.places }
  override var outputUse: OutputUse { rectifies ? .sign : .none }

  /// The bias of a run; nil where there is none.
  func bias(_ shard: Shard) -> UnsafePointer<Float>? {
    bias.map { UnsafePointer(shard.numbers.weights + $0.offset) }
  }

  /// Calls with every clip's picture, padded where that is needed.
  func forEachPicture(_ shard: Shard, _ body: (Int, UnsafePointer<Float>) -> Void) {
    if geometry.isPadded { plane.clear(shard.scratch) }
    for clip in 0..<shard.clips {
      let picture = input(shard) + clip * input.count
      if geometry.isPadded {
        plane.fill(shard.scratch, from: picture)
        body(clip, shard.scratch)
      } else {
        body(clip, picture)
      }
    }
  }

  /// The gradient of what the filters gave, before it was rectified; that of the bias is added.
  func filterGradient(_ shard: Shard) -> UnsafeMutablePointer<Float> {
    let gradient = outputGradient(shard)
    if rectifies { Kernels.table.mask(output(shard), Int64(shard.clips * output.count), gradient) }
    if let bias {
      Kernels.table.column_sums(
        gradient, Int64(shard.clips * output.places), Int32(output.channels),
        shard.weightGradients + bias.offset)
    }
    return gradient
  }

  /// Calls with every clip's gradient, padded where that is needed.
  func forEachGradient(
    _ shard: Shard, _ gradient: UnsafeMutablePointer<Float>,
    _ body: (Int, UnsafePointer<Float>) -> Void
  ) {
    let isPadded = gradientPlane.size != gradientPlane.input
    let padded = shard.scratch + plane.count
    if isPadded { gradientPlane.clear(padded) }
    for clip in 0..<shard.clips {
      let own = gradient + clip * output.count
      if isPadded { gradientPlane.fill(padded, from: own) }
      body(clip, isPadded ? padded : own)
    }
  }
}
