import ArgumentParser
import Explorer
import ExplorerRuntime
import LabelStore
import Labeling

/// `earmark labels merge`: takes over what another library says.
struct LabelsMerge: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Take over what another library of the same recordings says.",
    discussion: """
      The histories tell which side changed a label since both were the same. Where both did, both \
      labels stay, are listed, and come up in the review queue between, where one key decides \
      for a side. One undo takes the merge back; merging again changes nothing. The \
      other library is only read.
      """)

  @Argument(
    help: ArgumentHelp(
      "The folder, unless --library names the library; then the other library.", valueName: "path"),
    completion: .file())
  var paths: [String]

  @OptionGroup var library: LibraryOptions
  @OptionGroup var output: JSONOptions
  @OptionGroup var reports: ReportOptions

  mutating func validate() throws {
    if paths.count > 2 { throw ValidationError("Name one folder and one other library.") }
  }

  func run() throws {
    let other = FilePath.absolute(RawArguments.bytes(of: paths[paths.count - 1]))
    let desk = try LibraryDesk([paths.count == 2 ? paths[0] : "."], library)
    let wasThere = desk.location.exists
    let store = try desk.open(.write)
    let report: MergeReport
    let merged: Library
    do {
      if !wasThere { try desk.scan(store, Reporter(reports)) }
      report = try store.merge(Self.file(other)).report
      merged = desk.shown(try store.library())
      try store.close()
    } catch let error as LabelStoreError {
      throw Failure(error)
    }
    for conflict in report.conflicts where !output.json {
      try StandardOutput.write(Self.text(conflict, merged) + "\n")
    }
    try StandardOutput.write(
      output.json ? Self.json(report, merged).compact + "\n" : Self.table(report))
    if !report.conflicts.isEmpty {
      let count = report.conflicts.count
      let folder = ShellWord.quoted(paths.count == 2 ? paths[0] : ".")
      Reporter(reports).note(
        "\(Format.count(count)) \(count == 1 ? "conflict waits" : "conflicts wait") for a decision: "
          + "earmark review \(folder) --queue between")
    }
  }

  /// The file of a library, or that of a folder.
  private static func file(_ path: [UInt8]) -> String {
    let inside = FilePath.join(path, Array(".earmark/library.sqlite".utf8))
    return FilePath.text(FilePath.facts(inside) == nil ? path : inside)
  }

  private static func table(_ report: MergeReport) -> String {
    var table = TextTable(rightAligned: [1])
    let counts = [
      ("read", report.read), ("added", report.added), ("changed", report.changed),
      ("removed", report.removed), ("unchanged", report.unchanged),
      ("conflicts", report.conflicts.count),
    ]
    for (name, count) in counts { table.add([name, Format.count(count)]) }
    return table.text
  }

  private static func text(_ conflict: MergeReport.Conflict, _ library: Library) -> String {
    func said(_ annotation: Annotation?) -> String {
      annotation.map { $0.label + ($0.annotator.isEmpty ? "" : " (\($0.annotator))") }
        ?? "taken off"
    }
    let path = library[conflict.clip]?.recording.path.text ?? ""
    return conflict.kind == .trimmed
      ? "\(path): both gave the clip other limits"
      : "\(path): here \(said(conflict.ours)), there \(said(conflict.theirs))"
  }

  private static func json(_ report: MergeReport, _ library: Library) -> JSONValue {
    .object([
      ("read", .integer(report.read)), ("added", .integer(report.added)),
      ("changed", .integer(report.changed)), ("removed", .integer(report.removed)),
      ("unchanged", .integer(report.unchanged)), ("entries", .integer(report.entries)),
      ("unmatched", .array(report.recordings.map { .string($0.text) })),
      ("losses", .array([])),
      (
        "conflicts",
        .array(
          report.conflicts.map { conflict in
            let clip = library[conflict.clip]
            func row(_ annotation: Annotation?) -> JSONValue {
              clip.flatMap { clip in
                annotation.map { LabelRow(clip: clip, annotation: $0).listed.json }
              } ?? .null
            }
            return .object(
              (clip?.recording.path.jsonMembers ?? [("path", .null)]) + [
                ("kind", .string(conflict.kind.rawValue)), ("ours", row(conflict.ours)),
                ("theirs", row(conflict.theirs)),
              ])
          })
      ),
    ])
  }
}
