import NeuralNetworks

/// Three dense layers, what small-footprint networks were before convolutions.
///
/// 243.6 k weights with 41 frames of 40 bands, 30 before and 10 after, and 4 classes.
public enum DeepNet: Architecture {
  /// `dnn`.
  public static let id = "dnn"
  /// What it is.
  public static let summary = "three dense layers of 128 units"
  /// Where it comes from.
  public static let source = "Chen, Parada and Heigold, ICASSP 2014: 128 × 3"
  /// What it is compared with.
  public static let family = ArchitectureFamily.dense
  /// Lower than the recipe's, as nothing is normalized.
  public static let peakRate: Double? = 1e-3

  /// Its layers.
  public static func specs(
    input: Shape, classes: Int, _ options: ArchitectureOptions
  ) -> [LayerSpec] {
    let hidden: [LayerSpec] = [
      .dense(units: options.scaled(128), activation: .relu, start: .he),
      .dropout(options.dropout ?? 0.2),
    ]
    return [.flatten] + hidden + hidden + hidden + [.dense(units: classes)]
  }
}
