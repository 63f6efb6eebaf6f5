/// What the last word of a query may become.
public struct QueryCompletion: Sendable {
  /// Values that a field may have, such as the labels of a library; in the order shown.
  private let values: @Sendable (String, String) -> [String]

  /// Makes a completion.
  ///
  /// - Parameter values: Gives the values of a field that what was typed may become.
  public init(values: @escaping @Sendable (_ field: String, _ typed: String) -> [String]) {
    self.values = values
  }

  /// The text with its last word completed, best first; empty where nothing fits.
  public func completions(of text: String) -> [String] {
    let last = text.lastIndex { " &|,(!".contains($0) }.map { text.index(after: $0) }
    let start = last ?? text.startIndex
    let before = text[..<start], word = String(text[start...])
    if let sign = word.firstIndex(where: { ":=".contains($0) }),
      let field = QueryField(word: String(word[..<sign]).replacing("!", with: ""))
    {
      let end = word.index(after: sign)
      let typed = String(word[end...].replacing("\"", with: ""))
      return values(field.rawValue, typed).map { before + word[..<end] + Self.quoted($0) }
    }
    let lowercased = word.lowercased()
    let words = QueryWord.allCases.map(\.rawValue)
    let fields = QueryField.allCases.map { $0.rawValue + ($0.isNumber ? "<" : ":") }
    return (words + fields).filter { $0.hasPrefix(lowercased) && $0 != lowercased }
      .map { before + $0 }
  }

  /// The value as it has to be typed.
  private static func quoted(_ value: String) -> String {
    let isPlain =
      !value.isEmpty
      && !value.contains { $0.isWhitespace || "&|,()[]{}\"\\".contains($0) }
    return isPlain ? value : "\"" + value.replacing("\"", with: "\"\"") + "\""
  }
}
