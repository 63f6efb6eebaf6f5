import NeuralNetworks

/// Filters that are a product of one over frequency and one over time (SVDF).
public enum LowLatencySVDF: Architecture {
  /// `low-latency-svdf`.
  public static let id = "low-latency-svdf"
  /// What it is.
  public static let summary = "filters of rank 2 over frequency and time, then dense layers"
  /// Where it comes from.
  public static let source =
    "TensorFlow speech_commands, models.py; Nakkiran and others, Interspeech 2015"
  /// What it is compared with.
  public static let family = ArchitectureFamily.convolution

  /// Its layers.
  public static func specs(
    input: Shape, classes: Int, _ options: ArchitectureOptions
  ) -> [LayerSpec] {
    let dropout = options.dropout ?? 0.5
    let units = options.scaled(256)
    let rank = 2
    return [
      .frames,
      .convolution(filters: rank * options.scaled(1280), Window(.one), bias: false),
      .depthwise(Window(Extent(input.time), padding: .valid), bias: false),
      .rankSum(rank: rank, activation: .relu),
      .dropout(dropout),
      .dense(units: units),
      .dropout(dropout),
      .dense(units: units),
      .dropout(dropout),
      .dense(units: classes),
    ]
  }
}
