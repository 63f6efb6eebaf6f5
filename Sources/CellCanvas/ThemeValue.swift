/// A value of a theme or colour map file; keys of tables are joined with dots, as in `colors.bg`.
public enum ThemeValue: Sendable, Hashable {
  /// Text, such as `"#0e1117"` or `"default"`.
  case string(String)
  /// A whole number.
  case integer(Int)
  /// A list of texts.
  case strings([String])
  /// A list of whole numbers.
  case integers([Int])
}

/// What keeps a theme or colour map file from being used.
public struct ThemeError: Error, Sendable, Hashable {
  /// What is wrong with which key.
  public enum Problem: Sendable, Hashable {
    /// A key isn't there.
    case missing(key: String)
    /// A key that no theme has; probably misspelt.
    case unknown(key: String)
    /// Not `#` and six hex digits.
    case notAColor(key: String, found: String)
    /// Not a whole number in a range.
    case outOfRange(key: String, found: String, allowed: ClosedRange<Int>)
    /// A list of another length.
    case wrongCount(key: String, found: Int, needed: ClosedRange<Int>)
    /// Text where a list must be, and the like.
    case wrongKind(key: String, needed: String)
    /// A value of a kind that no theme has, such as a date.
    case noValue(key: String, kind: String)
    /// A list of texts and numbers.
    case mixed(key: String)
  }

  /// The name of the theme or colour map.
  public let name: String
  /// What is wrong.
  public let problem: Problem

  /// Makes an error.
  public init(name: String, problem: Problem) {
    self.name = name
    self.problem = problem
  }

  /// The key that is wrong; keys of tables are joined with dots.
  public var key: String {
    switch problem {
    case .missing(let key), .unknown(let key), .notAColor(let key, _), .outOfRange(let key, _, _),
      .wrongCount(let key, _, _), .wrongKind(let key, _), .noValue(let key, _), .mixed(let key):
      key
    }
  }

  /// What happened, why, and what to do.
  public var sentence: (what: String, why: String, remedy: String) {
    let what = "Cannot use theme \(name)"
    switch problem {
    case .missing(let key):
      return (what, "\(key) is missing", "add it; themes/midnight.toml shows every key")
    case .unknown(let key):
      return (what, "\(key) is no key of a theme", "remove it or correct its spelling")
    case .notAColor(let key, let found):
      return (what, "\(key) is \"\(found)\", no colour", "write it as \"#0e1117\"")
    case .outOfRange(let key, let found, let allowed):
      return (
        what, "\(key) is \(found)",
        "give a number from \(allowed.lowerBound) to \(allowed.upperBound)"
      )
    case .wrongCount(let key, let found, let needed):
      let count =
        needed.lowerBound == needed.upperBound
        ? "\(needed.lowerBound)" : "\(needed.lowerBound) to \(needed.upperBound)"
      return (what, "\(key) has \(found) values", "give it \(count)")
    case .wrongKind(let key, let needed):
      return (what, "\(key) is no \(needed)", "write it as in themes/midnight.toml")
    case .noValue(let key, let kind):
      return (what, "\(key) is a \(kind)", "give text, a whole number or a list")
    case .mixed(let key):
      return (
        what, "\(key) is a list of different things", "give texts only, or whole numbers only"
      )
    }
  }
}
