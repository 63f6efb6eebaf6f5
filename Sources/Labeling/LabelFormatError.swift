/// What is wrong with a file of labels.
public enum LabelFormatError: Error, Sendable, Hashable {
  /// The text is no table.
  case table(DelimitedTextError)
  /// The table has no column of a name that must be there.
  case missingColumn(String)
  /// A value that must be there is not.
  case missingValue(String, line: Int)
  /// A value is not what its column holds.
  case unclearValue(String, column: String, line: Int)
  /// A line is no JSON object.
  case notAnObject(line: Int)
  /// The text is not what the format asks for.
  case malformed(LabelFlaw, line: Int)

  /// What happened, why, and what to do.
  public var sentence: (what: String, why: String, remedy: String) {
    let what = "The labels can't be read"
    switch self {
    case .table(let error): return error.sentence
    case .missingColumn(let name):
      return (what, "there is no column '\(name)'", "name it in the first line")
    case .missingValue(let name, let line):
      return (what, "line \(line) has no '\(name)'", "fill it in, or delete the line")
    case .unclearValue(let text, let column, let line):
      let why = "'\(column)' on line \(line) can't be \(JSONText.beginning(of: text))"
      return (what, why, "correct the line, or delete it")
    case .notAnObject(let line):
      return (what, "line \(line) is not a JSON object", "correct the line, or delete it")
    case .malformed(let flaw, let line):
      return (what, "\(flaw.reason) on line \(line)", "write the file again, or correct the line")
    }
  }
}
