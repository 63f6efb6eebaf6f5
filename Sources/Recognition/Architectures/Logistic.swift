import NeuralNetworks

/// Multinomial logistic regression on fixed statistics of the features: the line to beat.
public enum Logistic: Architecture {
  /// `logistic`.
  public static let id = "logistic"
  /// What it is.
  public static let summary = "logistic regression on mean and deviation of five parts of a sound"
  /// Where it comes from.
  public static let source = "a linear baseline; L-BFGS after Nocedal, 1980"
  /// What it is compared with.
  public static let family = ArchitectureFamily.linear
  /// With all examples at once.
  public static let training = TrainingMethod.wholeSet

  private static let segments = 5

  /// Its layers.
  public static func specs(
    input: Shape, classes: Int, _ options: ArchitectureOptions
  ) -> [LayerSpec] {
    [.statistics(segments: segments), .dense(units: classes, start: .zeros)]
  }
}
