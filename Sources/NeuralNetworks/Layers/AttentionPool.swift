import CKernels

/// Means of all steps of time, each weighed by how the steps go with one query.
///
/// Its inputs are the steps and the queries of one step, `[1, 1, heads · channels]`; it gives a
/// mean for each query.
final class AttentionPool: Layer {
  private let heads, clips: Int
  private let stepRows, queryRows, weightRows, weightColumns, channelSteps: Offsets

  init(name: String, input: Shape, heads: Int, clips: Int) {
    self.heads = heads
    self.clips = clips
    let channels = input.channels
    let time = input.time
    stepRows = Offsets((0..<time).map { $0 * channels })
    queryRows = Offsets((0..<heads).map { $0 * channels })
    weightRows = Offsets((0..<heads).map { $0 * time })
    weightColumns = Offsets(0..<time)
    channelSteps = Offsets(0..<channels)
    super.init(name: name, input: input, output: Shape(time: 1, channels: heads * channels))
  }

  private var panelCount: Int {
    max(
      MatrixProduct.rounded(input.time) * input.channels,
      MatrixProduct.rounded(input.channels) * max(input.time, heads))
  }

  override var multiplications: Int { 2 * heads * input.count }
  override var kept: Int { clips * heads * input.time }
  override var scratch: Int { panelCount + heads * input.time }

  private func weights(_ shard: Shard, _ clip: Int) -> UnsafeMutablePointer<Float> {
    keptMemory(shard) + clip * heads * input.time
  }

  override func forward(_ shard: Shard, phase: Int) {
    for clip in 0..<shard.clips {
      let steps = input(shard) + clip * input.count
      let weights = weights(shard, clip)
      MatrixProduct(panels: shard.scratch, columns: input.time, depth: channelSteps)
        .packed(from: steps, columnStride: input.channels)
        .write(input(shard, 1) + clip * output.count, queryRows, to: weights, weightRows)
      Kernels.table.softmax(weights, Int64(heads), Int32(input.time), 1)
      MatrixProduct(panels: shard.scratch, columns: input.channels, depth: weightColumns)
        .packed(from: steps, rows: stepRows)
        .write(weights, weightRows, to: output(shard) + clip * output.count, queryRows)
    }
  }

  override func backward(_ shard: Shard, phase: Int) {
    let slopes = shard.scratch + panelCount
    let channels = input.channels
    for clip in 0..<shard.clips {
      let steps = input(shard) + clip * input.count
      let weights = weights(shard, clip)
      let gradient = outputGradient(shard) + clip * output.count
      MatrixProduct(panels: shard.scratch, columns: input.time, depth: channelSteps)
        .packed(from: steps, columnStride: channels)
        .write(gradient, queryRows, to: slopes, weightRows)
      Kernels.table.softmax_gradient(weights, Int64(heads), Int32(input.time), 1, slopes)
      if let queries = inputGradient(shard, 1) {
        MatrixProduct(panels: shard.scratch, columns: channels, depth: weightColumns)
          .packed(from: steps, rows: stepRows)
          .write(slopes, weightRows, to: queries + clip * output.count, queryRows)
      }
      guard let target = inputGradient(shard) else { continue }
      let turned = MatrixProduct(panels: shard.scratch, columns: channels, depth: weightRows)
      turned.packed(from: gradient, rows: queryRows)
        .write(weights, weightColumns, to: target + clip * input.count, stepRows)
      turned.packed(from: input(shard, 1) + clip * output.count, rows: queryRows)
        .write(slopes, weightColumns, to: target + clip * input.count, stepRows, adds: true)
    }
  }
}
