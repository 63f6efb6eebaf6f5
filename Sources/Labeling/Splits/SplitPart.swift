/// A part of a set of clips.
public enum SplitPart: String, Sendable, Hashable, CaseIterable {
  /// What models learn from.
  case training
  /// What settings are chosen on.
  case validation
  /// What is reported.
  case testing

  /// The part that a table, a list or a folder names: `train`, `dev`, `test` and the like.
  public init?(name: String) {
    switch name.lowercased() {
    case "train", "training": self = .training
    case "valid", "validation", "val", "dev": self = .validation
    case "test", "testing": self = .testing
    default: return nil
    }
  }

  /// A word of at most five letters, for columns: `train`, `valid`, `test`.
  public var short: String {
    switch self {
    case .training: "train"
    case .validation: "valid"
    case .testing: "test"
    }
  }
}
