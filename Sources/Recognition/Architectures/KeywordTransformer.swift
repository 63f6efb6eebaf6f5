import NeuralNetworks

/// Attention between all frames and a learned step in front of them, whose value names the class.
///
/// 607 k weights with 98 frames of 40 bins and 12 classes, as the source has.
///
/// - Source: Berg, O'Connor and Cruz, *Keyword transformer*, Interspeech 2021; sizes and starts as
///   in ARM-software/keyword-transformer, normalized after each sum.
public enum KeywordTransformer: Architecture {
  /// `kwt-1`.
  public static let id = "kwt-1"
  /// What it is.
  public static let summary = "12 layers of attention between frames, 64 channels"
  /// Where it comes from.
  public static let source = "Berg and others, Interspeech 2021, arXiv:2104.00769"
  /// What it is compared with.
  public static let family = ArchitectureFamily.attention
  /// That of the source.
  public static let peakRate: Double? = 1e-3

  private static let layers = 12
  private static let start = Start.truncatedNormal(0.02)

  /// Its layers.
  public static func specs(
    input: Shape, classes: Int, _ options: ArchitectureOptions
  ) -> [LayerSpec] {
    let channels = options.scaled(64)
    let block = layer(channels, options.scaled(256), options.dropout ?? 0.1)
    return [.frames, everyFrame(channels), .positions(token: true)]
      + (0..<layers).flatMap { _ in block }
      + [.step(0), .dense(units: classes, start: start)]
  }

  private static func layer(_ channels: Int, _ inner: Int, _ dropout: Float) -> [LayerSpec] {
    [
      .residual([
        everyFrame(3 * channels, bias: false), .attention(heads: 1), everyFrame(channels),
        .dropout(dropout),
      ]),
      .layerNormalization,
      .residual([
        everyFrame(inner, activation: .gelu), everyFrame(channels), .dropout(dropout),
      ]),
      .layerNormalization,
    ]
  }

  /// A dense layer for each frame by itself.
  private static func everyFrame(
    _ units: Int, bias: Bool = true, activation: Activation = .none
  ) -> LayerSpec {
    .convolution(
      filters: units, Window(.one), bias: bias, activation: activation, start: start)
  }
}
