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
  /// Steps of undo and redo handed to the store and not answered yet.
  public private(set) var steps = 0
  /// When the oldest edit or step that waits was handed over.
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
  public var isSaved: Bool { waiting.isEmpty && steps == 0 && unsaved.isEmpty }

  /// When a redraw must not wait for the disk any longer; nil when nothing is on its way.
  public var deadline: Date? { since?.addingTimeInterval(Saving.patience) }

  /// Notes an edit that was handed over.
  mutating func begin(_ edit: LibraryEdit, at now: Date) {
    if since == nil { since = now }
    waiting.append(edit)
  }

  /// Notes a step of undo or redo that was handed over.
  mutating func beginStep(at now: Date) {
    if since == nil { since = now }
    steps += 1
  }

  /// Notes that a step was answered.
  mutating func endStep(at now: Date) {
    steps = max(0, steps - 1)
    restart(at: now)
  }

  /// Notes that the oldest edit was answered.
  mutating func end(at now: Date) {
    if !waiting.isEmpty { waiting.removeFirst() }
    restart(at: now)
  }

  private mutating func restart(at now: Date) {
    since = waiting.isEmpty && steps == 0 ? nil : now
  }
}

/// A label given to clips, or taken from them.
public struct LabelChange: Sendable, Equatable {
  /// The label; nil clears.
  public let label: String?

  /// Makes a change.
  public init(label: String?) { self.label = label }
}
