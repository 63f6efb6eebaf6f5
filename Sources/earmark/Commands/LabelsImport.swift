import ArgumentParser
import Explorer
import ExplorerRuntime
import Foundation
import LabelStore
import Labeling

/// `earmark labels import`: takes labels from files of other programs.
struct LabelsImport: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take labels from files of other programs.",
    discussion: """
      What the library has already is not added again. A file that names no recording belongs to \
      the one with its own name, such as song.wav for song.txt, or to the one of --audio. One undo \
      takes the whole import back.
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
      "Columns of a table with names of their own: label=kind,onset=from,offset=to.",
      valueName: "columns"))
  var columns: String?

  @OptionGroup var library: LibraryOptions
  @OptionGroup var output: JSONOptions
  @OptionGroup var reports: ReportOptions

  func run() throws {
    let format = try LabelFormatChoice.named(formatName)
    let columns = try columns.map(ColumnNames.read)
    if columns != nil, let format, format.id != CSVTable.id {
      throw ValidationError("--columns is for tables, not for \(format.id).")
    }
    let reporter = Reporter(reports)
    let desk = try LibraryDesk([folder], library)
    var read: [(path: [UInt8], file: LabelFile)] = []
    var failed = 0
    for name in files {
      let path = RawArguments.bytes(of: name)
      do throws(Failure) {
        let file =
          if let columns {
            try LabelFile(table: path, columns: columns)
          } else {
            try LabelFile(path, format: format)
          }
        read.append((FilePath.absolute(path), file))
      } catch {
        failed += 1
        reporter.tell(error)
      }
    }
    if read.isEmpty { throw ExitCode(ExitStatus.failed) }
    let (matches, edit) = try take(read, desk, reporter)
    let lost = (read.flatMap { $0.file.labels.losses } + edit.losses).summed
    for loss in lost { reporter.note(LossText.read(loss)) }
    if let first = matches.unmatched.first {
      reporter.tell(Self.refusal(matches.unmatchedCount, such: first))
    }
    let count = read.reduce(0) { $0 + $1.file.labels.count }
    try write(count, edit, matches.unmatched, lost)
    if failed > 0 || matches.unmatchedCount > 0 {
      let isAll = matches.pairs.isEmpty && matches.unmatchedCount > 0
      throw ExitCode(isAll ? ExitStatus.failed : ExitStatus.partial)
    }
  }

  /// Changes the library in one edit.
  private func take(
    _ read: [(path: [UInt8], file: LabelFile)], _ desk: LibraryDesk, _ reporter: Reporter
  ) throws(Failure) -> (LabelMatches, LabelImport) {
    let wasThere = desk.location.exists
    let store = try desk.open(.write)
    if !wasThere { try desk.scan(store, reporter) }
    let target = audio.map { RawArguments.bytes(of: $0) }
    do {
      var matches = LabelMatches(read, audio: target, library: try store.library(), desk)
      if matches.unmatchedCount > 0, wasThere {
        // The folder may hold what was never looked for.
        try desk.scan(store, reporter)
        matches = LabelMatches(read, audio: target, library: try store.library(), desk)
      }
      let formats = Set(read.map { $0.file.format.id })
      let origin = Origin.imported(format: formats.count == 1 ? formats.first ?? "" : "files")
      let edit = LabelImport(matches.pairs, origin: origin, now: Date()) { UUID() }
      if edit.edits.count > 1 {
        _ = try store.commit(.batch(edit.edits))
      } else if let only = edit.edits.first {
        _ = try store.commit(only)
      }
      try store.close()
      return (matches, edit)
    } catch let error as LabelStoreError {
      throw Failure(error)
    } catch let error as Failure {
      throw error
    } catch {
      preconditionFailure("an error of another kind: \(error)")
    }
  }

  private func write(
    _ count: Int, _ edit: LabelImport, _ unmatched: [String], _ losses: [Loss]
  ) throws(Failure) {
    if output.json {
      try StandardOutput.write(
        JSONValue.object([
          ("read", .integer(count)), ("added", .integer(edit.edits.count)),
          ("unchanged", .integer(edit.unchanged)),
          ("unmatched", .array(unmatched.map(JSONValue.string))),
          ("losses", LossText.json(losses)),
        ]).compact + "\n")
      return
    }
    var table = TextTable(rightAligned: [1])
    let counts = [("read", count), ("added", edit.edits.count), ("unchanged", edit.unchanged)]
    for (name, count) in counts { table.add([name, Format.count(count)]) }
    try StandardOutput.write(table.text)
  }

  private static func refusal(_ count: Int, such name: String) -> Failure {
    Failure(
      what: "Cannot find the recordings of \(Format.count(count)) labels, such as \(name)",
      why: "the library has none that fits, or several",
      remedy: "name the recording with --audio, or correct the paths in the file")
  }
}
