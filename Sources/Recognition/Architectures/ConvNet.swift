import NeuralNetworks

/// Two large convolutions, the usual network of TensorFlow's example.
///
/// Weights begin after He instead of with TensorFlow's deviation of 0.01, whose schedule takes hours.
public enum ConvNet: Architecture {
  /// `conv`.
  public static let id = "conv"
  /// What it is.
  public static let summary = "two convolutions of 64 filters, roughly cnn-trad-fpool3"
  /// Where it comes from.
  public static let source =
    "TensorFlow speech_commands, models.py; Sainath and Parada, Interspeech 2015"
  /// What it is compared with.
  public static let family = ArchitectureFamily.convolution
  /// What it was found to learn best with.
  public static let peakRate: Double? = 5e-4

  /// Its layers.
  public static func specs(
    input: Shape, classes: Int, _ options: ArchitectureOptions
  ) -> [LayerSpec] {
    let filters = options.scaled(64)
    let dropout = options.dropout ?? 0.5
    return [
      .convolution(filters: filters, Window(Extent(20, 8)), activation: .relu),
      .dropout(dropout),
      .maximumPool(Window(Extent(2, 2), stride: Extent(2, 2))),
      .convolution(filters: filters, Window(Extent(10, 4)), activation: .relu),
      .dropout(dropout),
      .flatten,
      .dense(units: classes),
    ]
  }
}
