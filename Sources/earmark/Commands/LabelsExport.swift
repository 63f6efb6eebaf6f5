import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling

/// `earmark labels export`: labels as a file that other programs read.
struct LabelsExport: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the labels of a folder for other programs.")

  @Argument(
    help: ArgumentHelp("The folder, or files in it.", valueName: "folder"), completion: .directory)
  var folders: [String]

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "The format: \(LabelFormatChoice.names).",
      valueName: "format"))
  var formatName: String?

  @Option(
    name: [.customShort("o"), .customLong("out")],
    help: ArgumentHelp("The file, else standard output.", valueName: "file"), completion: .file())
  var out: String?

  @OptionGroup var library: LibraryOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var output: JSONOptions
  @OptionGroup var reports: ReportOptions

  mutating func validate() throws {
    if output.json, out == nil { throw ValidationError("--json needs --out.") }
  }

  func run() throws {
    let target = out.map { RawArguments.bytes(of: $0) }
    let format = try LabelFormatChoice.forWriting(formatName, out: target, usual: CSVTable.self)
    let reporter = Reporter(reports)
    let desk = try LibraryDesk(folders, library)
    let rows = try filter.rows(of: desk.shown(try desk.library(reporter)), at: desk)
    let text = format.init().write(rows)
    for loss in text.losses { reporter.note(LossText.written(loss, as: format)) }
    guard let target else {
      try StandardOutput.write(text.text)
      return
    }
    try FileOutput.write(text.text, to: target)
    guard output.json else { return }
    try StandardOutput.write(
      JSONValue.object([
        ("read", .integer(rows.count)), ("added", .integer(rows.count)),
        ("unchanged", .integer(0)), ("unmatched", .array([])),
        ("losses", LossText.json(text.losses)),
      ]).compact + "\n")
  }
}
