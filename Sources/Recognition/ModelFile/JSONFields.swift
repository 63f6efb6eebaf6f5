import Labeling

/// An object of a model file whose fields are taken by name, each with its rule.
public struct JSONFields {
  private let name: String
  private let members: [(String, JSONValue)]

  /// Takes a value that must be an object.
  ///
  /// - Parameter name: What it is called in sentences.
  public init(_ value: JSONValue?, name: String) throws(ModelFileError) {
    guard case .object(let members) = value else { throw .configuration("\(name) is no object") }
    self.name = name
    self.members = members
  }

  /// The names of the fields, in order.
  public var names: [String] { members.map(\.0) }

  /// A field, nil if it is not there.
  public subscript(field: String) -> JSONValue? { members.first { $0.0 == field }?.1 }

  /// Makes sure that there is nothing but these fields.
  public func only(_ allowed: [String]) throws(ModelFileError) {
    for field in names where !allowed.contains(field) {
      throw .configuration("\(name) has the unknown field \(JSONText.literal(field))")
    }
  }

  /// An object in a field.
  public func fields(_ field: String) throws(ModelFileError) -> JSONFields {
    try JSONFields(self[field], name: "\(name).\(field)")
  }

  /// A text.
  public func text(_ field: String) throws(ModelFileError) -> String {
    guard case .string(let text) = self[field] else { throw bad(field, "a text") }
    return text
  }

  /// A list of texts.
  public func texts(_ field: String) throws(ModelFileError) -> [String] {
    var texts: [String] = []
    for value in try list(field) {
      guard case .string(let text) = value else { throw bad(field, "a list of texts") }
      texts.append(text)
    }
    return texts
  }

  /// A list.
  public func list(_ field: String) throws(ModelFileError) -> [JSONValue] {
    guard case .array(let values) = self[field] else { throw bad(field, "a list") }
    return values
  }

  /// A number within bounds.
  public func number(
    _ field: String, in bounds: ClosedRange<Double>
  ) throws(ModelFileError) -> Double {
    guard let number = JSONFields.number(self[field]), bounds.contains(number) else {
      throw bad(field, "a number from \(bounds.lowerBound) to \(bounds.upperBound)")
    }
    return number
  }

  /// A whole number within bounds.
  public func whole(_ field: String, in bounds: ClosedRange<Int>) throws(ModelFileError) -> Int {
    guard case .integer(let number) = self[field], bounds.contains(number) else {
      throw bad(field, "a whole number from \(bounds.lowerBound) to \(bounds.upperBound)")
    }
    return number
  }

  /// Numbers, finite and as many as are wanted.
  public func numbers(
    _ field: String, count: ClosedRange<Int>
  ) throws(ModelFileError) -> [Float] {
    let values = try list(field)
    let numbers = values.compactMap(JSONFields.number).map { Float($0) }.filter(\.isFinite)
    guard numbers.count == values.count, count.contains(numbers.count) else {
      throw bad(field, "a list of \(count.lowerBound) to \(count.upperBound) numbers")
    }
    return numbers
  }

  /// The number that a value is, nil for others.
  static func number(_ value: JSONValue?) -> Double? {
    switch value {
    case .integer(let whole): Double(whole)
    case .number(let number): number
    default: nil
    }
  }

  /// What is wrong with a field.
  func bad(_ field: String, _ rule: String) -> ModelFileError {
    .configuration(
      self[field] == nil ? "\(name).\(field) is missing" : "\(name).\(field) is not \(rule)")
  }
}
