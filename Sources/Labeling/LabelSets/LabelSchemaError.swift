/// What is wrong with a label set, and on which line of its file.
public struct LabelSchemaError: Error, Sendable, Hashable {
  /// What is wrong.
  public enum Flaw: Sendable, Hashable {
    /// A class has no name.
    case noName
    /// Two classes have a name, or one has the name that is another's alias.
    case nameTwice(String)
    /// Two classes have a key.
    case keyTwice(String, String, String)
    /// A key is not a single letter or digit.
    case badKey(String, of: String)
    /// A color is none of the theme's.
    case badColor(String, of: String)
    /// A class is a kind of one that is not there.
    case unknownParent(String, of: String)
    /// Classes are kinds of each other in a circle.
    case circle([String])
    /// Whether clips may have several labels is neither true nor false.
    case badMultiple(String)
    /// A class has a field that none has; nil: the label set itself has it.
    case unknownField(String, of: String?)
    /// The text is not what a label set is written as.
    case text(LabelFormatError)
  }

  /// What is wrong.
  public let flaw: Flaw
  /// The line of the file, from 1.
  public let line: Int

  /// Makes an error.
  public init(_ flaw: Flaw, line: Int) {
    self.flaw = flaw
    self.line = line
  }

  /// What happened, why, and what to do.
  public var sentence: (what: String, why: String, remedy: String) {
    let what = "The label set can't be used"
    if case .text(let error) = flaw { return (what, error.sentence.why, error.sentence.remedy) }
    return (what, "on line \(line) \(reason.why)", reason.remedy)
  }

  private var reason: (why: String, remedy: String) {
    func quoted(_ text: String) -> String { JSONText.literal(text) }
    switch flaw {
    case .noName: return ("a label has no name", "give it a \"name\"")
    case .nameTwice(let name):
      return (
        "\(quoted(name)) is a name or an alias of another label too", "rename one of them"
      )
    case .keyTwice(let key, let one, let other):
      return (
        "\(quoted(key)) is the key of \(quoted(one)) and of \(quoted(other))",
        "give one of them another key"
      )
    case .badKey(let key, let name):
      return (
        "\(quoted(key)) can't be the key of \(quoted(name))", "use a single letter or digit"
      )
    case .badColor(let color, let name):
      return (
        "\(color) can't be the color of \(quoted(name))",
        "use 1 to \(LabelDefinition.colorCount), the theme's colors in the order of the digits"
      )
    case .unknownParent(let parent, let name):
      return (
        "\(quoted(name)) is a kind of \(quoted(parent)), which is not there",
        "add that label, or take the parent away"
      )
    case .circle(let names):
      return (
        "these are kinds of each other: \(names.map(quoted).joined(separator: ", "))",
        "take the parent of one away"
      )
    case .badMultiple(let text):
      return (
        "\"multiple\" is \(quoted(text))",
        "use true or false: whether a clip may have several labels"
      )
    case .unknownField(let field, let name):
      let owner = name.map(quoted) ?? "the label set"
      return (
        "\(owner) has the unknown field \(quoted(field))",
        name == nil
          ? "there are \(LabelSchema.fields.joined(separator: " and "))"
          : "use \(LabelDefinition.fields.joined(separator: ", "))"
      )
    case .text(let error): return (error.sentence.why, error.sentence.remedy)
    }
  }
}
