/// Where the edges of regions snap to.
public enum SnapKind: String, Sendable, Hashable, CaseIterable {
  /// Where the wave goes through zero.
  case zero
  /// Where the sound rises steeply.
  case onset
  /// Where a silence begins or ends.
  case silence

  /// One such place in words.
  public var place: String {
    switch self {
    case .zero: "zero crossing"
    case .onset: "onset"
    case .silence: "edge of a silence"
    }
  }
}
