import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling

/// `earmark labels convert`: turns a file of labels into another format.
struct LabelsConvert: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Turn a file of labels into one of another format.",
    discussion: """
      Formats are told by the names and the contents of the files. What the new format can't say \
      is told. With a folder for the new file, such as out/, every recording has a file of its own. \
      No library is read or made.
      """)

  @Argument(help: ArgumentHelp("The file of labels.", valueName: "in"), completion: .file())
  var source: String

  @Argument(help: ArgumentHelp("The new file.", valueName: "out"), completion: .file())
  var target: String

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The format of the file: \(LabelFormatChoice.names).", valueName: "format"))
  var from: String?

  @Option(name: .long, help: ArgumentHelp("The new format.", valueName: "format"))
  var to: String?

  @Option(
    name: .long,
    help: ArgumentHelp("The recording that all labels are of.", valueName: "path"),
    completion: .file())
  var audio: String?

  @Flag(name: .long, help: "Replace files that are there.")
  var force = false

  @OptionGroup var output: JSONOptions
  @OptionGroup var reports: ReportOptions

  mutating func validate() throws {
    if source.isEmpty || target.isEmpty { throw ValidationError("A path is empty.") }
  }

  func run() throws {
    let (path, out) = (RawArguments.bytes(of: source), RawArguments.bytes(of: target))
    let old = try LabelFormatChoice.named(from)
    let new = try LabelFormatChoice.forWriting(to, out: out, flag: "--to", usual: CSVTable.self)
    let sound = audio.map { RawArguments.bytes(of: $0) }
    let reporter = Reporter(reports)
    if !LabelFolder.isMeant(by: out),
      let result = try TableConversion.result(of: path, from: old, to: new, audio: sound)
    {
      tell(result.read, result.written, result.isRecordingUnknown, as: new, reporter)
      try OutputPlace.check(out, isForced: force)
      try FileOutput.write(result.pieces, to: out)
      return try report(
        result.count, (result.read + result.written).summed, result.isRecordingUnknown)
    }
    let file = try LabelFile(path, format: old)
    var conversion = try LabelConversion(
      file.format, at: FilePath.absolute(path), audio: sound)
    let rows = conversion.rows(of: file.labels)
    let folder = LabelFolder.isMeant(by: out) ? LabelFolder(rows, as: new, at: out) : nil
    if folder == nil {
      try LabelFolder.checkOne(
        rows, as: new, flag: "name a folder with / at its end, such as labels/")
    }
    let text = folder == nil ? new.init().writeLabels(rows) : nil
    let written = text?.losses ?? folder?.losses ?? []
    let read = file.labels.losses
    tell(read, written, conversion.isRecordingUnknown, as: new, reporter)
    try folder?.write(isForced: force)
    if let text {
      try OutputPlace.check(out, isForced: force)
      try FileOutput.write(text.text, to: out)
    }
    try report(rows.count, (read + written).summed, conversion.isRecordingUnknown)
  }

  private func tell(
    _ read: [Loss], _ written: [Loss], _ isRecordingUnknown: Bool,
    as new: any LabelFormat.Type, _ reporter: Reporter
  ) {
    if isRecordingUnknown, new.id != AudacityLabels.id {
      reporter.note("the labels name no recording; --audio does")
    }
    for loss in read { reporter.note("not converted: \(LossText.lost(loss))") }
    for loss in written { reporter.note(LossText.written(loss, as: new)) }
  }

  private func report(
    _ count: Int, _ losses: [Loss], _ isRecordingUnknown: Bool
  ) throws(Failure) {
    guard output.json else { return }
    let unmatched: [JSONValue] =
      isRecordingUnknown ? [.string(FilePath.text(RawArguments.bytes(of: source)))] : []
    try StandardOutput.write(
      JSONValue.object([
        ("read", .integer(count)), ("added", .integer(count)), ("unchanged", .integer(0)),
        ("unmatched", .array(unmatched)), ("losses", LossText.json(losses)),
      ]).compact + "\n")
  }
}
