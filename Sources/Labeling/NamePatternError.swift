/// What is wrong with a pattern on file names.
public enum NamePatternError: Error, Sendable, Hashable {
  /// A brace is not closed.
  case unclosed
  /// A field has a name that means nothing.
  case unknownField(String)
  /// A field comes twice.
  case twice(String)
  /// Nothing tells where a field ends and the next begins.
  case nothingBetween(String)
  /// No field gives the label.
  case noLabel
  /// No field gives the group.
  case noGroup
  /// It has a slash.
  case namesFolder

  /// What happened, why, and what to do.
  public var sentence: (what: String, why: String, remedy: String) {
    let what = "The pattern on names can't be used"
    switch self {
    case .unclosed:
      return (what, "a '{' is not closed", "write fields as {label}")
    case .unknownField(let name):
      let why = "there is no field \(JSONText.literal(name))"
      return (what, why, "use {label}, {group}, {split}, {index}, or {} for the rest")
    case .twice(let name):
      return (what, "{\(name)} comes twice", "use {} for parts that don't matter")
    case .nothingBetween(let name):
      let why = "nothing parts {\(name)} from the field before it"
      return (what, why, "put the text that is between them there, such as _")
    case .noLabel:
      return (what, "it has no {label}", "put {label} where the class is in the file name")
    case .noGroup:
      return (what, "it has no {group}", "put {group} where what belongs together is named")
    case .namesFolder:
      return (what, "it has a '/' and names are matched without folders", "leave the folder out")
    }
  }
}
