/// What is wrong with a query, and where.
public struct ClipQueryError: Error, Sendable, Hashable {
  /// What is wrong.
  public enum Flaw: Sendable, Hashable {
    /// A condition is missing: the text ends, or a sign stands where one should be.
    case noCondition
    /// A quote or a parenthesis is not closed.
    case unclosed(String)
    /// A parenthesis closes what was not opened, or something stands behind a quote.
    case unexpected(String)
    /// A condition looks at a field that there is not.
    case unknownField(String)
    /// A field can't be compared so.
    case unfitComparison(field: String, sign: String)
    /// A field is compared with nothing.
    case noValue(field: String)
    /// A value is no number where one must be.
    case noNumber(field: String, value: String)
    /// Nothing was saved under a name, or it stands for itself.
    case unknownName(String)
    /// What follows `~` is no regular expression.
    case notAnExpression(String)
    /// A regular expression may take without end.
    case endless(String)
    /// `|` stands right behind a regular expression, of which it may be a part.
    case openAlternative
    /// Parentheses or names stand in each other too often.
    case tooDeep
    /// There are too many conditions, those of saved filters among them.
    case tooLong
  }

  /// What is wrong.
  public let flaw: Flaw
  /// The character of the text where it is wrong, counted from 0.
  public let position: Int

  /// Makes an error.
  public init(flaw: Flaw, position: Int) {
    self.flaw = flaw
    self.position = position
  }

  /// What happened, why, and what to do.
  public var sentence: (what: String, why: String, remedy: String) {
    ("The filter can't be used", "at character \(position + 1) \(why)", remedy)
  }

  private var why: String {
    switch flaw {
    case .noCondition: "a condition is missing"
    case .unclosed(let sign): "\(JSONText.literal(sign)) is opened and not closed"
    case .unexpected(let text): "\(JSONText.literal(text)) is not expected"
    case .unknownField(let name): "there is no field \(JSONText.literal(name))"
    case .unfitComparison(let field, let sign): "\(field) can't be compared by \(sign)"
    case .noValue(let field): "\(field) is compared with nothing"
    case .noNumber(let field, let value):
      "\(field) is a number, and \(JSONText.literal(value)) is none"
    case .unknownName(let name): "no filter is saved as @\(name)"
    case .notAnExpression(let text): "\(JSONText.literal(text)) is no regular expression"
    case .endless(let text):
      "\(JSONText.literal(text)) repeats so much that it may take without end"
    case .openAlternative: "| may belong to the expression before it"
    case .tooDeep: "there are more than \(QueryReader.mostDepth) parentheses or names in each other"
    case .tooLong: "there are more than \(QueryReader.mostConditions) conditions"
    }
  }

  private var remedy: String {
    switch flaw {
    case .noCondition: "write label:yes, dur<0.5, unlabelled or a part of the path"
    case .unclosed: "close it, or put the value in double quotes"
    case .unexpected: "remove it, or put the value in double quotes"
    case .unknownField:
      "use one of " + QueryField.allCases.map(\.rawValue).joined(separator: ", ")
    case .unfitComparison: "use : = != for both, ~ !~ for text, < <= > >= for numbers"
    case .unknownName: "save one by typing @name = filter in the explorer"
    case .noValue(let field):
      "write \(field):value, or \(JSONText.literal(field)) for a part of the path"
    case .noNumber: "write a number, such as dur<0.5"
    case .notAnExpression: "correct it, or compare with : or ="
    case .endless: "repeat less, and nothing in a repeated group"
    case .openAlternative:
      "put the expression in double quotes, or a blank before | for another condition"
    case .tooDeep, .tooLong: "ask for less at once"
    }
  }
}

extension ClipQueryError {
  /// The same where the query stands behind other text.
  public func moved(by count: Int) -> ClipQueryError {
    ClipQueryError(flaw: flaw, position: position + count)
  }
}
