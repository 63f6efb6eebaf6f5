import Foundation
import GRDB
import Labeling

extension LabelStore {
  /// Takes over what another library says, in one edit.
  ///
  /// What only one side changed since both were the same counts, as the histories tell; where both
  /// did, both stay and the report names the conflict. The other library's history comes too, so that
  /// merging again changes nothing; taking the edit back makes it new again.
  ///
  /// - Parameter path: The file of the other library, which is only read.
  public func merge(_ path: String) throws(LabelStoreError) -> (report: MergeReport, commit: Commit)
  {
    let file = LibraryFile(path)
    let other = try LibraryConnection(reading: file, patience: 5)
    let (report, commit, before) = try other.read { theirs in
      try self.connection.write { database in
        let merge = try LibraryMerge(ours: database, theirs: theirs)
        let (steps, report) = try merge.perform()
        let taken = try MergeRows.take(
          merge.theirs.entries, from: theirs, ours: merge.ours.entries, merge.match, database)
        let commit = try self.enter(steps, .edit, of: nil, "merged \(file.shortName)", database)
        let number = commit.number > 0 ? commit.number : nil
        try MergeRows.note(taken, merge: number, database)
        let isChanged = !steps.isEmpty || !report.recordings.isEmpty
        let before = isChanged ? try RecordingRows.countChange(database) : nil
        var full = report
        full.entries = taken.count
        return (full, commit, before)
      }
    }
    if let before { noteOwnChange(before) }
    return (report, commit)
  }
}

extension LibraryFile {
  /// The name, or that of the folder whose library it is.
  fileprivate var shortName: String {
    let parts = path.split(separator: "/")
    return parts.dropLast().last == ".earmark"
      ? parts.dropLast(2).last.map(String.init) ?? name : name
  }
}
