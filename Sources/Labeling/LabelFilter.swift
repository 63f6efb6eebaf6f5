/// Which annotations a list shows: conditions with commas between them, all of which must hold.
///
/// A condition is `labelled`, `unlabelled`, or a field, an operator and a value: `label=yes`,
/// `label!=yes`, `label~RE`, `label!~RE`. Fields are `label path origin annotator tier note group
/// split`. `~` finds a regular expression anywhere in the text; `origin=import` stands for every
/// `import:FORMAT`. A value with a comma stands in double quotes, a quote in it is doubled. An
/// annotation without a tier, a note, a group or a split counts as one with an empty one.
public struct LabelFilter: Sendable, Hashable {
  /// What a condition looks at.
  enum Field: String, CaseIterable {
    case label, path, origin, annotator, tier, note, group, split
  }

  /// How it compares.
  enum Comparison: String {
    case equal = "="
    case unequal = "!="
    case matches = "~"
    case differs = "!~"
  }

  /// One thing that must hold.
  enum Condition: Hashable {
    case isLabelled(Bool)
    case field(Field, Comparison, String)
  }

  let conditions: [Condition]

  /// Reads a filter as it is typed.
  public init(_ text: String) throws(LabelFilterError) {
    var conditions: [Condition] = []
    for part in try Self.parts(text) { conditions.append(try Self.condition(part)) }
    self.conditions = conditions
  }

  /// The annotations that it lets through: clips in order, the annotations of a clip oldest first.
  public func rows(of library: Library) -> [LabelRow] {
    let tests = conditions.map(LabelFilterTest.init)
    return library.clips.flatMap { clip in
      clip.annotations.filter { annotation in
        tests.allSatisfy { $0.holds(for: clip, annotation) }
      }.map { LabelRow(clip: clip, annotation: $0) }
    }
  }

  /// The clips that have an annotation that it lets through, or have none and fit it that way.
  public func clips(of library: Library) -> [Clip] {
    let tests = conditions.map(LabelFilterTest.init)
    return library.clips.filter { clip in
      let said: [Annotation?] = clip.annotations.isEmpty ? [nil] : clip.annotations
      return said.contains { annotation in
        tests.allSatisfy { $0.holds(for: clip, annotation) }
      }
    }
  }

  /// The text between commas that are not in quotes.
  private static func parts(_ text: String) throws(LabelFilterError) -> [String] {
    var parts = [""]
    var isQuoted = false
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      if character == ",", !isQuoted {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    guard !isQuoted else { throw .unclosedQuote }
    return parts
  }

  private static func condition(_ part: String) throws(LabelFilterError) -> Condition {
    let text = part.drop { $0 == " " }
    let bare = text.prefix { !" =!~".contains($0) }
    let rest = text.dropFirst(bare.count).drop { $0 == " " }
    if rest.isEmpty, bare == "labelled" || bare == "unlabelled" {
      return .isLabelled(bare == "labelled")
    }
    let sign = rest.hasPrefix("!") ? rest.prefix(2) : rest.prefix(1)
    guard let comparison = Comparison(rawValue: String(sign)) else { throw .unclear(part) }
    guard let field = Field(rawValue: String(bare)) else { throw .unknownField(String(bare)) }
    let blankless = rest.dropFirst(sign.count).drop { $0 == " " }
    let end = blankless.lastIndex { $0 != " " }
    let value = try unquoted(end.map { blankless[...$0] } ?? "", in: part)
    if comparison == .matches || comparison == .differs, (try? Regex(value)) == nil {
      throw .notAnExpression(value)
    }
    return .field(field, comparison, value)
  }

  private static func unquoted(
    _ text: Substring, in part: String
  ) throws(LabelFilterError) -> String {
    guard text.contains("\"") else { return String(text) }
    guard text.count >= 2, text.first == "\"", text.last == "\"" else { throw .unclear(part) }
    var value = ""
    var isHalf = false
    for character in text.dropFirst().dropLast() {
      if character == "\"", !isHalf {
        isHalf = true
        continue
      }
      if isHalf, character != "\"" { throw .unclear(part) }
      isHalf = false
      value.append(character)
    }
    guard !isHalf else { throw .unclear(part) }
    return value
  }
}
