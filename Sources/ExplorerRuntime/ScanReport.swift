import Explorer
import Labeling

/// What a scan tells while it goes on.
public enum ScanReport: Sendable {
  /// The library agrees with the folders, and whether it did before; what headers say follows.
  case listed(isChanged: Bool)
  /// The headers of some recordings were read.
  case recordings([Recording])
  /// So far it is; the last one says that it is over.
  case progress(ScanProgress)
  /// Something can't be read; the scan goes on.
  case failed(Failure)
}

/// A recording whose new name puts it into another part of the original's split.
public struct PartMove: Sendable, Equatable {
  /// Where it lay.
  public let from: RecordingPath
  /// Where it lies.
  public let to: RecordingPath
  /// The part of its new name.
  public let part: SplitPart

  /// Makes a move.
  public init(from: RecordingPath, to: RecordingPath, part: SplitPart) {
    self.from = from
    self.to = to
    self.part = part
  }

  /// A sentence of so many moves that names the first; nil for none.
  public static func sentence(_ moves: [PartMove]) -> String? {
    guard let first = moves.first else { return nil }
    let count =
      moves.count == 1
      ? "A new name moves a recording"
      : "\(Format.count(moves.count)) new names move recordings"
    return "\(count) to another part of the split: \(first.from.name.text) is in"
      + " \(first.part.rawValue) as \(first.to.name.text). What stands before _nohash_ decides."
  }
}

/// What a scan did.
public struct ScanSummary: Sendable, Equatable {
  /// Recordings that are there.
  public var found = 0
  /// Of them, those that are new.
  public var added = 0
  /// Of them, those whose contents are another.
  public var changed = 0
  /// Of them, those that lie elsewhere now and kept their labels.
  public var moved = 0
  /// Of those that lie elsewhere, those whose new name is in another part of the split.
  public var partMoves: [PartMove] = []
  /// Of them, those that can't be read.
  public var unreadable = 0
  /// Recordings that are not there any more; their labels are kept.
  public var missing = 0
  /// Files that are no sound by their names.
  public var passedOver = 0
  /// Folders and tables that can't be read.
  public var failures: [Failure] = []
  /// Whether the scan came to its end.
  public var isComplete = true

  /// Makes an empty summary.
  public init() {}
}
