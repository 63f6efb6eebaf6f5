import Explorer
import LabelStore
import Labeling

extension StoreService {
  /// Gives a label another name in all of the library.
  func rename(_ old: String, to new: String, in store: LabelStore) {
    do {
      let elsewhere = try store.changesFromElsewhere().edits
      if !elsewhere.isEmpty { setup.mailbox.post(.elsewhere(elsewhere)) }
      let library = try store.library()
      guard let edit = LibraryEdit.renaming([old], to: new, in: library) else {
        setup.mailbox.post(.notUndone(Failure(what: "No label is named \(old).")))
        return
      }
      let commit = try store.commit(edit)
      setup.mailbox.post(.committed(CommittedEdit(commit, isOfLibrary: true)))
      if !commit.isAsAsked { postLibrary(store) }
    } catch {
      setup.mailbox.post(.notUndone(Failure(error)))
    }
  }

  /// Reads a piece of the history, short enough for edits to get their turn.
  func readHistory(before number: Int64?, of store: LabelStore) {
    do {
      let entries = try store.history(before: number, limit: StoreService.historyLength)
      let isLast = entries.count < StoreService.historyLength
      setup.mailbox.post(.history(entries.map(HistoryLine.init), isLast: isLast))
    } catch {
      setup.mailbox.post(.history([], isLast: true))
      setup.mailbox.post(.failed(Failure(error)))
    }
  }

  /// Entries of the history that are read at once.
  private static let historyLength = 500
}

extension HistoryLine {
  /// Takes over an entry of the history.
  fileprivate init(_ entry: HistoryEntry) {
    self.init(
      number: entry.number, at: entry.at, author: entry.author,
      kind: CommittedEdit.Kind(entry.kind), summary: entry.edit.change ?? entry.summary,
      clips: entry.edit.clips,
      labels: entry.edit.labels, isUndone: entry.isUndone)
  }
}
