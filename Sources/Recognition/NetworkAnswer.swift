/// What a network says of what it hears.
public enum NetworkAnswer: String, Sendable, Codable {
  /// One label of a clip.
  case label
  /// Labels in order, whenever each of them is heard: the classes of every frame, and nothing.
  case sequence
}

extension Architecture {
  /// How many logits a network gives for so many labels, at once or in each frame.
  public static func classes(forLabels count: Int) -> Int {
    answers == .sequence ? count + 1 : count
  }
}

extension ArchitectureRegistry {
  /// The kinds that say one label of a clip.
  ///
  /// These are compared, and trained in the explorer. One that gives labels in order answers
  /// another question: it learns from strings, and is judged by how many of their labels are wrong,
  /// so a share of clips that are right would say nothing of it.
  public static var classifiers: [any Architecture.Type] { all.filter { $0.answers == .label } }
}
