import ArgumentParser
import Explorer
import ExplorerRuntime
import Foundation
import LabelStore
import Labeling

/// What edits of labels on the command line have in common.
struct LabelEditOptions: ParsableArguments {
  @Argument(help: "The folder, or the library's root.", completion: .directory)
  var folder: String

  @Argument(help: "The recording, from the folder.", completion: .file())
  var path: String

  @OptionGroup var library: LibraryOptions
  @OptionGroup var output: JSONOptions
  @OptionGroup var reports: ReportOptions

  /// Changes one clip: opens the library, finds the clip, saves what `edit` makes of it, given
  /// the labels of the library.
  ///
  /// - Parameter seconds: A moment in the recording that chooses between its clips.
  func perform(
    at seconds: Double? = nil, _ edit: (Clip, LabelSet) throws(Failure) -> LibraryEdit?
  ) throws(Failure) {
    let desk = try LibraryDesk([folder], library)
    let store = try desk.open(.write)
    let (clip, labels) = try clip(desk, store, at: seconds)
    let edit = try edit(clip, labels)
    var commit: Commit?
    do throws(LabelStoreError) {
      if let edit { commit = try store.commit(edit) }
      try store.close()
    } catch {
      throw Failure(error)
    }
    guard output.json else { return }
    try StandardOutput.write(
      JSONValue.object([
        ("changed", .bool(commit.map { $0.number > 0 } ?? false)),
        ("summary", .optional(edit?.summary)),
        ("number", commit.map { .integer(Int($0.number)) } ?? .null),
      ]).compact + "\n")
  }

  private func clip(
    _ desk: LibraryDesk, _ store: LabelStore, at seconds: Double?
  ) throws(Failure) -> (Clip, LabelSet) {
    let bytes = RawArguments.bytes(of: path)
    var library = try read(store)
    if let clip = desk.clip(bytes, at: seconds, in: library) { return (clip, library.labels) }
    // The folder may hold what was never looked for.
    try desk.scan(store, Reporter(reports))
    library = try read(store)
    if let clip = desk.clip(bytes, at: seconds, in: library) { return (clip, library.labels) }
    throw Failure(
      what: "Cannot find the recording \(FilePath.text(bytes))",
      why: "the library of the folder does not have it",
      remedy: "give its path from \(RawArguments.shown(folder))")
  }

  private func read(_ store: LabelStore) throws(Failure) -> Library {
    do {
      return try store.library()
    } catch {
      throw Failure(error)
    }
  }
}
