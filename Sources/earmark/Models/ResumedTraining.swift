import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling
import Recognition

/// A training that was stopped, as its model file tells of it.
struct ResumedTraining {
  /// The unfinished model.
  let model: ModelFile
  /// What was chosen when it began.
  let flags: TrainingFlags
  private let name: String
  private let dataWords: [String]

  /// Reads an unfinished model.
  ///
  /// - Throws: Why nothing can go on from it.
  init(_ argument: String) throws(Failure) {
    name = RawArguments.shown(argument)
    model = try ModelCatalog().model(RawArguments.bytes(of: argument))
    let what = "Cannot go on with the training of \(name)"
    guard !model.checkpoint.isEmpty else {
      throw Failure(
        what: what, why: "it was finished",
        remedy: "begin another with --trunk \(name), which takes over what it has learnt")
    }
    guard let words = Self.words(model.configuration.provenance[Self.key]) else {
      throw Failure(
        what: what, why: "it does not say how it began", remedy: "train anew, without --resume")
    }
    dataWords = Self.words(model.configuration.provenance[Self.dataKey]) ?? []
    do {
      flags = try TrainingFlags.parse(words)
    } catch {
      throw Failure(
        what: what, why: "another version began it", remedy: "train anew, without --resume")
    }
  }

  /// The name under which a model keeps how its training began.
  static let key = "arguments"

  /// The name under which it keeps what was said about its clips.
  static let dataKey = "dataArguments"

  /// Flags as a text.
  static func text(_ words: [String]) -> String {
    JSONValue.array(words.map(JSONValue.string)).compact
  }

  /// The clips as they were when it began, unless other flags say what they are.
  func data(_ options: DataOptions) throws -> DataOptions {
    guard options.given.isEmpty, !dataWords.isEmpty else { return options }
    return try options.with(dataWords)
  }

  /// Refuses flags that differ from those that it began with.
  func check(_ others: TrainingFlags) throws {
    guard !others.given.isEmpty, others.given != flags.given else { return }
    let words = flags.given.isEmpty ? "no flags" : flags.given.joined(separator: " ")
    throw UsageFailure(
      failure: Failure(
        what: "Cannot change a training that goes on", why: "it began with \(words)",
        remedy: "leave the flags out, or begin another with --trunk \(name)"))
  }

  /// Refuses clips that differ from those that it began with.
  func check(_ data: LabeledData) throws(Failure) {
    guard model.configuration.provenance["dataHash"] != data.hash else { return }
    throw Failure(
      what: "Cannot go on with the training of \(name)",
      why: "the clips, their labels or their parts are not those that it began with",
      remedy: "begin another with --trunk \(name)")
  }

  private static func words(_ text: String?) -> [String]? {
    guard let text else { return nil }
    do {
      guard case .array(let values) = try JSONReader.value(Array(text.utf8)) else { return nil }
      return values.compactMap { value in
        if case .string(let word) = value { word } else { nil }
      }
    } catch {
      return nil
    }
  }
}
