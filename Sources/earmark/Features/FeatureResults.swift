import Acoustics
import Explorer
import ExplorerRuntime
import Labeling

/// Tells what came of the inputs of `features`, in their order.
struct FeatureResults {
  private var kept = 0
  private var output: ResultOutput
  private let reporter: Reporter

  /// Makes a teller; without JSON, standard output stays empty.
  init(_ output: JSONListOptions, _ reporter: Reporter) {
    self.output = ResultOutput(output, reporter)
    self.reporter = reporter
  }

  /// Inputs that failed.
  var failed: Int { output.failed }

  /// Takes the result of an input.
  mutating func add(_ result: Result<FeatureJob.Result, Failure>, for item: OutputPlan.Item) {
    let shown = item.input.shown
    guard let result = output.success(of: result, for: shown) else { return }
    for warning in result.warnings { reporter.note("\(shown.text): \(warning)") }
    if result.frames == nil { kept += 1 }
    output.write(
      .object(
        shown.jsonMembers + members(of: item.target) + [
          ("kept", .bool(result.frames == nil)),
          ("frames", result.frames.map { .integer($0) } ?? .null),
          ("bins", result.bins.map { .integer($0) } ?? .null),
          ("warnings", .array(result.warnings.map(JSONValue.string))),
        ]))
  }

  /// Ends the list.
  ///
  /// - Throws: Why results could not be written.
  func finish() throws(Failure) {
    try output.finish()
    if kept > 0 {
      reporter.note(
        kept == 1
          ? "1 file that was there is kept"
          : "\(Format.count(kept)) files that were there are kept")
    }
  }

  private func members(of target: [UInt8]) -> [(String, JSONValue)] {
    let path = RecordingPath(bytes: target)
    return [("output", .string(path.text))]
      + (path.isText ? [] : [("outputHex", .string(path.hex))])
  }
}
