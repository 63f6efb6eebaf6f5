import CKernels

/// Every step of time takes a mean of the values of all, weighed by its query and their keys.
///
/// It has no weights: queries, keys and values are thirds of the channels it is given, and each
/// head has its part of each third.
///
/// - Source: Vaswani and others, *Attention is all you need*, 2017: scaled dot products.
final class Attention: Layer {
  private let heads, width, clips: Int
  private let scale: Float
  private let inputRows, outputRows, weightRows, weightColumns, channelSteps: Offsets

  init(name: String, input: Shape, heads: Int, clips: Int) {
    let channels = input.channels / 3
    let time = input.time
    self.heads = heads
    self.clips = clips
    width = channels / heads
    scale = 1 / Float(width).squareRoot()
    inputRows = Offsets((0..<time).map { $0 * 3 * channels })
    outputRows = Offsets((0..<time).map { $0 * channels })
    weightRows = Offsets((0..<time).map { $0 * time })
    weightColumns = Offsets(0..<time)
    channelSteps = Offsets(0..<width)
    super.init(name: name, input: input, output: Shape(time: time, channels: channels))
  }

  private var panelCount: Int {
    max(MatrixProduct.rounded(input.time) * width, MatrixProduct.rounded(width) * input.time)
  }
  private var weightCount: Int { input.time * input.time }

  override var multiplications: Int { 2 * weightCount * output.channels }
  override var kept: Int { clips * heads * weightCount }
  override var scratch: Int { panelCount + weightCount }

  /// Where a head of a clip finds what it works on.
  private struct Part {
    let queries, keys, values, weights: UnsafeMutablePointer<Float>
    let input, output: Int
  }

  private func forEachHead(_ shard: Shard, _ body: (Part) -> Void) {
    for clip in 0..<shard.clips {
      for head in 0..<heads {
        let from = clip * input.count + head * width
        let queries = input(shard) + from
        body(
          Part(
            queries: queries, keys: queries + output.channels,
            values: queries + 2 * output.channels,
            weights: keptMemory(shard) + (clip * heads + head) * weightCount, input: from,
            output: clip * output.count + head * width))
      }
    }
  }

  override func forward(_ shard: Shard, phase: Int) {
    let time = Int64(input.time)
    forEachHead(shard) { part in
      // Panels whose columns are steps: their rows are the channels of a head.
      MatrixProduct(panels: shard.scratch, columns: input.time, depth: channelSteps)
        .packed(from: part.keys, columnStride: input.channels)
        .write(part.queries, inputRows, to: part.weights, weightRows)
      Kernels.table.softmax(part.weights, time, Int32(time), scale)
      MatrixProduct(panels: shard.scratch, columns: width, depth: weightColumns)
        .packed(from: part.values, rows: inputRows)
        .write(part.weights, weightRows, to: output(shard) + part.output, outputRows)
    }
  }

  override func backward(_ shard: Shard, phase: Int) {
    guard let target = inputGradient(shard) else { return }
    let time = Int64(input.time)
    let slopes = shard.scratch + panelCount
    let channels = output.channels
    forEachHead(shard) { part in
      let gradient = outputGradient(shard) + part.output
      let queries = target + part.input
      let byStep = MatrixProduct(panels: shard.scratch, columns: width, depth: weightColumns)
      // Weights and slopes are read the other way around: a step is a column of them.
      let turned = MatrixProduct(panels: shard.scratch, columns: width, depth: weightRows)
      turned.packed(from: gradient, rows: outputRows)
        .write(part.weights, weightColumns, to: queries + 2 * channels, inputRows)
      MatrixProduct(panels: shard.scratch, columns: input.time, depth: channelSteps)
        .packed(from: part.values, columnStride: input.channels)
        .write(gradient, outputRows, to: slopes, weightRows)
      Kernels.table.softmax_gradient(part.weights, time, Int32(time), scale, slopes)
      byStep.packed(from: part.keys, rows: inputRows)
        .write(slopes, weightRows, to: queries, inputRows)
      turned.packed(from: part.queries, rows: inputRows)
        .write(slopes, weightColumns, to: queries + channels, inputRows)
    }
  }
}
