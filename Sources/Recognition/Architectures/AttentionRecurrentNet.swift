import NeuralNetworks

/// Recurrent layers both ways, whose middle asks four times which frames to look at.
///
/// 758.8 k weights with 40 bins and 12 classes; the source has about 750 k.
///
/// - Source: Rybakov and others, *Streaming keyword spotting on mobile devices*, Interspeech 2020,
///   MHAtt-RNN; sizes as in google-research kws_streaming, att_mh_rnn.
public enum AttentionRecurrentNet: Architecture {
  /// `mhatt-rnn`.
  public static let id = "mhatt-rnn"
  /// What it is.
  public static let summary = "two GRU layers both ways, four means weighed by attention"
  /// Where it comes from.
  public static let source = "Rybakov and others, Interspeech 2020, arXiv:2005.06720"
  /// What it is compared with.
  public static let family = ArchitectureFamily.attention
  /// That of the source.
  public static let peakRate: Double? = 1e-3

  /// Its layers.
  public static func specs(
    input: Shape, classes: Int, _ options: ArchitectureOptions
  ) -> [LayerSpec] {
    let units = options.scaled(128)
    return [
      .convolution(filters: options.scaled(10), Window(Extent(5)), activation: .relu),
      .normalization(),
      .convolution(filters: 1, Window(Extent(5)), activation: .relu),
      .normalization(),
      .frames,
      .recurrent(.gru, units: units, bothWays: true),
      .recurrent(.gru, units: units, bothWays: true),
      .attentionPool(heads: 4),
      .dropout(options.dropout ?? 0.2),
      .dense(units: options.scaled(64), activation: .relu, start: .he),
      .dense(units: options.scaled(32)),
      .dense(units: classes),
    ]
  }
}
