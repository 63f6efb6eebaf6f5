import Labeling

/// What goes to the user's clipboard.
public enum Copied: Sendable, Equatable {
  /// Where a recording lies, byte by byte.
  case path(RecordingPath)
  /// A text.
  case text(String)
}
