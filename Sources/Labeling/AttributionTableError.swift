/// What is wrong with a table of labels, or with the choice of its columns.
public enum AttributionTableError: Error, Sendable, Hashable {
  /// A part of the choice is no `KEY=COLUMN`.
  case notAColumn(String)
  /// The choice has no path, or nothing but the path.
  case tooFewColumns
  /// The text is no table.
  case table(DelimitedTextError)
  /// The table has no column of a name; the names that it has.
  case missingColumn(String, [String])
  /// No column of the table has a usual name; the names that it has.
  case noUsualColumns([String])
  /// A line has no path.
  case noPath(line: Int)
  /// A line has an onset or an offset, but not both in order.
  case noTimes(line: Int)

  /// What happened, why, and what to do.
  public var sentence: (what: String, why: String, remedy: String) {
    let what = "The table of labels can't be used"
    let example = "write --columns path=NAME,label=NAME"
    switch self {
    case .notAColumn(let part):
      let why = "\(JSONText.literal(part)) is not path, label, group or split with a column"
      return ("The choice of columns can't be used", why, example)
    case .tooFewColumns:
      let why = "it must name the column of paths and one more"
      return ("The choice of columns can't be used", why, example)
    case .table(let error):
      return error.sentence
    case .missingColumn(let name, let names):
      let why = "it has no column \(JSONText.literal(name)) among \(Self.list(names))"
      return (what, why, "name another with --columns")
    case .noUsualColumns(let names):
      let why = "it is not clear which of \(Self.list(names)) holds the paths and which the labels"
      return (what, why, example)
    case .noPath(let line):
      return (what, "line \(line) has no path", "fill it in, or delete the line")
    case .noTimes(let line):
      return (
        what, "line \(line) has no onset and a later offset in seconds",
        "give both, or leave both empty for the whole recording"
      )
    }
  }

  private static func list(_ names: [String]) -> String {
    if names.isEmpty { return "no columns" }
    let shown = names.prefix(12).map { JSONText.literal($0) }.joined(separator: ", ")
    return names.count > 12 ? shown + " and others" : shown
  }
}
