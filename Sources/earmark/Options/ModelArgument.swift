import ArgumentParser
import Explorer
import ExplorerRuntime
import Recognition

/// The model that a command works with.
struct ModelArgument: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A model file, or the name of a model: see earmark models.", valueName: "model"),
    completion: .file(extensions: ["earmark"]))
  var model: String

  /// The bytes of the argument.
  var bytes: [UInt8] { RawArguments.bytes(of: model) }

  /// Reads it.
  func read() throws(Failure) -> ModelFile { try ModelCatalog().model(bytes) }
}
