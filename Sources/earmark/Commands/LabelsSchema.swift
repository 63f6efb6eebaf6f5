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
      1 to 10 in the order of the digits. With "multiple":true beside the labels a clip may have \
      several of them, and keys add and take them. Labels that the file does not name stay behind those that \
      it does, with --force without their keys, colors, parents and aliases. One undo takes it back.
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

  @Flag(
    name: .long,
    help: "Take the label set though labels that the file does not name lose what is known of them."
  )
  var force = false

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
        let new = labels.defined(by: schema)
        try check(labels, new, schema, source)
        try target.commit(.labelSet(from: labels, to: new), to: store)
      }
      return
    }
    let library = try target.desk().library(Reporter(reports))
    let text = try LabelSchema(
      library.labels.definitions, isMultiple: library.labels.isMultiple
    ).json
    if let out {
      try FileOutput.write(text, to: RawArguments.bytes(of: out))
    } else {
      try StandardOutput.write(target.output.json ? text : Self.table(library.labels))
    }
  }

  /// Looks whether a label set can take the place of another one.
  private func check(
    _ old: LabelSet, _ new: LabelSet, _ schema: LabelSchema, _ source: String
  ) throws(Failure) {
    let what = "Cannot use the label set \(RawArguments.shown(source))"
    for label in schema.labels {
      if let alias = label.aliases.first(where: { new.place(of: $0) != nil }) {
        throw Failure(
          what: what,
          why:
            "\(JSONText.literal(alias)) is an alias of \(JSONText.literal(label.name)) and a label",
          remedy: "take the alias away, or merge the labels with earmark labels rename first")
      }
    }
    let losing = force ? [] : old.losing(to: schema)
    guard !losing.isEmpty else { return }
    let names = losing.prefix(5).map { JSONText.literal($0.name) } + (losing.count > 5 ? ["…"] : [])
    throw Failure(
      what: what,
      why: "it does not name \(names.joined(separator: ", ")), which would lose what is known of "
        + "them: \(Self.known(of: losing))",
      remedy: "add them to the file, or use --force")
  }

  /// What is known of classes, in words.
  private static func known(of labels: [LabelDefinition]) -> String {
    var words: [String] = []
    if labels.contains(where: { $0.key != nil }) { words.append("keys") }
    if labels.contains(where: { $0.color != nil }) { words.append("colors") }
    if labels.contains(where: { $0.parent != nil }) { words.append("parents") }
    if labels.contains(where: { !$0.aliases.isEmpty }) { words.append("aliases") }
    if labels.contains(where: { $0.summary != nil }) { words.append("descriptions") }
    return words.joined(separator: ", ")
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
    return table.text + (labels.isMultiple ? "\nA clip may have several of these labels.\n" : "")
  }
}
