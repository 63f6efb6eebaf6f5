/// What is wrong with one line of a keymap or theme file, and what was used instead.
public struct FileProblem: Sendable, Equatable {
  /// The file's name.
  public let file: String
  /// The line, counted from one; nil if the whole file is meant.
  public let line: Int?
  /// What is wrong, with the key or the command in question.
  public let rule: String
  /// What holds now.
  public let instead: String

  /// Makes a problem.
  public init(file: String, line: Int?, rule: String, instead: String) {
    self.file = file
    self.line = line
    self.rule = rule
    self.instead = instead
  }

  /// Where it is: `Line 14 of keymap.toml`.
  public var place: String { line.map { "Line \($0) of \(file)" } ?? file }

  /// The problem in a sentence, such as: line 14 of keymap.toml: "zz" is bound twice; line 9 stays.
  public var sentence: String { "\(place): \(rule); \(instead)." }
}
