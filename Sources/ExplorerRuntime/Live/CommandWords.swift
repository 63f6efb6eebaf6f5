import Explorer

/// Splits a command line into words, without a shell.
///
/// Blanks part words. Between single quotes everything stands for itself; between double quotes
/// `\"` and `\\` are a quote and a backslash; outside of quotes a backslash takes the next character
/// as it is. Nothing else has a meaning: no variables, no patterns, no pipes.
public enum CommandWords {
  /// The words.
  ///
  /// - Throws: What is not closed, or that there is no word.
  public static func split(_ line: String) throws(Failure) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var characters = line[...]
    while let character = characters.popFirst() {
      if let open = quote {
        if character == open {
          quote = nil
        } else if open == "\"", character == "\\",
          let next = characters.first, next == "\"" || next == "\\"
        {
          word?.append(characters.removeFirst())
        } else {
          word?.append(character)
        }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character == "\\" {
        guard let next = characters.popFirst() else {
          throw refusal(line, "it ends with a backslash")
        }
        word = (word ?? "") + String(next)
      } else if character.isWhitespace {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let quote { throw refusal(line, "a quote (\(quote)) is not closed") }
    if let word { words.append(word) }
    guard words.first?.isEmpty == false else { throw refusal(line, "it names no program") }
    return words
  }

  private static func refusal(_ line: String, _ why: String) -> Failure {
    Failure(
      what: "Cannot split the command of --from into words", why: why,
      remedy: "write it as --from 'PROGRAM ARGUMENTS'")
  }
}
