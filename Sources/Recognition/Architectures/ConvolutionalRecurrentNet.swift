import NeuralNetworks

/// A convolution with long strides, then two recurrent layers both ways through what it gives.
///
/// 229 k weights with 151 frames of 40 bands and 2 classes; the source has about 230 k.
public enum ConvolutionalRecurrentNet: Architecture {
  /// `crnn`.
  public static let id = "crnn"
  /// What it is.
  public static let summary = "a convolution of 32 filters, then two GRU layers both ways"
  /// Where it comes from.
  public static let source = "Arik and others, Interspeech 2017, arXiv:1703.05390"
  /// What it is compared with.
  public static let family = ArchitectureFamily.recurrent

  /// Its layers.
  public static func specs(
    input: Shape, classes: Int, _ options: ArchitectureOptions
  ) -> [LayerSpec] {
    let units = options.scaled(32)
    return [
      .convolution(
        filters: options.scaled(32), Window(Extent(20, 5), stride: Extent(8, 2)),
        activation: .relu),
      .frames,
      .recurrent(.gru, units: units, bothWays: true),
      .recurrent(.gru, units: units, bothWays: true),
      .flatten,
      .dropout(options.dropout ?? 0.2),
      .dense(units: options.scaled(64), activation: .relu, start: .he),
      .dense(units: classes),
    ]
  }
}
