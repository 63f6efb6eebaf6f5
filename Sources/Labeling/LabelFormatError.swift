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
  /// A text is longer than any real one.
  case tooLong(String, line: Int, limit: Int)
  /// A line is longer than any real one.
  case longLine(line: Int, limit: Int)
  /// A line is no JSON object.
  case notAnObject(line: Int)
  /// The text is not what the format asks for; the column counts letters from 1.
  case malformed(LabelFlaw, line: Int, column: Int? = nil)

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
      let rule = Self.rule(of: column, brokenBy: text).map { ": \($0)" } ?? ""
      return (what, why + rule, "correct the line, or delete it")
    case .notAnObject(let line):
      return (what, "line \(line) is not a JSON object", "correct the line, or delete it")
    case .malformed(let flaw, let line, let column):
      let place = column.map { "line \(line), column \($0)" } ?? "line \(line)"
      return (what, "\(flaw.reason) on \(place)", "write the file again, or correct the line")
    case .tooLong(let column, let line, let limit):
      let why = "'\(column)' on line \(line) has more than \(limit) letters"
      return (what, why, "shorten it, or delete the line")
    case .longLine(let line, let limit):
      let why = "line \(line) goes on after column \(limit), where every line must end"
      return (what, why, "correct the line")
    }
  }
}
