import ArgumentParser
import Explorer
import Labeling

/// `earmark labels list`: every annotation.
struct LabelsList: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List every label of a folder.")

  @Argument(
    help: ArgumentHelp("The folder, or files in it.", valueName: "folder"), completion: .directory)
  var folders: [String]

  @OptionGroup var library: LibraryOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var output: JSONListOptions
  @OptionGroup var reports: ReportOptions

  func run() throws {
    let desk = try LibraryDesk(folders, library)
    let rows = try filter.rows(of: desk.shown(try desk.library(Reporter(reports))), at: desk)
      .map(\.listed)
    guard output.isJSON else {
      try StandardOutput.write(Self.text(rows))
      return
    }
    var list = JSONList(isLines: output.jsonl)
    for row in rows { try list.add(row.json) }
    try list.finish()
  }

  private static func text(_ rows: [LabelRow]) -> String {
    guard !rows.isEmpty else { return "" }
    var table = TextTable(rightAligned: [1, 2])
    table.add(["label", "onset", "offset", "origin", "annotator", "path"])
    for row in rows {
      let annotation = row.annotation
      table.add([
        annotation.label, row.onset.map(Seconds.text) ?? "", row.offset.map(Seconds.text) ?? "",
        annotation.origin.name, annotation.annotator, row.path.text,
      ])
    }
    return table.text
  }
}
