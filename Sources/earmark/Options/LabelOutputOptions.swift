import ArgumentParser
import Labeling

/// Where found sounds go as labels, and in which format.
struct LabelOutputOptions: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "Write what is found as labels: \(LabelFormatChoice.names).", valueName: "format"))
  var formatName: String?

  @Option(
    name: [.customShort("o"), .customLong("out")],
    help: ArgumentHelp("The file of labels; else standard output.", valueName: "file"),
    completion: .file())
  var out: String?

  /// Whether labels are written.
  var isWanted: Bool { formatName != nil || out != nil }

  /// The file of labels; nil for standard output.
  var target: [UInt8]? { out.map { RawArguments.bytes(of: $0) } }

  /// The format of the labels.
  ///
  /// - Throws: That there is no such format, or that it can't be written.
  func format() throws -> any LabelFormat.Type {
    try LabelFormatChoice.forWriting(formatName, out: target, usual: CSVTable.self)
  }

  /// Refuses two results on standard output.
  func check(besides isJSON: Bool) throws {
    if isJSON, isWanted, out == nil {
      throw ValidationError("--json and --as need --out for the labels.")
    }
  }
}
