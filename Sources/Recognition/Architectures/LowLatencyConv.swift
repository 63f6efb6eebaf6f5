import NeuralNetworks

/// One convolution over all of time, and dense layers without a function between them.
public enum LowLatencyConv: Architecture {
  /// `low-latency-conv`.
  public static let id = "low-latency-conv"
  /// What it is.
  public static let summary = "one convolution over all frames, then dense layers"
  /// Where it comes from.
  public static let source =
    "TensorFlow speech_commands, models.py; Sainath and Parada, cnn-one-fstride4"
  /// What it is compared with.
  public static let family = ArchitectureFamily.convolution

  /// Its layers.
  public static func specs(
    input: Shape, classes: Int, _ options: ArchitectureOptions
  ) -> [LayerSpec] {
    let dropout = options.dropout ?? 0.5
    let units = options.scaled(128)
    return [
      .convolution(
        filters: options.scaled(186),
        Window(Extent(input.time, min(8, input.frequency)), padding: .valid), activation: .relu),
      .dropout(dropout),
      .flatten,
      .dense(units: units),
      .dropout(dropout),
      .dense(units: units),
      .dropout(dropout),
      .dense(units: classes),
    ]
  }
}
