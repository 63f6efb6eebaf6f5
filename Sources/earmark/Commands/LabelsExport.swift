import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling

/// `earmark labels export`: labels as a file that other programs read.
struct LabelsExport: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the labels of a folder for other programs.",
    discussion: """
      With --out NEW/ every recording has a file of its own in that folder, named like it. Formats of \
      one recording need that where there are several. What a format can't say is told first. \
      Cue points lie in sound files: --as cue --out NEW writes a WAV copy of every labelled \
      recording into a new folder. The recordings stay as they are.
      """)

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
    help: ArgumentHelp(
      "The file, or a folder with / at its end, else standard output; for cue a new folder.",
      valueName: "file"),
    completion: .file())
  var out: String?

  @Flag(name: .long, help: "Replace files that are there.")
  var force = false

  @OptionGroup var library: LibraryOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var output: JSONOptions
  @OptionGroup var reports: ReportOptions

  mutating func validate() throws {
    if output.json, out == nil { throw ValidationError("--json needs --out.") }
  }

  func run() throws {
    let target = out.map { RawArguments.bytes(of: $0) }
    let reporter = Reporter(reports)
    if try LabelFormatChoice.named(formatName)?.isInSound == true {
      return try exportCopies(to: target, reporter)
    }
    let format = try LabelFormatChoice.forWriting(formatName, out: target, usual: CSVTable.self)
    let desk = try LibraryDesk(folders, library)
    let rows = try filter.rows(of: desk.shown(try desk.library(reporter)), at: desk)
    if let target, LabelFolder.isMeant(by: target) {
      let folder = LabelFolder(rows, as: format, at: target)
      for loss in folder.losses { reporter.note(LossText.written(loss, as: format)) }
      try folder.write(isForced: force)
      return try report(rows.count, written: rows.count, folder.losses)
    }
    try LabelFolder.checkOne(
      rows, as: format,
      flag: "name a folder, such as --out labels/, or choose one recording with --where")
    let text = format.init().writeLabels(rows)
    for loss in text.losses { reporter.note(LossText.written(loss, as: format)) }
    guard let target else {
      try StandardOutput.write(text.text)
      return
    }
    try OutputPlace.check(target, isForced: force)
    try FileOutput.write(text.text, to: target)
    try report(rows.count, written: rows.count, text.losses)
  }

  /// Writes copies of the recordings with the labels in them.
  private func exportCopies(to target: [UInt8]?, _ reporter: Reporter) throws {
    guard let target else {
      throw UsageFailure(
        failure: Failure(
          what: "Cannot write cue points to standard output",
          why: "they lie in copies of the recordings", remedy: "name a new folder with --out"))
    }
    let desk = try LibraryDesk(folders, library)
    let known = try desk.library(reporter)
    let copies = CueCopies(
      try filter.rows(of: known, at: desk), of: known, desk.location, to: target)
    let result = try copies.write(reporter)
    for loss in result.losses { reporter.note(LossText.written(loss, as: CueLabels.self)) }
    try report(result.read, written: result.written, result.losses)
    try Outcome.check(
      failed: result.failed, of: copies.count, isComplete: !Interruption.isSet)
  }

  private func report(_ read: Int, written: Int, _ losses: [Loss]) throws {
    guard output.json else { return }
    try StandardOutput.write(
      JSONValue.object([
        ("read", .integer(read)), ("added", .integer(written)),
        ("unchanged", .integer(0)), ("unmatched", .array([])),
        ("losses", LossText.json(losses)),
      ]).compact + "\n")
  }
}
