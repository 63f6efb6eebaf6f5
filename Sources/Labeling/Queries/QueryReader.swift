/// Reads a query from left to right.
struct QueryReader {
  private let text: [Character]
  private let saved: [String: String]
  private let attributes: Set<String>
  private var place = 0
  /// Parentheses and names that are open.
  private var depth: Int
  /// Conditions that may still come, those of saved filters among them.
  private var budget: Int

  /// Parentheses and names in each other at most.
  static let mostDepth = 100
  /// Conditions of a query at most.
  static let mostConditions = 1_000

  init(
    _ text: String, saved: [String: String], attributes: Set<String>, depth: Int = 0,
    budget: Int = QueryReader.mostConditions
  ) {
    self.text = Array(text)
    self.saved = saved
    self.attributes = attributes
    self.depth = depth
    self.budget = budget
  }

  /// The whole text.
  mutating func query() throws(ClipQueryError) -> QueryTerm {
    let term = try alternatives()
    skipBlanks()
    guard place == text.count else { throw flaw(.unexpected(String(text[place]))) }
    return term
  }

  private mutating func alternatives() throws(ClipQueryError) -> QueryTerm {
    var terms = [try conjunction()]
    while take("|") { terms.append(try conjunction()) }
    return terms.count == 1 ? terms[0] : .any(terms)
  }

  private mutating func conjunction() throws(ClipQueryError) -> QueryTerm {
    var terms = [try negation()]
    while true {
      // Between two conditions `&` and the comma may be left out.
      if take("&") || take(",") {
        terms.append(try negation())
      } else if let next = peek(), next != "|", next != ")" {
        terms.append(try negation())
      } else {
        return terms.count == 1 ? terms[0] : .all(terms)
      }
    }
  }

  private mutating func negation() throws(ClipQueryError) -> QueryTerm {
    var isTurned = false
    while take("!") { isTurned.toggle() }
    let term = try condition()
    return isTurned ? .not(term) : term
  }

  private mutating func condition() throws(ClipQueryError) -> QueryTerm {
    guard let first = peek() else { throw flaw(.noCondition) }
    let start = place
    budget -= 1
    guard budget >= 0 else { throw flaw(.tooLong) }
    switch first {
    case "(":
      guard depth < QueryReader.mostDepth else { throw flaw(.tooDeep) }
      place += 1
      depth += 1
      let term = try alternatives()
      depth -= 1
      guard take(")") else { throw flaw(.unclosed("("), at: start) }
      return term
    case "\"": return .pathHolds(try quoted().lowercased())
    case "<", ">": return try percentage()
    case "&", "|", ",", ")", ":", "=", "~": throw flaw(.noCondition)
    default: break
    }
    let word = bareWord()
    if word.first == "@" { return try savedTerm(String(word.dropFirst()), at: start) }
    let end = place
    guard let comparison = comparison(after: word) else {
      place = end
      if let known = QueryWord(rawValue: word.lowercased()) { return .word(known) }
      guard QueryField(word: word) == nil else { throw flaw(.noValue(field: word)) }
      return .pathHolds(word.lowercased())
    }
    guard let field = QueryField(word: word) else {
      guard attributes.contains(word) else { throw flaw(.unknownField(word), at: start) }
      return try attribute(word, comparison)
    }
    if field == .quality, attributes.contains(word), !comparison.isExpression {
      // Flaws of the sound have names; whatever else it is compared with is the attribute's value.
      let start = place
      let term = try attribute(word, comparison)
      guard case .attribute(_, _, let value) = term, SoundFlaw(rawValue: value.lowercased()) != nil
      else { return term }
      place = start
    }
    return try test(field, comparison, signAt: end)
  }

  /// What was saved under a name; in it the name itself is not known.
  private mutating func savedTerm(_ name: String, at position: Int) throws(ClipQueryError)
    -> QueryTerm
  {
    guard let text = saved[name] else { throw flaw(.unknownName(name), at: position) }
    guard depth < QueryReader.mostDepth else { throw flaw(.tooDeep, at: position) }
    var reader = QueryReader(
      text, saved: saved.filter { $0.key != name }, attributes: attributes, depth: depth + 1,
      budget: budget)
    do throws(ClipQueryError) {
      let term = try reader.query()
      budget = reader.budget
      return term
    } catch {
      throw flaw(error.flaw, at: position)
    }
  }

  /// A sign after a word: right behind it, or after blanks where the word is a field.
  private mutating func comparison(after word: String) -> QueryComparison? {
    let isDirect = place < text.count && !text[place].isWhitespace
    skipBlanks()
    let found = QueryComparison.allCases.first { sign in
      text[place...].starts(with: Array(sign.rawValue))
    }
    guard let found, isDirect || QueryField(word: word) != nil else { return nil }
    place += found.rawValue.count
    return found
  }

  /// An attribute compared as a text, or by `<` and the like as a number.
  private mutating func attribute(
    _ name: String, _ comparison: QueryComparison
  ) throws(ClipQueryError) -> QueryTerm {
    skipBlanks()
    let start = place
    let value = try value()
    guard !value.isEmpty || start < place else { throw flaw(.noValue(field: name), at: start) }
    if comparison.isOfNumbers, Double(value)?.isFinite != true {
      throw flaw(.noNumber(field: name, value: value), at: start)
    }
    if comparison.isExpression, (try? Regex(value)) == nil {
      throw flaw(.notAnExpression(value), at: start)
    }
    return .attribute(name, comparison, value)
  }

  private mutating func test(
    _ field: QueryField, _ comparison: QueryComparison, signAt sign: Int
  ) throws(ClipQueryError) -> QueryTerm {
    guard field.isNumber ? !comparison.isExpression : !comparison.isOfNumbers else {
      throw flaw(
        .unfitComparison(field: field.rawValue, sign: comparison.rawValue), at: sign)
    }
    skipBlanks()
    let start = place
    let isQuoted = start < text.count && text[start] == "\""
    let value = try value()
    if comparison.isExpression, !isQuoted, place < text.count, text[place] == "|" {
      throw flaw(.openAlternative)
    }
    if field.isNumber {
      guard let number = Double(value), number.isFinite else {
        throw flaw(.noNumber(field: field.rawValue, value: value), at: start)
      }
      // What is kept in single precision is compared so.
      return .number(field, comparison, field.isSingle ? Double(Float(number)) : number)
    }
    if comparison.isExpression {
      guard (try? Regex(value)) != nil else { throw flaw(.notAnExpression(value), at: start) }
      guard !ExpressionCost(value).isEndless else { throw flaw(.endless(value), at: start) }
    }
    return .text(field, comparison, value)
  }

  /// `>80` and the like: percent that the model gives its first class.
  private mutating func percentage() throws(ClipQueryError) -> QueryTerm {
    let isAbove = text[place] == ">"
    place += 1
    let isEqualToo = take("=", afterBlanks: false)
    skipBlanks()
    let start = place
    let value = bareWord()
    let digits = value.hasSuffix("%") ? String(value.dropLast()) : value
    guard let percent = Double(digits), percent.isFinite else {
      throw flaw(.noNumber(field: "a model's score in percent", value: value), at: start)
    }
    // "Above 80" has always had 80 in it.
    let comparison: QueryComparison = isAbove ? .atLeast : isEqualToo ? .atMost : .below
    return .number(.score, comparison, Double(Float(percent / 100)))
  }

  private mutating func value() throws(ClipQueryError) -> String {
    if place < text.count, text[place] == "\"" { return try quoted() }
    var value = "", open = 0
    while place < text.count {
      let character = text[place]
      if open == 0, character.isWhitespace || "&|,)".contains(character) { break }
      guard character != "\"" else { throw flaw(.unexpected("\"")) }
      if "([{".contains(character) { open += 1 }
      if ")]}".contains(character) { open = max(0, open - 1) }
      if character == "\\", place + 1 < text.count {
        value.append(character)
        place += 1
      }
      value.append(text[place])
      place += 1
    }
    return value
  }

  private mutating func quoted() throws(ClipQueryError) -> String {
    let start = place
    var value = ""
    place += 1
    while place < text.count {
      if text[place] == "\"" {
        place += 1
        guard place < text.count, text[place] == "\"" else {
          if place < text.count, !text[place].isWhitespace, !"&|,)".contains(text[place]) {
            throw flaw(.unexpected(String(text[place])))
          }
          return value
        }
      }
      value.append(text[place])
      place += 1
    }
    throw flaw(.unclosed("\""), at: start)
  }

  private mutating func bareWord() -> String {
    let start = place
    while place < text.count, !text[place].isWhitespace, !"&|,():=~<>\"".contains(text[place]) {
      if text[place] == "!", place + 1 < text.count, "=~:".contains(text[place + 1]) { break }
      place += 1
    }
    return String(text[start..<place])
  }

  private mutating func take(_ sign: Character, afterBlanks: Bool = true) -> Bool {
    if afterBlanks { skipBlanks() }
    guard place < text.count, text[place] == sign else { return false }
    place += 1
    return true
  }

  /// The next character that is no blank.
  private mutating func peek() -> Character? {
    skipBlanks()
    return place < text.count ? text[place] : nil
  }

  private mutating func skipBlanks() {
    while place < text.count, text[place].isWhitespace { place += 1 }
  }

  private func flaw(_ flaw: ClipQueryError.Flaw, at position: Int? = nil) -> ClipQueryError {
    ClipQueryError(flaw: flaw, position: position ?? place)
  }
}
