import NeuralNetworks

/// Separable convolutions along time with long kernels, three of them with a way around.
///
/// 77.2 k weights with 64 bins and 30 classes, as the source has.
///
/// - Source: Majumdar and Ginsburg, *MatchboxNet*, Interspeech 2020: 3 × 1 × 64; sizes as in
///   NVIDIA/NeMo.
public enum MatchboxNet: Architecture {
  /// `matchboxnet`.
  public static let id = "matchboxnet"
  /// What it is.
  public static let summary = "separable convolutions of 11 to 29 frames, bins as channels"
  /// Where it comes from.
  public static let source = "Majumdar and Ginsburg, Interspeech 2020, arXiv:2004.08531: 3×1×64"
  /// What it is compared with.
  public static let family = ArchitectureFamily.residual

  /// Its layers.
  public static func specs(
    input: Shape, classes: Int, _ options: ArchitectureOptions
  ) -> [LayerSpec] {
    let outer = options.scaled(128)
    let inner = options.scaled(64)
    let rectified: [LayerSpec] = [.normalization(activation: .relu)]
    let blocks = [13, 15, 17].map { kernel in
      LayerSpec.residual(
        separable(inner, kernel) + [.normalization(), .dropout(options.dropout ?? 0)],
        around: [.convolution(filters: inner, Window(.one), bias: false), .normalization()],
        activation: .relu)
    }
    return [.frames] + separable(outer, 11) + rectified + blocks
      + separable(outer, 29, dilation: 2) + rectified
      + [.convolution(filters: outer, Window(.one), bias: false)] + rectified
      + [.timeAverage, .flatten, .dense(units: classes)]
  }

  private static func separable(_ filters: Int, _ kernel: Int, dilation: Int = 1) -> [LayerSpec] {
    [
      .depthwise(Window(Extent(kernel), dilation: Extent(dilation)), bias: false),
      .convolution(filters: filters, Window(.one), bias: false),
    ]
  }
}
