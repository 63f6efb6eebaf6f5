import Explorer
import ExplorerRuntime
import Foundation
import LabelStore
import Labeling

/// Takes the labels of files into a library, in one edit.
struct LabelTaking {
  /// What was taken.
  struct Report {
    /// Labels in the files.
    let read: Int
    /// What changed.
    let edit: LabelImport
    /// The recordings that the library does not know, each once.
    let unmatched: [String]
    /// Labels that are not taken.
    let untaken: [UntakenLabel]
    /// What got lost.
    let losses: [Loss]
    /// Whether there are labels that should have been taken and were not.
    let isPartial: Bool

    /// Whether nothing of the files is in the library.
    var isNothing: Bool { edit.edits.isEmpty && edit.unchanged == 0 && !untaken.isEmpty }
  }

  /// The files with their absolute paths.
  let files: [(path: [UInt8], file: LabelFile)]
  /// The recording that all labels are of, as bytes; nil for what the files say.
  let audio: [UInt8]?
  /// Whether nothing is written.
  let isDry: Bool
  /// What was said of the columns of the files.
  let memory: ColumnMemory

  /// Looks recordings up, tells what gets lost, and then changes the library.
  func take(_ desk: LibraryDesk, _ reporter: Reporter) throws(Failure) -> Report {
    let wasThere = desk.location.exists
    guard wasThere || !isDry else {
      throw Failure(
        what: "Cannot tell what would be taken", why: "the folder has no library yet",
        remedy: "run earmark scan first")
    }
    let store = try desk.open(isDry ? .read : .write)
    if !wasThere { try desk.scan(store, reporter) }
    do {
      var matches = try self.matches(store, desk)
      if !matches.missing.isEmpty, wasThere, !isDry {
        // The folder may hold what was never looked for.
        try desk.scan(store, reporter)
        matches = try self.matches(store, desk)
      }
      let formats = Set(files.map { $0.file.format.id })
      let origin = Origin.imported(format: formats.count == 1 ? formats.first ?? "" : "files")
      let edit = LabelImport(
        Array(matches.pairs), origin: origin, now: Date(), isMultiple: matches.isMultiple
      ) { RandomUUID.next() }
      let report = report(matches, edit)
      tell(report, matches, reporter)
      if !isDry {
        try commit(edit, to: store)
        try memory.keep(in: store)
      }
      try store.close()
      return report
    } catch let error as LabelStoreError {
      throw Failure(error)
    } catch let error as Failure {
      throw error
    } catch {
      preconditionFailure("an error of another kind: \(error)")
    }
  }

  private func matches(_ store: LabelStore, _ desk: LibraryDesk) throws -> LabelMatches {
    let hashes = Set(files.flatMap { $0.file.labels.compactMap(\.sha256) })
    return LabelMatches(
      files, audio: audio, library: try store.library(),
      hashes: try store.recordings(ofHashes: hashes), desk)
  }

  private func report(_ matches: LabelMatches, _ edit: LabelImport) -> Report {
    let left = edit.leftOut.map { matches.untaken($0.place, $0.why) }
    return Report(
      read: files.reduce(0) { $0 + $1.file.labels.count }, edit: edit,
      unmatched: matches.unmatched, untaken: matches.missing + left,
      losses: (files.flatMap { $0.file.labels.losses } + edit.losses).summed,
      isPartial: !matches.missing.isEmpty
        || edit.leftOut.contains { $0.why == LabelImport.beyondEnd })
  }

  private func tell(_ report: Report, _ matches: LabelMatches, _ reporter: Reporter) {
    for loss in report.losses { reporter.note(LossText.read(loss)) }
    guard let first = matches.missing.first else { return }
    let place = "\(first.recording) of line \(first.line) of \(first.file)"
    let count = Format.count(matches.missing.count)
    reporter.tell(
      Failure(
        what: matches.missing.count == 1
          ? "Cannot find the recording of a label, \(place)"
          : "Cannot find the recordings of \(count) labels, such as \(place)",
        why: "the library has none that fits, or several",
        remedy: "name the recording with --audio, or correct the paths in the file"))
  }

  private func commit(_ edit: LabelImport, to store: LabelStore) throws {
    if edit.edits.count > 1 {
      _ = try store.commit(.batch(edit.edits))
    } else if let only = edit.edits.first {
      _ = try store.commit(only)
    }
  }
}

extension LabelFile {
  /// Tells if a table has no times: then its labels are of whole recordings.
  func tellOfWholes(_ path: [UInt8], _ reporter: Reporter) {
    guard format.id == CSVTable.id, !labels.isEmpty,
      labels.allSatisfy({ $0.seconds == nil && $0.samples == nil })
    else { return }
    reporter.note("\(FilePath.text(path)) has no times: its labels are of whole recordings")
  }
}
