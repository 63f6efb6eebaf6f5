import Foundation
import GRDB
import Labeling

extension LabelStore {
  /// What other sessions did since the last look (or since `library` was read), in order.
  ///
  /// Edits are as they were applied. One of this session that came after one of theirs on the same
  /// annotation or clip is given again, so that applying the list leads to what is on disk. Cheap while
  /// nothing was written.
  public func changesFromElsewhere() throws(LabelStoreError) -> (
    edits: [LibraryEdit], recordingsChanged: Bool
  ) {
    let version = try connection.onWriter { database in
      try Int64.fetchOne(database, sql: "PRAGMA data_version") ?? 0
    }
    if version == nil || version != seen.dataVersion {
      try lookElsewhere()
      seen.dataVersion = version
    }
    let edits = seen.edits
    let recordingsChanged = seen.areRecordingsChanged
    seen.edits = []
    seen.areRecordingsChanged = false
    return (edits, recordingsChanged)
  }

  private func lookElsewhere() throws(LabelStoreError) {
    let (entries, newest, revision) = try connection.read { database in
      (
        try HistoryRows.entriesFromElsewhere(after: seen.history, notIn: session, database),
        try HistoryRows.newest(database), try RecordingRows.revision(database)
      )
    }
    var touched: Set<LibraryEdit.Subject> = []
    for entry in entries {
      let subjects = entry.edit.subjects
      if entry.session != session {
        touched.formUnion(subjects)
        seen.edits.append(entry.edit)
      } else {
        for step in entry.edit.steps where !touched.isDisjoint(with: step.subjects) {
          touched.formUnion(step.subjects)
          seen.edits.append(step)
        }
      }
    }
    seen.history = newest
    if revision != seen.revision { seen.areRecordingsChanged = true }
    seen.revision = revision
  }
}
