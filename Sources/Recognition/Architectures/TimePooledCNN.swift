import NeuralNetworks

/// The usual network: separable convolutions whose frequencies stay apart up to the classes.
///
/// Averaging over time alone is worth 5 points on a voice that was never heard.
public enum TimePooledCNN: Architecture {
  /// `ds-cnn-t`.
  public static let id = "ds-cnn-t"
  /// What it is.
  public static let summary = "depthwise separable convolutions, mean over time, not frequency"
  /// Where it comes from.
  public static let source = "Hello Edge, arXiv:1711.07128, with another first layer and pooling"
  /// What it is compared with.
  public static let family = ArchitectureFamily.separable

  /// Its layers.
  public static func specs(
    input: Shape, classes: Int, _ options: ArchitectureOptions
  ) -> [LayerSpec] {
    let channels = options.scaled(64)
    let first: LayerSpec = .convolution(
      filters: channels,
      Window(Extent(10, 8), stride: Extent(4, 4), padding: .both(Extent(5, 4))), bias: false)
    return [first, .normalization(activation: .relu)]
      + SeparableBlock.specs(channels, count: 4)
      + [.timeAverage, .flatten, .dropout(options.dropout ?? 0.1), .dense(units: classes)]
  }
}
