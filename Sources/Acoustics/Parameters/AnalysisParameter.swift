/// Where a parameter's value lies in a setup.
typealias SetupPath<Value> = any WritableKeyPath<AnalysisSetup, Value> & Sendable

/// A parameter of analyses by its name, as flags, presets and files of settings have it.
///
/// A new parameter is a property of the settings, its rule, and a line in
/// ``ParameterRegistry``.
public struct AnalysisParameter: Sendable {
  /// The name; `--name` is its flag.
  public let name: String
  /// What it is, with its unit.
  public let summary: String
  /// What it may be, in words.
  public let values: String
  /// Reads it from a setup.
  private let read: @Sendable (AnalysisSetup) -> ParameterValue
  /// Writes it to a setup.
  let write: @Sendable (inout AnalysisSetup, ParameterValue) throws(FeatureError) -> Void

  /// Describes a parameter.
  init(
    name: String, summary: String, values: String,
    read: @escaping @Sendable (AnalysisSetup) -> ParameterValue,
    write: @escaping @Sendable (inout AnalysisSetup, ParameterValue) throws(FeatureError) -> Void
  ) {
    self.name = name
    self.summary = summary
    self.values = values
    self.read = read
    self.write = write
  }

  /// Its value in a setup.
  public func value(in setup: AnalysisSetup) -> ParameterValue { read(setup) }

  /// A number; `other` is the word for none.
  static func number(
    _ name: String, _ summary: String, or other: String? = nil, unit: String = "a number",
    _ path: SetupPath<Double?>
  ) -> AnalysisParameter {
    let values = other.map { "\(unit) or \($0)" } ?? unit
    return AnalysisParameter(name: name, summary: summary, values: values) { setup in
      setup[keyPath: path].map { .number($0) } ?? .word(other ?? "none")
    } write: { setup, value throws(FeatureError) in
      switch value {
      case .number(let number) where number.isFinite: setup[keyPath: path] = number
      case .word(let word) where word == other: setup[keyPath: path] = nil
      default: throw .parameter(name: name, value: value.text, rule: values)
      }
    }
  }

  /// A number that is always there.
  static func number(
    _ name: String, _ summary: String, _ path: SetupPath<Double>
  ) -> AnalysisParameter {
    AnalysisParameter(name: name, summary: summary, values: "a number") {
      .number($0[keyPath: path])
    } write: { setup, value throws(FeatureError) in
      guard case .number(let number) = value, number.isFinite else {
        throw .parameter(name: name, value: value.text, rule: "a number")
      }
      setup[keyPath: path] = number
    }
  }

  /// A whole number.
  static func count(
    _ name: String, _ summary: String, _ path: SetupPath<Int>
  ) -> AnalysisParameter {
    AnalysisParameter(name: name, summary: summary, values: "a whole number") {
      .number(Double($0[keyPath: path]))
    } write: { setup, value throws(FeatureError) in
      guard case .number(let number) = value, let count = Int(exactly: number) else {
        throw .parameter(name: name, value: value.text, rule: "a whole number")
      }
      setup[keyPath: path] = count
    }
  }

  /// Yes or no.
  static func flag(
    _ name: String, _ summary: String, _ path: SetupPath<Bool>
  ) -> AnalysisParameter {
    AnalysisParameter(name: name, summary: summary, values: "true or false") {
      .flag($0[keyPath: path])
    } write: { setup, value throws(FeatureError) in
      guard case .flag(let flag) = value else {
        throw .parameter(name: name, value: value.text, rule: "true or false")
      }
      setup[keyPath: path] = flag
    }
  }

  /// One of some words.
  static func choice<Choice: RawRepresentable & CaseIterable & Sendable>(
    _ name: String, _ summary: String,
    _ path: SetupPath<Choice>
  ) -> AnalysisParameter where Choice.RawValue == String {
    let names = Choice.allCases.map(\.rawValue)
    let rule = names.joined(separator: ", ")
    return AnalysisParameter(name: name, summary: summary, values: rule) {
      .word($0[keyPath: path].rawValue)
    } write: { setup, value throws(FeatureError) in
      guard let choice = Choice(rawValue: value.text) else {
        throw .parameter(name: name, value: value.text, rule: rule)
      }
      setup[keyPath: path] = choice
    }
  }
}
