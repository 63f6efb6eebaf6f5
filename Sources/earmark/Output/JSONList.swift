import Explorer
import Labeling

/// A list of results as JSON: one array, or an object a line.
struct JSONList {
  private let isLines: Bool
  private var count = 0

  /// Begins a list.
  init(isLines: Bool) { self.isLines = isLines }

  /// Writes one result as it comes.
  mutating func add(_ value: JSONValue) throws(Failure) {
    if isLines {
      try StandardOutput.write(value.compact + "\n")
    } else {
      try StandardOutput.write((count == 0 ? "[\n" : ",\n") + value.compact)
    }
    count += 1
  }

  /// Ends the list.
  func finish() throws(Failure) {
    guard !isLines else { return }
    try StandardOutput.write(count == 0 ? "[]\n" : "\n]\n")
  }
}

extension RecordingPath {
  /// `path`, and `pathHex` beside it where the bytes are not UTF-8.
  var jsonMembers: [(String, JSONValue)] {
    [("path", .string(text))] + (isText ? [] : [("pathHex", .string(hex))])
  }
}

extension Failure {
  /// The object of an input that failed.
  func json(path: RecordingPath) -> JSONValue {
    .object(
      path.jsonMembers + [
        (
          "error",
          .object([("what", .string(what)), ("why", .string(why)), ("remedy", .string(remedy))])
        )
      ])
  }
}
