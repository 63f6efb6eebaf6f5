import NeuralNetworks

/// The network for sounds of the environment: steps in time as short as those of frequency are wide.
public enum EnvironmentCNN: Architecture {
  /// `ds-cnn-e`.
  public static let id = "ds-cnn-e"
  /// What it is.
  public static let summary = "depthwise separable convolutions in short steps, mean over all places"
  /// Where it comes from.
  public static let source = "Hello Edge, arXiv:1711.07128, with another first layer"

  /// Its layers.
  public static func specs(
    input: Shape, classes: Int, _ options: ArchitectureOptions
  ) -> [LayerSpec] {
    let channels = options.scaled(64)
    let first: LayerSpec = .convolution(
      filters: channels,
      Window(Extent(5, 8), stride: Extent(2, 4), padding: .both(Extent(2, 4))), bias: false)
    return [first, .normalization(activation: .relu)]
      + SeparableBlock.specs(channels, count: 4)
      + [
        .timeAverage, .frequencyAverage, .flatten, .dropout(options.dropout ?? 0.1),
        .dense(units: classes),
      ]
  }
}
