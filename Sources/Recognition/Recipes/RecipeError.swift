/// Why a recipe can't be followed.
public enum RecipeError: Error, Sendable, Hashable {
  /// There are not as many rates as numbers of steps.
  case listsDiffer(steps: Int, rates: Int)
  /// A parameter breaks its rule.
  case parameter(name: String, value: String, rule: String)
  /// The front end breaks a rule.
  case frontEnd(FrontEndError)
  /// No recipe has this name.
  case unknown(String)

  /// What happened, why, and what to do.
  public var sentence: (what: String, why: String, remedy: String) {
    let what = "Cannot follow this recipe"
    switch self {
    case .listsDiffer(let steps, let rates):
      return (
        what, "there are \(steps) numbers of steps but \(rates) learning rates",
        "give --how-many-training-steps and --learning-rate lists of the same length"
      )
    case .parameter(let name, let value, let rule):
      return (what, "\(name) is \(value), not \(rule)", "give it another value")
    case .frontEnd(let error): return error.sentence
    case .unknown(let name):
      return (
        "Cannot find the recipe \"\(name)\"", "no recipe has this name",
        "use one of: \(RecipeRegistry.names.joined(separator: ", "))"
      )
    }
  }
}
