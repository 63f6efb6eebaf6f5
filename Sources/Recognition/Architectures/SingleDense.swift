import NeuralNetworks

/// One weighted sum of everything for each class.
public enum SingleDense: Architecture {
  /// `single-fc`.
  public static let id = "single-fc"
  /// What it is.
  public static let summary = "one dense layer"
  /// Where it comes from.
  public static let source = "TensorFlow speech_commands, models.py"
  /// What it is compared with.
  public static let family = ArchitectureFamily.linear

  /// Its layers.
  public static func specs(
    input: Shape, classes: Int, _ options: ArchitectureOptions
  ) -> [LayerSpec] {
    [.flatten, .dense(units: classes, start: .truncatedNormal(0.001))]
  }
}
