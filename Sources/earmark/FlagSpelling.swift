/// Names of long flags with underscores, as the original has them: `--wanted_words` is
/// `--wanted-words`.
enum FlagSpelling {
  /// The arguments with hyphens in the names of their flags.
  ///
  /// Values stay as they are, those behind `=` too, and so does all that follows `--`.
  static func hyphenated(_ arguments: [String]) -> [String] {
    let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
    return arguments[..<end].flatMap(words) + arguments[end...]
  }

  /// An argument as the parser takes it: `--flag=` has an empty value, which it wants on its own.
  private static func words(_ argument: String) -> [String] {
    let word = hyphenated(argument)
    return word.hasPrefix("--") && word.count > 3 && word.last == "="
      && word.dropLast().allSatisfy(isOfName) ? [String(word.dropLast()), ""] : [word]
  }

  private static func hyphenated(_ argument: String) -> String {
    guard argument.hasPrefix("--") else { return argument }
    let end = argument.firstIndex(of: "=") ?? argument.endIndex
    let name = argument[..<end]
    guard name.contains("_"), name.dropFirst(2).allSatisfy(isOfName) else { return argument }
    return String(name.map { $0 == "_" ? "-" : $0 }) + argument[end...]
  }

  private static func isOfName(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "-_".contains(character))
  }
}
