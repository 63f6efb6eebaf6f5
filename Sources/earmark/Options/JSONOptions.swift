import ArgumentParser

/// Whether results are JSON.
struct JSONOptions: ParsableArguments {
  @Flag(name: .long, help: "Print JSON.")
  var json = false
}

/// Whether a list of results is JSON, and in which form.
struct JSONListOptions: ParsableArguments {
  @Flag(name: .long, help: "Print one JSON array.")
  var json = false

  @Flag(name: .long, help: "Print a JSON object a line, as they come.")
  var jsonl = false

  /// Whether results are JSON.
  var isJSON: Bool { json || jsonl }

  mutating func validate() throws {
    if json, jsonl { throw ValidationError("Only one of --json and --jsonl can be used.") }
  }
}
