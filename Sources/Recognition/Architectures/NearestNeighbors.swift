import NeuralNetworks

/// Keeps examples and names what is heard as those of them that are most alike.
///
/// They are compared by what lies under them: the statistics that ``Logistic`` reads, or what the
/// last layer of a trained network reads (its embedding). Its weights are the examples themselves,
/// so it is as large as what it has heard.
public enum NearestNeighbors: Architecture {
  /// `knn`.
  public static let id = "knn"
  /// What it is.
  public static let summary = "the ten kept examples that are most alike; so many weights for each"
  /// Where it comes from.
  public static let source = "Cover and Hart, 1967; votes as Wu and others, arXiv:1805.01978"
  /// What it is compared with.
  public static let family = ArchitectureFamily.neighbors
  /// Nothing is learned: examples are kept.
  public static let training = TrainingMethod.examples

  /// Examples that vote.
  private static let nearest = 10

  /// Its layers; none where there is no such network to lie on.
  public static func specs(
    input: Shape, classes: Int, _ options: ArchitectureOptions
  ) -> [LayerSpec] {
    let kept = options.kept ?? KeptExamples()
    guard let kind = ArchitectureRegistry.architecture(named: kept.trunk ?? Logistic.id),
      kind.training != .examples
    else { return [] }
    let under = kind.specs(input: input, classes: classes, options)
    guard case .dense? = under.last else { return [] }
    return under.dropLast()
      + [.neighbors(examples: kept.count, nearest: nearest, classes: classes)]
  }
}

/// What a kind of network that keeps examples keeps.
public struct KeptExamples: Sendable, Hashable, Codable {
  /// How many examples.
  public var count: Int
  /// The kind of network whose embeddings they are; nil where they are fixed statistics.
  public var trunk: String?

  /// Examples that are kept at most; of more, so many are drawn.
  public static let limit = 20_000

  /// Examples; one unless told.
  public init(count: Int = 1, trunk: String? = nil) {
    self.count = count
    self.trunk = trunk
  }
}
