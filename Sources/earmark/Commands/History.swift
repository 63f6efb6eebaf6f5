import ArgumentParser
import Explorer
import ExplorerRuntime
import LabelStore
import Labeling

/// `earmark history`: who changed which labels when.
struct History: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Show who changed which labels when, oldest first.")

  @Argument(help: "The folder.", completion: .directory)
  var folder: String

  @OptionGroup var filter: HistoryFilter
  @OptionGroup var library: LibraryOptions
  @OptionGroup var output: JSONListOptions
  @OptionGroup var reports: ReportOptions

  func run() throws {
    let desk = try LibraryDesk([folder], library)
    let store = try desk.open(.read)
    var entries: [HistoryEntry]
    var clips: [ID<Clip>: Clip] = [:]
    do throws(LabelStoreError) {
      entries = try store.history()
      for clip in desk.shown(try store.library()).clips { clips[clip.id] = clip }
      try store.close()
    } catch {
      throw Failure(error)
    }
    let recording = filter.clip.map { RawArguments.bytes(of: $0) }
    let wanted = try recording.map { path throws(Failure) in
      try Self.clips(of: path, desk, Array(clips.values))
    }
    entries = entries.filter { filter.holds($0, clips: wanted) }
    guard output.isJSON else {
      try StandardOutput.write(Self.text(entries, clips))
      return
    }
    var list = JSONList(isLines: output.jsonl)
    for entry in entries { try list.add(Self.json(entry, clips)) }
    try list.finish()
  }

  /// The clips of a recording that a path names.
  private static func clips(
    of path: [UInt8], _ desk: LibraryDesk, _ clips: [Clip]
  ) throws(Failure) -> Set<ID<Clip>> {
    guard let named = desk.clip(path, in: Library(clips: clips)) else {
      throw Failure(
        what: "Cannot find the recording \(FilePath.text(path))",
        why: "the library of the folder does not have it", remedy: "give its path from the folder")
    }
    return Set(clips.filter { $0.recording.id == named.recording.id }.map(\.id))
  }

  private static func text(_ entries: [HistoryEntry], _ clips: [ID<Clip>: Clip]) -> String {
    guard !entries.isEmpty else { return "" }
    var table = TextTable(rightAligned: [0])
    table.add(["number", "when", "who", "kind", "what", "where"])
    for entry in entries {
      let changes = HistoryChange.all(of: entry, clips: clips)
      let what = changes.count == 1 ? changes[0].text : entry.summary
      let state = entry.isUndone ? "  (undone)" : ""
      table.add([
        "\(entry.number)", Timestamp.text(entry.at), entry.author, entry.kind.rawValue,
        what + state, changes.count == 1 ? changes[0].path?.text ?? "" : "",
      ])
    }
    return table.text
  }

  private static func json(_ entry: HistoryEntry, _ clips: [ID<Clip>: Clip]) -> JSONValue {
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
      ("changes", .array(HistoryChange.all(of: entry, clips: clips).map(\.json))),
    ])
  }
}
