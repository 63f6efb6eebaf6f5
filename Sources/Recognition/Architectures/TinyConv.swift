import NeuralNetworks

/// One small convolution, made for microcontrollers.
public enum TinyConv: Architecture {
  /// `tiny-conv`.
  public static let id = "tiny-conv"
  /// What it is.
  public static let summary = "one convolution of 8 filters"
  /// Where it comes from.
  public static let source = "TensorFlow speech_commands, models.py"
  /// What it is compared with.
  public static let family = ArchitectureFamily.convolution

  /// Its layers.
  public static func specs(
    input: Shape, classes: Int, _ options: ArchitectureOptions
  ) -> [LayerSpec] {
    [
      .convolution(
        filters: options.scaled(8), Window(Extent(10, 8), stride: Extent(2, 2)), activation: .relu),
      .dropout(options.dropout ?? 0.5),
      .flatten,
      .dense(units: classes),
    ]
  }
}
