import NeuralNetworks

/// Long short-term memory both ways through time, averaged.
public enum BidirectionalLSTM: Architecture {
  /// `bilstm`.
  public static let id = "bilstm"
  /// What it is.
  public static let summary = "64 LSTM cells each way, mean over time"
  /// Where it comes from.
  public static let source = "Graves and Schmidhuber, 2005; the shape of DeepSpeech, smaller"
  /// What it is compared with.
  public static let family = ArchitectureFamily.recurrent

  /// Its layers.
  public static func specs(
    input: Shape, classes: Int, _ options: ArchitectureOptions
  ) -> [LayerSpec] {
    [
      .frames,
      .recurrent(.lstm, units: options.scaled(64), bothWays: true),
      .timeAverage,
      .flatten,
      .dropout(options.dropout ?? 0.2),
      .dense(units: classes),
    ]
  }
}
