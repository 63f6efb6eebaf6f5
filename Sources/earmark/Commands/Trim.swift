import Acoustics
import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling
import SoundFiles

/// `earmark trim`: writes a part of a recording to a file of its own.
struct Trim: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "trim",
    abstract: "Write a part of a recording to a file of its own.",
    discussion: """
      Samples of lossless recordings are copied bit by bit, with the metadata, whose positions \
      move along; what a kind of file can't hold is told. A part of a lossy recording is written \
      as FLAC, or what the name says. The recording itself is never changed.
      """)

  @Argument(help: ArgumentHelp("The recording.", valueName: "in"), completion: .file())
  var source: String

  @Argument(
    help: ArgumentHelp("The new file; its extension says the kind.", valueName: "out"),
    completion: .file())
  var target: String

  @OptionGroup var part: PartOptions
  @OptionGroup var cut: CutOptions
  @OptionGroup var output: JSONOptions
  @OptionGroup var reports: ReportOptions

  mutating func validate() throws {
    if source.isEmpty || target.isEmpty { throw ValidationError("A path is empty.") }
  }

  func run() throws {
    let (from, to) = (RawArguments.bytes(of: source), RawArguments.bytes(of: target))
    let shown = RecordingPath(bytes: from)
    TemporaryName.removeLeftovers(in: FilePath.parent(FilePath.absolute(to)))
    let reporter = Reporter(reports)
    let report: TrimReport
    let span: SampleRange
    do {
      span = try part(of: try SoundFile.probe(from), shown)
      report = try SoundTrim.export(span, of: from, to: to, cut.options)
    } catch let error as SoundFileError {
      throw Failure(error).about(shown)
    } catch let error as SoundWritingError {
      throw Failure(error).writing(to).about(shown)
    }
    for clause in report.clauses { reporter.note("\(FilePath.text(to)): \(clause)") }
    guard output.json else { return }
    try StandardOutput.write(
      JSONValue.object(
        shown.jsonMembers + RecordingPath(bytes: to).outputMembers + [
          ("onset", .integer(span.lowerBound)), ("offset", .integer(span.upperBound)),
        ] + report.json
      ).compact + "\n")
  }

  private func part(
    of facts: SoundFileFacts, _ shown: RecordingPath
  ) throws(Failure) -> SampleRange {
    let limit = Double(facts.sampleCount)
    let first = Int(min(limit, ((part.start ?? 0) * facts.sampleRate).rounded()))
    // Where the length is not sure, the end is where decoding ends.
    let end = part.end.map { Int(min(1e15, ($0 * facts.sampleRate).rounded())) }
    guard first < facts.sampleCount, first < end ?? .max else {
      throw Failure(
        what: "Cannot trim \(shown.text)",
        why: "it has \(Format.time(facts.duration)), less than a sample of it is asked for",
        remedy: "choose an earlier --start or a later --end")
    }
    return SampleRange(first..<(end ?? facts.sampleCount))
  }
}

extension Failure {
  /// The same about a file to be written by its whole path, where the sentence has its name.
  func writing(_ path: [UInt8]) -> Failure {
    let start = "Cannot write "
    guard what == start + FilePath.text(FilePath.name(path)) else { return self }
    return Failure(
      what: start + FilePath.text(path), why: why,
      remedy: remedy.replacing("or allow it to be replaced", with: "or replace it by --force"))
  }
}
