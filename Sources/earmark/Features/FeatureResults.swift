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
          shown.jsonMembers + output(item.target) + [
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
    if kept > 0 {
      reporter.note(
        kept == 1
          ? "1 file that was there is kept"
          : "\(Format.count(kept)) files that were there are kept")
    }
    try list?.finish()
  }

  private func output(_ target: [UInt8]) -> [(String, JSONValue)] {
    let path = RecordingPath(bytes: target)
    return [("output", .string(path.text))]
      + (path.isText ? [] : [("outputHex", .string(path.hex))])
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
