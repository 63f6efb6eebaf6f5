import Explorer
import Labeling

/// A label of a file that is not taken into a library, and why.
struct UntakenLabel {
  /// The file, as shown.
  let file: String
  /// Its line, from 1.
  let line: Int
  /// The class.
  let label: String
  /// The recording that it is of, as the file or the library names it.
  let recording: String
  /// Why, as the plural of what it is: `regions without a label`.
  let why: String

  /// Rows that people are shown; more are counted.
  static let shown = 20

  /// The label as a JSON object.
  var json: JSONValue {
    .object([
      ("file", .string(file)), ("line", .integer(line)), ("label", .string(label)),
      ("path", .string(recording)), ("why", .string(why)),
    ])
  }

  /// Labels as a table for people: the first ones, and how many more there are.
  static func text(_ labels: [UntakenLabel]) -> String {
    guard !labels.isEmpty else { return "" }
    var table = TextTable(rightAligned: [1])
    table.add(["file", "line", "label", "recording", "not taken"])
    for label in labels.prefix(shown) {
      table.add([
        label.file, Format.count(label.line), label.label, label.recording, label.why,
      ])
    }
    let rest = labels.count - shown
    return "\n" + table.text
      + (rest > 0 ? "and \(Format.count(rest)) more, which --json lists\n" : "")
  }
}
