import NeuralNetworks

/// Two small convolutions with long strides, made for microcontrollers.
public enum TinyEmbeddingConv: Architecture {
  /// `tiny-embedding-conv`.
  public static let id = "tiny-embedding-conv"
  /// What it is.
  public static let summary = "two convolutions of 8 filters with long strides"
  /// Where it comes from.
  public static let source = "TensorFlow speech_commands, models.py"
  /// What it is compared with.
  public static let family = ArchitectureFamily.convolution

  /// Its layers.
  public static func specs(
    input: Shape, classes: Int, _ options: ArchitectureOptions
  ) -> [LayerSpec] {
    let filters = options.scaled(8)
    let dropout = options.dropout ?? 0.5
    return [
      .convolution(
        filters: filters, Window(Extent(10, 8), stride: Extent(2, 2)), activation: .relu),
      .dropout(dropout),
      .convolution(
        filters: filters, Window(Extent(10, 8), stride: Extent(8, 8)), activation: .relu),
      .dropout(dropout),
      .flatten,
      .dense(units: classes),
    ]
  }
}
