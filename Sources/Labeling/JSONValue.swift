/// A JSON value whose objects keep the order of their keys.
public enum JSONValue: Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A whole number.
  case integer(Int)
  /// A number; infinities and NaN are written as `null`.
  case number(Double)
  /// Text.
  case string(String)
  /// Values in order.
  case array([JSONValue])
  /// Keys and values in order; keys are not checked for doubles.
  case object([(String, JSONValue)])

  /// A single-precision number by its shortest decimal form: 0.1, not 0.10000000149.
  public static func number(_ value: Float) -> JSONValue {
    .number(Double(value.description) ?? Double(value))
  }

  /// Text, or `null`.
  public static func optional(_ text: String?) -> JSONValue {
    text.map(JSONValue.string) ?? .null
  }

  /// The value on one line, without blanks.
  public var compact: String {
    var text = ""
    append(to: &text)
    return text
  }

  /// Appends the value on one line, without blanks.
  public func append(to output: inout String) {
    switch self {
    case .null: output.append("null")
    case .bool(let value): output.append(value ? "true" : "false")
    case .integer(let value): output.append(value.description)
    case .number(let value): output.append(Self.text(of: value))
    case .string(let text): JSONText.append(text, to: &output)
    case .array(let values):
      output.append("[")
      for (place, value) in values.enumerated() {
        if place > 0 { output.append(",") }
        value.append(to: &output)
      }
      output.append("]")
    case .object(let members):
      output.append("{")
      for (place, member) in members.enumerated() {
        if place > 0 { output.append(",") }
        JSONText.append(member.0, to: &output)
        output.append(":")
        member.1.append(to: &output)
      }
      output.append("}")
    }
  }

  private static func text(of value: Double) -> String {
    guard value.isFinite else { return "null" }
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

extension JSONValue: Equatable {
  /// Whether kind and contents are the same, objects in the same order.
  public static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.integer(let a), .integer(let b)): a == b
    case (.number(let a), .number(let b)): a == b
    case (.string(let a), .string(let b)): a == b
    case (.array(let a), .array(let b)): a == b
    case (.object(let a), .object(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.0 == $1.0 && $0.1 == $1.1 }
    default: false
    }
  }
}
