/// A JSON value of a file, with the line that it begins on.
struct JSONNode: Sendable {
  /// What it is.
  enum Content: Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONNode])
    case object([(key: String, value: JSONNode)])
  }

  let line: Int
  let content: Content

  /// The value of a key of an object, the last where there are several; nil for `null`.
  subscript(key: String) -> JSONNode? {
    guard case .object(let members) = content,
      let value = members.last(where: { $0.key == key })?.value
    else { return nil }
    if case .null = value.content { return nil }
    return value
  }

  /// The keys of an object in order.
  var keys: [String] {
    if case .object(let members) = content { members.map(\.key) } else { [] }
  }

  /// The values of an array; nil for anything else.
  var values: [JSONNode]? {
    if case .array(let values) = content { values } else { nil }
  }

  /// Whether it is an object.
  var isObject: Bool {
    if case .object = content { true } else { false }
  }

  /// A string; nil for anything else.
  var string: String? {
    if case .string(let text) = content { text } else { nil }
  }

  /// A finite number; nil for anything else.
  var number: Double? {
    if case .number(let number) = content, number.isFinite { number } else { nil }
  }

  /// A string, number or truth value as text; nil for anything else.
  var text: String? {
    switch content {
    case .string(let text): text
    case .number(let number): JSONValue.number(number).compact
    case .bool(let value): value ? "true" : "false"
    case .null, .array, .object: nil
    }
  }
}
