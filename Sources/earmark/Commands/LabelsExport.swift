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
      "The format: \(FormatRegistry.all.map { $0.id }.joined(separator: ", ")).",
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
    let format = try format()
    let reporter = Reporter(reports)
    let desk = try LibraryDesk(folders, library)
    let rows = try filter.rows(of: desk.shown(try desk.library(reporter)))
    let text = format.init().write(rows)
    for loss in text.losses {
      reporter.note("\(format.id) can't say \(loss.what); \(loss.count) labels lose it")
    }
    guard let out else {
      try StandardOutput.write(text.text)
      return
    }
    try FileOutput.write(text.text, to: RawArguments.bytes(of: out))
    guard output.json else { return }
    try StandardOutput.write(
      JSONValue.object([
        ("read", .integer(rows.count)), ("added", .integer(rows.count)),
        ("unchanged", .integer(0)), ("unmatched", .array([])),
        (
          "losses",
          .array(
            text.losses.map {
              .object([("what", .string($0.what)), ("count", .integer($0.count))])
            })
        ),
      ]).compact + "\n")
  }

  /// The format that was named, else that of the file's extension, else (without one) CSV.
  private func format() throws -> any LabelFormat.Type {
    if let formatName {
      if let format = FormatRegistry.format(formatName) { return format }
      throw UsageFailure(
        failure: Failure(
          what: "Cannot write labels as \(formatName)", why: "there is no such format",
          remedy: "use one of \(FormatRegistry.all.map { $0.id }.joined(separator: ", "))"))
    }
    guard let out,
      let ending = FilePath.fileExtension(FilePath.name(RawArguments.bytes(of: out)))
    else { return CSVTable.self }
    if let format = FormatRegistry.all.first(where: { $0.fileExtension == ending }) {
      return format
    }
    throw UsageFailure(
      failure: Failure(
        what: "Cannot tell the format of \(FilePath.text(RawArguments.bytes(of: out)))",
        why: "no format has the extension .\(ending)", remedy: "name the format with --as"))
  }
}
