import Labeling

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Edits between the key and the disk. Nothing but an empty `waiting` may be shown as saved.
public struct Saving: Sendable, Equatable {
  /// Edits handed to the store and not answered yet, oldest first.
  public var waiting: [LibraryEdit] = []
  /// Edits that the store could not write; they wait in memory for `:save`.
  public var unsaved: [LibraryEdit] = []
  /// When the oldest edit in `waiting` was handed over.
  public var since: Date?
  /// Edits that can be taken back.
  public var undoDepth = 0
  /// Edits of other programs taken over in this session.
  public var fromElsewhere = 0
  /// Whether the program ends when the store has answered.
  public var isQuitting = false

  /// Seconds a redraw waits for the disk before it shows that saving is under way.
  public static let patience: TimeInterval = 0.05

  /// Makes the state of a library that nothing was changed in.
  public init() {}

  /// Whether every edit is on disk.
  public var isSaved: Bool { waiting.isEmpty && unsaved.isEmpty }

  /// When a redraw must not wait for the disk any longer; nil when nothing is on its way.
  public var deadline: Date? { since?.addingTimeInterval(Saving.patience) }

  /// Notes an edit that was handed over.
  mutating func begin(_ edit: LibraryEdit, at now: Date) {
    if waiting.isEmpty { since = now }
    waiting.append(edit)
  }

  /// Notes that the oldest edit was answered.
  mutating func end(at now: Date) {
    if !waiting.isEmpty { waiting.removeFirst() }
    since = waiting.isEmpty ? nil : now
  }
}

/// A label given to clips, or taken from them.
public struct LabelChange: Sendable, Equatable {
  /// The label; nil clears.
  public let label: String?

  /// Makes a change.
  public init(label: String?) { self.label = label }
}
