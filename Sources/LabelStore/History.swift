import Foundation
import Labeling

/// An edit that is on disk.
public struct Commit: Sendable, Equatable {
  /// How an edit came about.
  public enum Kind: String, Sendable {
    /// Somebody made it.
    case edit
    /// It took an earlier one back.
    case undo
    /// It did again what was taken back.
    case redo
  }

  /// What changed, with the rows as they really were.
  public let edit: LibraryEdit
  /// Whether that is what was asked for; if not, somebody else changed the rows before.
  public let isAsAsked: Bool
  /// How it came about.
  public let kind: Kind
  /// Its row in the history, 0 if nothing changed.
  public let number: Int64
  /// How many edits the author can take back now.
  public let undoDepth: Int
  /// How many edits the author can do again now.
  public let redoDepth: Int
}

/// A row of the history.
public struct HistoryEntry: Sendable, Equatable {
  /// Its place in the history.
  public let number: Int64
  /// When it was done.
  public let at: Date
  /// Who did it.
  public let author: String
  /// The run of the program that did it.
  public let session: String
  /// How it came about.
  public let kind: Commit.Kind
  /// What changed, with the rows as they really were.
  public let edit: LibraryEdit
  /// What takes it back.
  public let inverse: LibraryEdit
  /// The entry that it took back or did again.
  public let undoes: Int64?
  /// Whether it is taken back now.
  public let isUndone: Bool
  /// Whether somebody else's change keeps it from being taken back or done again.
  public let isSuperseded: Bool
  /// What it does, in a few words.
  public let summary: String
}
