import NeuralNetworks

/// Gated dilated convolutions on samples, averaged over 10 ms.
///
/// The average comes before the layers that lead to the sum of all blocks; as both are linear, that
/// changes nothing but the time it takes.
public enum WaveNet: Architecture {
  /// `wavenet`.
  public static let id = "wavenet"
  /// What it is.
  public static let summary = "gated dilated causal convolutions on samples, mean of 10 ms"
  /// Where it comes from.
  public static let source = "van den Oord and others, arXiv:1609.03499, section 3.4"
  /// What it is compared with.
  public static let family = ArchitectureFamily.samples
  /// Samples.
  public static let listensTo = NetworkInput.samples

  private static let dilations = (0..<9).map { 1 << $0 }

  /// Its layers.
  public static func specs(
    input: Shape, classes: Int, _ options: ArchitectureOptions
  ) -> [LayerSpec] {
    let channels = options.scaled(16)
    let summed = options.scaled(64)
    let pool = Extent(min(input.time, options.samplesOfTenMilliseconds), 1)
    let blocks = dilations.enumerated().map { place, dilation in
      SkipBlock(
        body: [
          .convolution(
            filters: 2 * channels,
            Window(Extent(2), dilation: Extent(dilation), padding: .causal), start: .fan),
          .gate,
        ],
        onward: place == dilations.count - 1
          ? nil : [.convolution(filters: channels, Window(.one), start: .fan)],
        skip: [.averagePool(pool), .convolution(filters: summed, Window(.one), start: .fan)])
    }
    return [
      .convolution(filters: channels, Window(Extent(2), padding: .causal), start: .fan),
      .skipStack(blocks),
      .normalization(activation: .relu),
      .convolution(filters: summed, Window(Extent(3)), bias: false),
      .normalization(activation: .relu),
      .convolution(filters: summed, Window(Extent(3)), bias: false),
      .normalization(activation: .relu),
      .timeAverage,
      .flatten,
      .dropout(options.dropout ?? 0.2),
      .dense(units: classes),
    ]
  }
}
