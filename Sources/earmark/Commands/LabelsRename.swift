import ArgumentParser
import Explorer
import ExplorerRuntime
import LabelStore
import Labeling

/// `earmark labels rename`: gives a label another name in the whole library.
struct LabelsRename: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename",
    abstract: "Rename a label everywhere, merge it into another, or split it.",
    discussion: """
      A new name that is a label already merges both. With --where only the labels that fit get the \
      new name. One undo takes it back.
      """)

  @OptionGroup var target: LibraryEditOptions

  @Argument(help: "The label, or several with commas between.")
  var old: String

  @Argument(help: "The new name.")
  var new: String

  @OptionGroup var filter: FilterOptions

  /// What it tells.
  var reports: ReportOptions { target.reports }

  mutating func validate() throws {
    _ = try LabelName(new)
    if old.isEmpty { throw ValidationError("The label is empty.") }
  }

  func run() throws {
    let name = try LabelName(new).text
    try target.perform { store, desk in
      let library = try store.library()
      let names = try names(in: library.labels)
      guard filter.filter != nil else {
        try target.commit(LibraryEdit.renaming(names, to: name, in: library), to: store)
        return
      }
      let rows = try filter.rows(of: desk.shown(library), at: desk)
      try target.commit(
        LibraryEdit.splitting(names, into: name, in: library, of: rows), to: store)
    }
  }

  /// The labels that are meant: one whose name has commas counts as that.
  private func names(in labels: LabelSet) throws(Failure) -> Set<String> {
    let parts = labels.place(of: old) != nil ? [old] : old.split(separator: ",").map(String.init)
    let names = parts.map { labels.name(of: $0) }
    guard let unknown = names.first(where: { labels.place(of: $0) == nil }) else {
      return Set(names)
    }
    throw Failure(
      what: "Cannot rename \(JSONText.literal(unknown))", why: "the library has no such label",
      remedy: "see earmark labels schema \(RawArguments.shown(target.folder))")
  }
}
