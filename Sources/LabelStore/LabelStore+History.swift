import Foundation
import GRDB
import Labeling

extension LabelStore {
  /// What came of taking an edit back or doing it again.
  private enum Outcome {
    case nothing
    case done(Commit)
    case superseded(by: String, summary: String)
    case needed([HistoryEntry])
  }

  /// Saves an edit: its annotations and its row of the history in one transaction.
  ///
  /// The edit is taken against the rows as they are: adding what is there changes it, replacing
  /// what is gone adds it, removing what is gone or is not as it was does nothing. Everybody has one
  /// annotation of a whole clip in each tier: a new one replaces that of the same person and that
  /// of nobody, such as a folder's.
  /// A trim holds whatever the clip covered; a clip that somebody labelled meanwhile is not removed.
  /// The answer says what was done; an edit that changes nothing is an empty batch and leaves no
  /// row.
  public func commit(_ edit: LibraryEdit) throws(LabelStoreError) -> Commit {
    try connection.write { database in
      var labels = MetLabels()
      let applied = try edit.steps.flatMap { try AnnotationRows.apply($0, &labels, database) }
      return try self.enter(
        applied, .edit, of: nil, edit.summary, database,
        isAsAsked: applied == edit.steps.map(AnnotationRows.storable))
    }
  }

  /// Takes back the author's newest edit that is not taken back; nil if there is none.
  ///
  /// - Throws: `.changedSince` if somebody else changed what the edit touched; the edit is passed
  ///   over from then on.
  public func undo() throws(LabelStoreError) -> Commit? {
    try settle { database in
      guard let entry = try HistoryRows.undoable(self.author, database) else { return .nothing }
      return try self.retrace(entry, entry.inverse, .undo, database)
    }
  }

  /// Does again the author's edit that was taken back last; nil if there is none.
  ///
  /// A new edit after it leaves none.
  ///
  /// - Throws: `.changedSince`, as `undo`.
  public func redo() throws(LabelStoreError) -> Commit? {
    try settle { database in
      guard let entry = try HistoryRows.redoable(self.author, database) else { return .nothing }
      return try self.retrace(entry, entry.edit, .redo, database)
    }
  }

  /// Takes any one edit back, whoever made it; nil if there is none, or it is taken back already.
  ///
  /// The number of a step of undo or redo stands for the edit that it was about. The newest edit
  /// that was taken back so is the first that `redo` does again.
  ///
  /// - Throws: `.neededBy` if what the edit touched is not as the edit left it.
  public func undo(_ number: Int64) throws(LabelStoreError) -> Commit? {
    try settle(number) { database in
      guard let entry = try Self.subject(number, database), !entry.isUndone else {
        return .nothing
      }
      return try self.retrace(entry, entry.inverse, .undo, database, isAnywhere: true)
    }
  }

  /// Does any one edit again that is taken back; nil if there is none of this number, or it is not.
  ///
  /// - Throws: `.neededBy`, as `undo`.
  public func redo(_ number: Int64) throws(LabelStoreError) -> Commit? {
    try settle(number) { database in
      guard let entry = try Self.subject(number, database), entry.isUndone else {
        return .nothing
      }
      return try self.retrace(entry, entry.edit, .redo, database, isAnywhere: true)
    }
  }

  /// The edit that an entry of the history is, or that it is about.
  private static func subject(_ number: Int64, _ database: Database) throws -> HistoryEntry? {
    let entry = try HistoryRows.entry(number, database)
    return try entry?.undoes.flatMap { try HistoryRows.entry($0, database) } ?? entry
  }

  /// How many edits the author can take back and do again.
  public func depths() throws(LabelStoreError) -> (undo: Int, redo: Int) {
    try connection.read { database in try HistoryRows.depths(self.author, database) }
  }

  /// Everything that was done, oldest first.
  public func history() throws(LabelStoreError) -> [HistoryEntry] {
    try connection.read { database in try HistoryRows.entries(after: 0, database) }
  }

  /// The newest entries, or the newest before a number; newest first.
  public func history(
    before number: Int64?, limit: Int
  ) throws(LabelStoreError) -> [HistoryEntry] {
    try connection.read { database in
      try HistoryRows.entries(before: number, limit: limit, database)
    }
  }

  private func settle(
    _ number: Int64 = 0, _ body: (Database) throws -> Outcome
  ) throws(LabelStoreError) -> Commit? {
    switch try connection.write(body) {
    case .nothing: return nil
    case .done(let commit): return commit
    case .superseded(let author, let summary):
      throw .changedSince(by: author, summary: summary)
    case .needed(let entries):
      throw .neededBy(
        edit: number, number: entries.first?.number ?? 0, author: entries.first?.author ?? "",
        summary: entries.first?.summary ?? "", others: max(0, entries.count - 1))
    }
  }

  /// Does an edit or its inverse if the rows are as they were.
  ///
  /// - Parameter isAnywhere: Whether it is any edit of the history; if not, one that can't be done is
  ///   passed over from then on.
  private func retrace(
    _ entry: HistoryEntry, _ edit: LibraryEdit, _ kind: Commit.Kind, _ database: Database,
    isAnywhere: Bool = false
  ) throws -> Outcome {
    if isAnywhere {
      let since = try kind == .undo ? entry.number : HistoryRows.undoing(entry.number, database)
      let later = try HistoryRows.dependents(on: entry, after: since, database)
      if !later.isEmpty { return .needed(later) }
    }
    var applied: [LibraryEdit] = []
    var obstacle: LibraryEdit.Subject?
    try database.inSavepoint {
      for step in edit.steps {
        obstacle = try AnnotationRows.obstacle(to: step, database)
        guard obstacle == nil else { return .rollback }
        applied += try AnnotationRows.apply(step, database)
      }
      return .commit
    }
    if let obstacle, isAnywhere {
      let later = try HistoryRows.dependents(on: [obstacle], after: entry.number, database)
      return .needed(later.filter { $0.number != entry.number })
    }
    if let obstacle {
      try HistoryRows.mark(entry.number, "superseded", database)
      let change = try HistoryRows.lastChange(
        of: obstacle, after: entry.number, notBy: author, database)
      return .superseded(by: change?.author ?? "", summary: change?.summary ?? entry.summary)
    }
    let commit = try enter(applied, kind, of: entry, entry.summary, database)
    return .done(commit)
  }

  /// Writes what was done into the history.
  func enter(
    _ applied: [LibraryEdit], _ kind: Commit.Kind, of entry: HistoryEntry?, _ summary: String,
    _ database: Database, isAsAsked: Bool = true
  ) throws -> Commit {
    let edit = applied.count == 1 ? applied[0] : LibraryEdit.batch(applied)
    var number: Int64 = 0
    if !applied.isEmpty {
      number = try HistoryRows.insert(
        edit, kind: kind, undoes: entry?.number, summary: summary, author: author,
        session: session, database)
      if let entry {
        let isUndo = kind == .undo
        try HistoryRows.mark(
          entry.number, isUndo ? "undone" : "live", undoneBy: isUndo ? number : nil, database)
      }
    }
    let depths = try HistoryRows.depths(author, database)
    return Commit(
      edit: edit, isAsAsked: isAsAsked, kind: kind, number: number, undoDepth: depths.undo,
      redoDepth: depths.redo)
  }
}
