import Labeling

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// An edge of a selection or a region.
public enum Edge: String, Sendable, Hashable, CaseIterable {
  /// Where it begins.
  case onset
  /// Where it ends.
  case offset
  /// Its lowest frequency.
  case low
  /// Its highest frequency.
  case high

  /// Whether it is a moment.
  var isTime: Bool { self == .onset || self == .offset }
}

/// What of a selection or region the keys act on.
public struct Marking: Sendable, Equatable {
  /// A region whose edge was moved and is not handed to the store yet.
  public struct Move: Sendable, Equatable {
    /// The region before its edge was moved first.
    let original: Annotation
    /// When its edge was moved last.
    let since: Date

    /// Seconds without a key after which the move is an edit.
    static let patience: TimeInterval = 0.5

    /// Whether no key came for long enough.
    func isOver(at now: Date) -> Bool { now.timeIntervalSince(since) >= Move.patience }
  }

  /// The edge that moves.
  public var edge = Edge.offset
  /// Whether the selection has one fixed edge so far and is drawn out by the other.
  public var isStretching = false
  /// The region in focus.
  public var region: UUID?
  /// A region with an edge on the move.
  public var move: Move?
  /// The places that edges will snap to, while they are looked for.
  var snaps: [Edge: SnapRequest] = [:]

  /// Whether an edge of a region or mark is on its way.
  var isMoving: Bool { move != nil || !snaps.isEmpty }

  /// Makes the state in which nothing is in focus.
  public init() {}
}
