/// What is the matter with a clip; stored as an annotation in the tier of flags.
public enum ClipFlag: String, Sendable, Hashable, CaseIterable {
  /// Somebody wants to come back to it.
  case lookAgain = "look again"
  /// It should not be used.
  case quarantine
  /// The sound is spoilt.
  case badAudio = "bad audio"
  /// It can't be told what it is.
  case indeterminate
}

extension Clip {
  /// The flags that people gave it, the newest last; a person has one at most.
  public var flags: [Annotation] { annotations.filter(\.isFlag) }

  /// Whether somebody flagged it.
  public var isFlagged: Bool { annotations.contains(where: \.isFlag) }
}
