import ArgumentParser
import Explorer
import ExplorerRuntime
import LabelStore
import Labeling

/// `earmark history`: who changed which labels when.
struct History: ReportingCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show who changed which labels when, oldest first.")

  @Argument(help: "The folder.", completion: .directory)
  var folder: String

  @OptionGroup var library: LibraryOptions
  @OptionGroup var output: JSONListOptions
  @OptionGroup var reports: ReportOptions

  func run() throws {
    let store = try LibraryDesk([folder], library).open(.read)
    let entries: [HistoryEntry]
    do throws(LabelStoreError) {
      entries = try store.history()
      try store.close()
    } catch {
      throw Failure(error)
    }
    guard output.isJSON else {
      try StandardOutput.write(Self.text(entries))
      return
    }
    var list = JSONList(isLines: output.jsonl)
    for entry in entries { try list.add(Self.json(entry)) }
    try list.finish()
  }

  private static func text(_ entries: [HistoryEntry]) -> String {
    guard !entries.isEmpty else { return "" }
    var table = TextTable(rightAligned: [0])
    table.add(["number", "when", "who", "kind", "what"])
    for entry in entries {
      let state = entry.isUndone ? "  (undone)" : ""
      table.add([
        "\(entry.number)", Timestamp.text(entry.at), entry.author, entry.kind.rawValue,
        entry.summary + state,
      ])
    }
    return table.text
  }

  private static func json(_ entry: HistoryEntry) -> JSONValue {
    .object([
      ("number", .integer(Int(entry.number))),
      ("at", .string(Timestamp.text(entry.at))),
      ("author", .string(entry.author)),
      ("session", .string(entry.session)),
      ("kind", .string(entry.kind.rawValue)),
      ("summary", .string(entry.summary)),
      ("undoes", entry.undoes.map { .integer(Int($0)) } ?? .null),
      ("undone", .bool(entry.isUndone)),
      ("superseded", .bool(entry.isSuperseded)),
    ])
  }
}
