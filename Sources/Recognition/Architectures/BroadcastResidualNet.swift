import NeuralNetworks

/// Residual blocks whose work along time is done once for all frequencies.
public enum BroadcastResidualNet: Architecture {
  /// `bc-resnet-1`.
  public static let id = "bc-resnet-1"
  /// What it is.
  public static let summary = "broadcasted residual blocks, few weights"
  /// Where it comes from.
  public static let source = "Kim and others, arXiv:2106.04140"

  private static let blocks = [2, 2, 4, 4]
  private static let channels = [8, 12, 16, 20]
  /// What it was found to learn best with.
  public static let peakRate: Double? = 1e-2

  /// Its layers.
  public static func specs(
    input: Shape, classes: Int, _ options: ArchitectureOptions
  ) -> [LayerSpec] {
    let stem = options.scaled(16)
    var specs: [LayerSpec] = [
      .convolution(
        filters: stem, Window(Extent(5, 5), stride: Extent(1, 2)), bias: false),
      .normalization(activation: .relu),
    ]
    var frequencies = (input.frequency + 1) / 2
    for (stage, count) in blocks.enumerated() {
      let width = options.scaled(channels[stage])
      for block in 0..<count {
        let stride = block == 0 && (stage == 1 || stage == 2) ? 2 : 1
        frequencies = (frequencies + stride - 1) / stride
        specs.append(
          Self.block(
            width, isFirst: block == 0, stride: stride, dilation: 1 << stage,
            bands: min(5, frequencies), dropout: options.dropout ?? 0.1))
      }
    }
    let head = options.scaled(32)
    return specs + [
      .depthwise(
        Window(
          Extent(5, min(5, frequencies)), padding: frequencies < 5 ? .same : .both(Extent(2, 0))),
        bias: false),
      .normalization(),
      .convolution(filters: head, Window(.one), bias: false),
      .normalization(activation: .relu),
      .timeAverage, .frequencyAverage, .flatten,
      .dense(units: classes, bias: false),
    ]
  }

  /// One block; the first of a stage begins with a layer that changes channels, and is no sum.
  private static func block(
    _ channels: Int, isFirst: Bool, stride: Int, dilation: Int, bands: Int, dropout: Float
  ) -> LayerSpec {
    let change: [LayerSpec] =
      isFirst
      ? [
        .convolution(filters: channels, Window(.one), bias: false),
        .normalization(activation: .relu),
      ] : []
    let alongFrequency: [LayerSpec] = [
      .depthwise(Window(Extent(1, 3), stride: Extent(1, stride)), bias: false),
      .normalization(bands: bands),
    ]
    let alongTime: [LayerSpec] = [
      .frequencyAverage,
      .depthwise(Window(Extent(3, 1), dilation: Extent(dilation, 1)), bias: false),
      .normalization(activation: .swish),
      .convolution(filters: channels, Window(.one), bias: false),
      .channelDropout(dropout),
    ]
    return .broadcastResidual(
      before: change + alongFrequency, alongTime, adds: !isFirst, activation: .relu)
  }
}
