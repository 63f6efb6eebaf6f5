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

  /// Reads it, and says so if its training did not come to an end.
  func read(_ reporter: Reporter) throws(Failure) -> ModelFile {
    let file = try ModelCatalog().model(bytes)
    if !file.checkpoint.isEmpty {
      reporter.note("\(RawArguments.shown(model)) is unfinished: its training was stopped")
    }
    return file
  }
}
