import Labeling

/// What taking another library over came to.
public struct MergeReport: Sendable, Equatable {
  /// Two libraries say different things of the same, and both stay.
  public struct Conflict: Sendable, Equatable {
    /// How it came about.
    public enum Kind: String, Sendable {
      /// Both changed the same annotation.
      case changed
      /// One took the annotation away that the other changed.
      case removed
      /// Both gave the whole clip a label of their own.
      case labelled
      /// Both gave the clip other limits; those of this library stay.
      case trimmed
    }

    /// How it came about.
    public let kind: Kind
    /// The clip in this library.
    public let clip: ID<Clip>
    /// What this library says, nil if it took it away.
    public let ours: Annotation?
    /// What the other one says, as it is kept here; nil if it took it away.
    public let theirs: Annotation?
    /// The limits that the other one gave to the clip, where that is the conflict.
    var theirLimits: Range<Int>?

    /// Whether both stand as labels of the whole clip, so that nothing else need tell it.
    var isShownByLabels: Bool {
      guard let ours, let theirs else { return false }
      return ours.span == nil && theirs.span == nil
    }
  }

  /// How many annotations the other library has.
  public internal(set) var read = 0
  /// How many of them are new here.
  public internal(set) var added = 0
  /// How many annotations changed because the other library changed them.
  public internal(set) var changed = 0
  /// How many went because the other library took them away.
  public internal(set) var removed = 0
  /// How many of the other library's annotations were here already, or are here otherwise since.
  public internal(set) var unchanged = 0
  /// How many entries of the other library's history are new here.
  public internal(set) var entries = 0
  /// Recordings that only the other library knew; they are kept as missing until a scan finds them.
  public internal(set) var recordings: [RecordingPath] = []
  /// What both say differently.
  public internal(set) var conflicts: [Conflict] = []

  /// Makes an empty report.
  public init() {}
}
