/// A comparison of texts; what was asked before is remembered, since labels repeat.
final class TextMatch {
  private let comparison: QueryComparison
  private let value: String
  private let lowercased: String
  private let expression: Regex<AnyRegexOutput>?
  private let isOrigin: Bool
  private var known: [String: Bool] = [:]

  /// Answers that are kept.
  private static let limit = 4_096
  /// What makes an expression more than a text to look for.
  private static let signs = Set("\\^$.|?*+()[]{}")

  init(_ comparison: QueryComparison, _ value: String, isOrigin: Bool) {
    self.comparison = comparison
    self.value = value
    lowercased = value.lowercased()
    self.isOrigin = isOrigin
    let isPlain = !value.contains(where: TextMatch.signs.contains)
    expression = comparison.isExpression && !isPlain ? try? Regex(value) : nil
  }

  func holds(for text: String) -> Bool {
    switch comparison {
    case .equal: text == value || isFormat(text)
    case .unequal: !(text == value || isFormat(text))
    case .same: text == value || isFormat(text) || text.lowercased() == lowercased
    case .matches: isFound(in: text)
    case .differs: !isFound(in: text)
    case .below, .above, .atMost, .atLeast: false
    }
  }

  /// `import` stands for what was imported from any format, `accepted` for any model's.
  private func isFormat(_ text: String) -> Bool { isOrigin && text.hasPrefix(value + ":") }

  private func isFound(in text: String) -> Bool {
    guard let expression else { return PlainSearch.isFound(value, in: text) }
    if let answer = known[text] { return answer }
    let answer = (try? expression.firstMatch(in: text)) ?? nil
    if known.count >= TextMatch.limit { known = [:] }
    known[text] = answer != nil
    return answer != nil
  }
}
