import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling
import Recognition
import SoundFiles

/// `earmark export-model`: makes a file of a model that other programs run.
struct ExportModel: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "export-model",
    abstract: "Write a model for other programs: ONNX, a C array, or an example to check by.",
    discussion: """
      onnx is a network that onnxruntime runs with equal outputs; it takes features as the front \
      end gives them, [clips, frames, bins], and gives logits and scores. Labels and front \
      end are in its metadata. c is a header for C with the weights as arrays, and what they mean \
      in a comment. example is JSON with the features of --clip, the logits and the scores, by \
      which another implementation can be checked.
      """)

  /// What is written.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case onnx, c, example
  }

  @OptionGroup var model: ModelArgument

  @Option(
    name: [.customShort("o"), .customLong("out")],
    help: ArgumentHelp("The file.", valueName: "file"), completion: .file())
  var out: String

  @Option(
    name: .customLong("as"),
    help: "What is written; else by the extension of --out: .onnx, .h or .c, .json.")
  var form: Form?

  @Option(
    name: .long, help: ArgumentHelp("The recording of the example.", valueName: "file"),
    completion: .file())
  var clip: String?

  @OptionGroup var reports: ReportOptions

  mutating func validate() throws {
    if out.isEmpty { throw ValidationError("--out is empty.") }
    guard let chosen = chosenForm else {
      throw ValidationError("--as is missing, and --out ends with none of .onnx, .h, .c, .json.")
    }
    if (chosen == .example) != (clip != nil) {
      throw ValidationError("--clip and --as example need each other.")
    }
  }

  private var chosenForm: Form? {
    if let form { return form }
    switch out.lowercased().split(separator: ".").last {
    case "onnx": return .onnx
    case "h", "c": return .c
    case "json": return .example
    default: return nil
    }
  }

  func run() throws {
    let reporter = Reporter(reports)
    let target = FilePath.absolute(RawArguments.bytes(of: out))
    try OutputGuard.check(target, as: .other)
    let file = try model.read(reporter)
    let export = try ModelExport(file, named: Self.name(model.bytes))
    let bytes: [UInt8]
    switch chosenForm {
    case .c: bytes = Array(try export.cArray().utf8)
    case .example:
      let path = FilePath.absolute(RawArguments.bytes(of: clip ?? ""))
      bytes = Array((try export.example(of: path).compact + "\n").utf8)
    default: bytes = try export.onnx()
    }
    do {
      try WholeFile.replace(target, with: bytes)
    } catch {
      throw Failure(error)
    }
  }

  /// The name of a model without its folder and ending.
  private static func name(_ argument: [UInt8]) -> String {
    let name = FilePath.text(FilePath.name(argument))
    return name.hasSuffix(ModelCatalog.ending)
      ? String(name.dropLast(ModelCatalog.ending.count)) : name
  }
}
