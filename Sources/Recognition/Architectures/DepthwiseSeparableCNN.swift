import NeuralNetworks

/// A convolution and four of one filter a channel each followed by one over channels.
public enum DepthwiseSeparableCNN: Architecture {
  /// `ds-cnn-s`.
  public static let id = "ds-cnn-s"
  /// What it is.
  public static let summary = "depthwise separable convolutions, 64 channels, mean over all places"
  /// Where it comes from.
  public static let source = "Zhang and others, Hello Edge, arXiv:1711.07128"

  /// Its layers.
  public static func specs(
    input: Shape, classes: Int, _ options: ArchitectureOptions
  ) -> [LayerSpec] {
    let channels = options.scaled(64)
    let first: LayerSpec = .convolution(
      filters: channels, Window(Extent(10, 4), stride: Extent(2, 2)), bias: false)
    return [first, .normalization(activation: .relu)]
      + SeparableBlock.specs(channels, count: 4)
      + [
        .timeAverage, .frequencyAverage, .flatten, .dropout(options.dropout ?? 0.2),
        .dense(units: classes),
      ]
  }
}

/// A filter for each channel, then one over all channels, each normalized.
enum SeparableBlock {
  static func specs(_ channels: Int, count: Int) -> [LayerSpec] {
    let block: [LayerSpec] = [
      .depthwise(Window(Extent(3, 3)), bias: false),
      .normalization(activation: .relu),
      .convolution(filters: channels, Window(.one), bias: false),
      .normalization(activation: .relu),
    ]
    return (0..<count).flatMap { _ in block }
  }
}
