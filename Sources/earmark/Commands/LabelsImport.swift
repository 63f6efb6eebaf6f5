import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling

/// `earmark labels import`: takes labels from files of other programs.
struct LabelsImport: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take labels from files of other programs.",
    discussion: """
      What the library has already is not added again. A file that names no recording belongs to \
      the one with its own name, such as song.wav for song.txt, or to the one of --audio. What gets \
      lost is told before anything is written. Rows that are not taken are listed with their lines; \
      a file with a row that breaks a rule of its format is not taken at all. Of the added, changed \
      counts what says something else of a label that was there. One undo takes the whole import back.
      """)

  @Argument(help: "The folder, or the library's root.", completion: .directory)
  var folder: String

  @Argument(help: ArgumentHelp("Files of labels.", valueName: "file"), completion: .file())
  var files: [String]

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "The format: \(LabelFormatChoice.names); else what the file tells.", valueName: "format"))
  var formatName: String?

  @Option(
    name: .long,
    help: ArgumentHelp("The recording that all labels are of.", valueName: "path"),
    completion: .file())
  var audio: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      Columns of a table with names of their own: label=kind,onset=from,offset=to. The others \
      become attributes, and the library remembers that for tables with the same first line.
      """, valueName: "columns"))
  var columns: String?

  @Flag(name: .long, help: "Only tell what would be taken and what would get lost.")
  var dryRun = false

  @OptionGroup var library: LibraryOptions
  @OptionGroup var output: JSONOptions
  @OptionGroup var reports: ReportOptions

  func run() throws {
    let format = try LabelFormatChoice.named(formatName)
    let named = try columns.map(ColumnNames.read)
    if columns != nil, let format, format.id != CSVTable.id {
      throw ValidationError("--columns is for tables, not for \(format.id).")
    }
    let reporter = Reporter(reports)
    let desk = try LibraryDesk([folder], library)
    var read: [(path: [UInt8], file: LabelFile)] = []
    var failed = 0
    var memory = ColumnMemory(desk)
    for name in files {
      let path = RawArguments.bytes(of: name)
      do throws(Failure) {
        let file = try TableQuestion.file(
          path, format: format, columns: named, memory: &memory)
        file.tellOfWholes(path, reporter)
        read.append((FilePath.absolute(path), file))
      } catch {
        failed += 1
        reporter.tell(error)
      }
    }
    if read.isEmpty { throw ExitCode(ExitStatus.failed) }
    let taking = LabelTaking(
      files: read, audio: audio.map { RawArguments.bytes(of: $0) }, isDry: dryRun, memory: memory)
    let taken = try taking.take(desk, reporter)
    try write(taken)
    if failed > 0 || taken.isPartial {
      throw ExitCode(taken.isNothing ? ExitStatus.failed : ExitStatus.partial)
    }
  }

  private func write(_ taken: LabelTaking.Report) throws(Failure) {
    let counts = [
      ("read", taken.read), ("added", taken.edit.edits.count),
      ("unchanged", taken.edit.unchanged), ("changed", taken.edit.changed),
    ]
    if output.json {
      try StandardOutput.write(
        JSONValue.object(
          counts.map { ($0, .integer($1)) } + [
            ("unmatched", .array(taken.unmatched.map(JSONValue.string))),
            ("losses", LossText.json(taken.losses)),
            ("untaken", .array(taken.untaken.map(\.json))), ("dryRun", .bool(dryRun)),
          ]
        ).compact + "\n")
      return
    }
    var table = TextTable(rightAligned: [1])
    for (name, count) in counts where name != "changed" || count > 0 {
      table.add([name, Format.count(count)])
    }
    try StandardOutput.write(table.text + UntakenLabel.text(taken.untaken))
  }
}
