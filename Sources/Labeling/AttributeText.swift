/// Attributes of annotations as people type them: `sex=f; call="two; notes"`.
public enum AttributeText {
  /// Why a text names no attributes.
  public enum Flaw: Error, Sendable, Hashable {
    /// A part has no `=`, or nothing before it.
    case noName(String)
    /// A quote is not closed.
    case unclosed
  }

  /// The text of attributes, in the order of their names.
  public static func text(_ attributes: [String: String]) -> String {
    attributes.sorted { $0.key < $1.key }
      .map { "\($0.key)=\(isPlain($0.value) ? $0.value : quoted($0.value))" }
      .joined(separator: "; ")
  }

  /// Reads such a text; of a name that comes twice the last value counts.
  ///
  /// A name without a value stands for an attribute that goes.
  public static func attributes(_ text: String) throws(Flaw) -> [String: String] {
    var attributes: [String: String] = [:]
    for part in try parts(text) {
      guard let sign = part.firstIndex(of: "=") else { throw .noName(trimmed(part[...])) }
      let name = trimmed(part[..<sign])
      guard !name.isEmpty else { throw .noName(trimmed(part[...])) }
      let value = trimmed(part[part.index(after: sign)...])
      attributes[name] = value.first == "\"" ? unquoted(value) : value
    }
    return attributes
  }

  /// The parts between semicolons that stand in no quotes; blank ones are passed over.
  private static func parts(_ text: String) throws(Flaw) -> [String] {
    var parts = [""]
    var isQuoted = false
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      if character == ";", !isQuoted {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    if isQuoted { throw .unclosed }
    return parts.filter { !$0.allSatisfy(\.isWhitespace) }
  }

  private static func isPlain(_ value: String) -> Bool {
    !value.contains { ";\"".contains($0) } && trimmed(value[...]) == value
  }

  private static func quoted(_ value: String) -> String {
    "\"" + value.replacing("\"", with: "\"\"") + "\""
  }

  private static func unquoted(_ value: String) -> String {
    let inner = value.dropFirst().dropLast(value.last == "\"" && value.count > 1 ? 1 : 0)
    return String(inner).replacing("\"\"", with: "\"")
  }

  private static func trimmed(_ text: Substring) -> String {
    let start = text.drop { $0.isWhitespace }
    return start.lastIndex { !$0.isWhitespace }.map { String(start[...$0]) } ?? ""
  }
}
