/// The value of a parameter, as tables and flags have it.
public enum ParameterValue: Sendable, Hashable {
  /// A number.
  case number(Double)
  /// A word.
  case word(String)
  /// Yes or no.
  case flag(Bool)

  /// Reads a value as a person types it.
  public init(text: String) {
    switch text {
    case "true", "yes": self = .flag(true)
    case "false", "no": self = .flag(false)
    default: self = Double(text).map { .number($0) } ?? .word(text)
    }
  }

  /// The value as a person would type it.
  public var text: String {
    switch self {
    case .number(let number): FeatureError.plain(number)
    case .word(let word): word
    case .flag(let flag): flag ? "true" : "false"
    }
  }
}

extension ParameterValue: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByStringLiteral, ExpressibleByBooleanLiteral
{
  /// A number.
  public init(integerLiteral value: Int) { self = .number(Double(value)) }
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// A word.
  public init(stringLiteral value: String) { self = .word(value) }
  /// Yes or no.
  public init(booleanLiteral value: Bool) { self = .flag(value) }
}
