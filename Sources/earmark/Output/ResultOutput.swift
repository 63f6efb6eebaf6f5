import Explorer
import ExplorerRuntime
import Labeling

/// Where results go as they come: to a list as JSON, or out as texts.
///
/// Once something could not be written nothing else is, and the end tells why.
struct ResultOutput {
  /// Inputs that failed.
  private(set) var failed = 0
  private var list: JSONList?
  private var trouble: Failure?
  private let reporter: Reporter

  /// Begins a list, if one is wanted.
  init(_ options: JSONListOptions, _ reporter: Reporter) {
    list = options.isJSON ? JSONList(isLines: options.jsonl) : nil
    self.reporter = reporter
  }

  /// Whether results are wanted as JSON.
  var isJSON: Bool { list != nil }

  /// Adds to the list, where one is wanted.
  mutating func write(_ value: JSONValue) {
    guard trouble == nil, var list else { return }
    do throws(Failure) {
      try list.add(value)
      self.list = list
    } catch {
      trouble = error
    }
  }

  /// Writes lines of text.
  mutating func print(_ text: String) {
    guard trouble == nil else { return }
    do throws(Failure) { try StandardOutput.write(text) } catch { trouble = error }
  }

  /// Takes why an input failed: into the list, or to the person.
  mutating func fail(_ failure: Failure, _ path: RecordingPath) {
    failed += 1
    if list == nil { reporter.tell(failure.about(path)) }
    write(failure.json(path: path))
  }

  /// Takes the result of an input; nil where there is none.
  mutating func success<Value>(
    of result: Result<Value, Failure>, for path: RecordingPath
  ) -> Value? {
    guard trouble == nil else { return nil }
    switch result {
    case .success(let value): return value
    case .failure(FeatureReading.interrupted): return nil
    case .failure(let failure):
      fail(failure, path)
      return nil
    }
  }

  /// Does nothing while everything could be written.
  ///
  /// - Throws: Why something could not be.
  func check() throws(Failure) {
    if let trouble { throw trouble }
  }

  /// Ends the list.
  ///
  /// - Throws: Why results could not be written.
  func finish() throws(Failure) {
    try check()
    try list?.finish()
  }
}
