import NeuralNetworks

/// Long short-term memory one way through time, which can hear a stream frame by frame.
///
/// 62.3 k weights with 10 bands and 12 classes, as the smallest of the source.
public enum LongShortTermNet: Architecture {
  /// `lstm`.
  public static let id = "lstm"
  /// What it is.
  public static let summary = "118 LSTM cells, the state after the last frame"
  /// Where it comes from.
  public static let source = "Zhang and others, Hello Edge, arXiv:1711.07128: basic LSTM, small"
  /// What it is compared with.
  public static let family = ArchitectureFamily.recurrent

  /// Its layers.
  public static func specs(
    input: Shape, classes: Int, _ options: ArchitectureOptions
  ) -> [LayerSpec] {
    [
      .frames,
      .recurrent(.lstm, units: options.scaled(118)),
      .lastState(),
      .dropout(options.dropout ?? 0.2),
      .dense(units: classes),
    ]
  }
}
