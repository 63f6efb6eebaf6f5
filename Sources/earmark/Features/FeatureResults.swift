import Acoustics
import Explorer
import ExplorerRuntime
import Labeling

/// Tells what came of the inputs of `features`, in their order.
struct FeatureResults {
  /// Inputs that failed.
  private(set) var failed = 0
  private var kept = 0
  private var list: JSONList?
  private var trouble: Failure?
  private let reporter: Reporter

  /// Makes a teller; without JSON, standard output stays empty.
  init(_ output: JSONListOptions, _ reporter: Reporter) {
    list = output.isJSON ? JSONList(isLines: output.jsonl) : nil
    self.reporter = reporter
  }

  /// Takes the result of an input.
  mutating func add(_ result: Result<FeatureJob.Result, Failure>, for item: OutputPlan.Item) {
    guard trouble == nil else { return }
    let shown = item.input.shown
    switch result {
    case .failure(FeatureReading.interrupted): return
    case .failure(let failure):
      failed += 1
      if list == nil { reporter.tell(failure.about(shown)) }
      write(failure.json(path: shown))
    case .success(let result):
      for warning in result.warnings { reporter.note("\(shown.text): \(warning)") }
      if result.frames == nil { kept += 1 }
      write(
        .object(
          shown.jsonMembers + [
            ("output", .string(RecordingPath(bytes: item.target).text)),
            ("kept", .bool(result.frames == nil)),
            ("frames", result.frames.map { .integer($0) } ?? .null),
            ("bins", result.bins.map { .integer($0) } ?? .null),
            ("warnings", .array(result.warnings.map(JSONValue.string))),
          ]))
    }
  }

  /// Ends the list.
  ///
  /// - Throws: Why results could not be written.
  func finish() throws(Failure) {
    if let trouble { throw trouble }
    if kept > 0 { reporter.note("\(Format.count(kept)) files that were there are kept") }
    try list?.finish()
  }

  private mutating func write(_ value: JSONValue) {
    guard var list else { return }
    do throws(Failure) {
      try list.add(value)
      self.list = list
    } catch {
      trouble = error
    }
  }
}

/// The features there are, for `features --list`.
enum FeatureList {
  /// Writes a line or an object for each.
  static func write(_ output: JSONListOptions) throws {
    var list = JSONList(isLines: output.jsonl)
    var table = TextTable()
    for type in FeatureRegistry.all {
      let preset = PresetRegistry.all.first { $0.feature == type.id } ?? .librosa
      let feature = try FeatureReading.feature(type.id, preset, sampleRate: 16_000)
      if output.isJSON {
        try list.add(
          .object([
            ("name", .string(type.id.rawValue)), ("summary", .string(type.summary)),
            ("reach", .string(feature.reach.isWholeClip ? "wholeClip" : "local")),
          ]))
      } else {
        table.add([
          type.id.rawValue, type.summary,
          feature.reach.isWholeClip ? "whole clip; live: \(FeatureReach.runningVariant)" : "local",
        ])
      }
    }
    if output.isJSON { try list.finish() } else { try StandardOutput.write(table.text) }
  }
}
