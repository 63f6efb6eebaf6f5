import Acoustics
import Labeling

/// A search for the place that an edge snaps to.
public struct SnapRequest: Sendable, Hashable {
  /// Where the place is looked for.
  public enum Direction: Sendable, Hashable {
    /// Before the edge, or at it.
    case backwards
    /// Behind the edge, or at it.
    case forwards
    /// On either side, the nearest.
    case nearest
  }

  /// Which search it is: of those for an edge the newest counts.
  public let number: Int
  /// The recording.
  public let path: RecordingPath
  /// The samples of the clip.
  public let clip: Range<Int>
  /// The channel; nil for the mix.
  public let channel: Int?
  /// What the edge snaps to.
  public let kind: SnapKind
  /// Which edge it is.
  public let edge: Edge
  /// The sample where it stands.
  public let sample: Int
  /// Where the place is looked for.
  public let direction: Direction
}

/// What edges snap to, while they do.
public struct Snapping: Sendable, Equatable {
  /// What edges snap to when they are made or moved; nil for nothing.
  public var kind: SnapKind?
  /// How many searches were begun.
  var count = 0

  /// The word for it: `off`, `zero`, `onset`, `silence`.
  var word: String { kind?.rawValue ?? "off" }

  /// Makes the state in which edges stay where they are put.
  public init() {}

  /// Goes to the next kind, after the last one to none.
  mutating func takeNext() {
    let kinds = SnapKind.allCases
    guard let here = kind.flatMap(kinds.firstIndex(of:)) else {
      kind = kinds.first
      return
    }
    kind = here + 1 < kinds.count ? kinds[here + 1] : nil
  }
}
