import Explorer
import Labeling

/// What a scan tells while it goes on.
public enum ScanReport: Sendable {
  /// The library agrees with the folders; what headers say follows.
  case listed
  /// The headers of some recordings were read.
  case recordings([Recording])
  /// So far it is; the last one says that it is over.
  case progress(ScanProgress)
  /// Something can't be read; the scan goes on.
  case failed(Failure)
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
