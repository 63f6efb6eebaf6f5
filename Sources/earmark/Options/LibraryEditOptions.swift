import ArgumentParser
import Explorer
import ExplorerRuntime
import LabelStore
import Labeling

/// What edits of a whole library on the command line have in common.
struct LibraryEditOptions: ParsableArguments {
  @Argument(help: "The folder, or the library's root.", completion: .directory)
  var folder: String

  @OptionGroup var library: LibraryOptions
  @OptionGroup var output: JSONOptions
  @OptionGroup var reports: ReportOptions

  /// The library's place.
  func desk() throws(Failure) -> LibraryDesk { try LibraryDesk([folder], library) }

  /// Opens the library to write, does something with it, and closes it; a new one is scanned first.
  func perform<Answer>(
    _ body: (LabelStore, LibraryDesk) throws -> Answer
  ) throws -> Answer {
    let desk = try desk()
    let wasThere = desk.location.exists
    let store = try desk.open(.write)
    if !wasThere { try desk.scan(store, Reporter(reports)) }
    do {
      let answer = try body(store, desk)
      try store.close()
      return answer
    } catch let error as LabelStoreError {
      throw Failure(error)
    }
  }

  /// Saves an edit and tells about it; nil changes nothing.
  func commit(_ edit: LibraryEdit?, to store: LabelStore) throws {
    let commit = try edit.map { try store.commit($0) }
    guard output.json else {
      try StandardOutput.write(commit.map { $0.number > 0 ? $0.edit.summary + "\n" : "" } ?? "")
      return
    }
    try StandardOutput.write(
      JSONValue.object([
        ("changed", .bool(commit.map { $0.number > 0 } ?? false)),
        ("annotations", .integer(commit?.edit.annotationCount ?? 0)),
        ("summary", .optional(edit?.summary)),
        ("number", commit.map { .integer(Int($0.number)) } ?? .null),
      ]).compact + "\n")
  }
}

extension LibraryEdit {
  /// How many annotations it changes.
  fileprivate var annotationCount: Int {
    Set(
      subjects.compactMap { subject in
        if case .annotation(let id) = subject { id } else { nil }
      }
    ).count
  }
}
