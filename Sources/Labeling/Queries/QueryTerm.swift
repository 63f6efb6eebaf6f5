/// A query as it was understood.
indirect enum QueryTerm: Sendable, Hashable {
  /// A word that stands for a condition.
  case word(QueryWord)
  /// A field, compared as text; of an expression it is known that it is one.
  case text(QueryField, QueryComparison, String)
  /// A field, compared as a number.
  case number(QueryField, QueryComparison, Double)
  /// An attribute of an annotation.
  case attribute(String, QueryComparison, String)
  /// Text that the path holds, capitals or not; in lower case.
  case pathHolds(String)
  /// What must not hold.
  case not(QueryTerm)
  /// What must hold together.
  case all([QueryTerm])
  /// What of which one must hold.
  case any([QueryTerm])

  /// Whether a model must have been asked.
  var isOfModel: Bool {
    switch self {
    case .word(let word): word.isOfModel
    case .text(let field, _, _), .number(let field, _, _): field.isOfModel
    case .attribute, .pathHolds: false
    case .not(let term): term.isOfModel
    case .all(let terms), .any(let terms): terms.contains(where: \.isOfModel)
    }
  }
}
