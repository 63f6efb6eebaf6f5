import ArgumentParser
import Explorer
import ExplorerRuntime
import LabelStore
import Labeling

/// `earmark labels schema`: the label set of a library.
struct LabelsSchema: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Show the label set, write it to a file, or take it from one.",
    discussion: """
      The file is JSON: {"labels":[{"name":"owl","parent":"bird","aliases":["Eule"],"color":3,\
      "key":"o","description":"hoots"}]}. Only the name must be there. A color is one of the theme's, \
      1 to 10 in the order of the digits. Labels that the file does not name stay behind those that \
      it does. One undo takes it back.
      """)

  @OptionGroup var target: LibraryEditOptions

  @Option(
    name: .customLong("import"),
    help: ArgumentHelp("Take the label set from a file.", valueName: "file"), completion: .file())
  var source: String?

  @Option(
    name: [.customShort("o"), .customLong("out")],
    help: ArgumentHelp("Write the label set to a file.", valueName: "file"), completion: .file())
  var out: String?

  /// What it tells.
  var reports: ReportOptions { target.reports }

  mutating func validate() throws {
    if source != nil, out != nil {
      throw ValidationError("Only one of --import and --out can be used.")
    }
  }

  func run() throws {
    if let source {
      let schema = try Self.schema(RawArguments.bytes(of: source))
      try target.perform { store, _ in
        let labels = try store.library().labels
        let edit = LibraryEdit.labelSet(from: labels, to: labels.defined(by: schema))
        try target.commit(edit, to: store)
      }
      return
    }
    let library = try target.desk().library(Reporter(reports))
    let text = try LabelSchema(library.labels.definitions).json
    if let out {
      try FileOutput.write(text, to: RawArguments.bytes(of: out))
    } else {
      try StandardOutput.write(target.output.json ? text : Self.table(library.labels))
    }
  }

  private static func schema(_ path: [UInt8]) throws(Failure) -> LabelSchema {
    let text = try LabelFile.text(path, of: "the label set")
    do {
      return try LabelSchema(json: text)
    } catch {
      let sentence = error.sentence
      throw Failure(
        what: "Cannot use the label set \(FilePath.text(path))", why: sentence.why,
        remedy: sentence.remedy)
    }
  }

  private static func table(_ labels: LabelSet) -> String {
    guard !labels.names.isEmpty else { return "" }
    var table = TextTable()
    table.add(["label", "key", "color", "parent", "aliases", "description"])
    for label in labels.definitions {
      let key = label.key ?? labels.digit(of: label.name)
      table.add([
        label.name, key.map { String($0) } ?? "", label.color.map(String.init) ?? "",
        label.parent ?? "", label.aliases.joined(separator: ", "), label.summary ?? "",
      ])
    }
    return table.text
  }
}
