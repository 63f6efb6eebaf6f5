import NeuralNetworks

/// Gated recurrent units, which go through time and remember.
public enum GatedRecurrentNet: Architecture {
  /// `gru`.
  public static let id = "gru"
  /// What it is.
  public static let summary = "128 gated recurrent units, the state after the last frame"
  /// Where it comes from.
  public static let source = "Cho and others, arXiv:1406.1078"
  /// What it is compared with.
  public static let family = ArchitectureFamily.recurrent

  /// Its layers.
  public static func specs(
    input: Shape, classes: Int, _ options: ArchitectureOptions
  ) -> [LayerSpec] {
    [
      .frames,
      .recurrent(.gru, units: options.scaled(128)),
      .lastState(),
      .dropout(options.dropout ?? 0.2),
      .dense(units: classes),
    ]
  }
}
