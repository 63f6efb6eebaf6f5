/// What is wrong with a filter of labels.
public enum LabelFilterError: Error, Sendable, Hashable {
  /// A quote is not closed.
  case unclosedQuote
  /// A part is no condition.
  case unclear(String)
  /// A condition looks at a field that there is not.
  case unknownField(String)
  /// What follows `~` is no regular expression.
  case notAnExpression(String)

  /// What happened, why, and what to do.
  public var sentence: (what: String, why: String, remedy: String) {
    let what = "The filter can't be used"
    switch self {
    case .unclosedQuote:
      return (what, "a quote is not closed", "close it, or double it inside of a value")
    case .unclear(let part):
      let why = "\(JSONText.literal(part)) is no condition"
      return (what, why, "write label=yes, label!=yes, label~RE, origin=person or unlabelled")
    case .unknownField(let name):
      let names = LabelFilter.Field.allCases.map(\.rawValue).joined(separator: ", ")
      return (what, "there is no field \(JSONText.literal(name))", "use one of \(names)")
    case .notAnExpression(let text):
      let why = "\(JSONText.literal(text)) is not a regular expression"
      return (what, why, "correct it, or compare with =")
    }
  }
}
