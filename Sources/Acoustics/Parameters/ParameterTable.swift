/// Parameters by name: a preset, or what a user sets.
public struct ParameterTable: Sendable, Equatable {
  private var values: [String: ParameterValue] = [:]

  /// Pairs of names for the same thing, in samples and in milliseconds.
  private static let twins = [
    "window-length": "window-ms", "window-ms": "window-length", "hop-length": "hop-ms",
    "hop-ms": "hop-length",
  ]

  /// Makes an empty table.
  public init() {}

  /// The names and values that are set, in the order of ``ParameterRegistry``.
  public var rows: [(name: String, value: ParameterValue)] {
    ParameterRegistry.all.compactMap { parameter in
      values[parameter.name].map { (parameter.name, $0) }
    }
  }

  /// The value of a name; nil where it is not set.
  public subscript(name: String) -> ParameterValue? { values[name] }

  /// Sets a parameter; its twin in another unit is set no longer.
  ///
  /// - Throws: ``FeatureError/unknownParameter(_:)``.
  public mutating func set(_ name: String, to value: ParameterValue) throws(FeatureError) {
    guard ParameterRegistry.parameter(name) != nil else { throw .unknownParameter(name) }
    if let twin = ParameterTable.twins[name] { values[twin] = nil }
    values[name] = value
  }

  /// This table with what another one sets.
  public func merging(_ other: ParameterTable) -> ParameterTable {
    var merged = self
    for (name, value) in other.values {
      if let twin = ParameterTable.twins[name] { merged.values[twin] = nil }
      merged.values[name] = value
    }
    return merged
  }

  /// What the table says for a recording.
  ///
  /// - Parameters:
  ///   - feature: What is computed.
  ///   - recordingRate: The recording's own rate in hertz.
  /// - Throws: The first rule that is broken, with the value.
  public func setup(
    _ feature: FeatureID, recordingRate: Double
  ) throws(FeatureError) -> AnalysisSetup {
    var rate = recordingRate
    if case .number(let number) = values["sample-rate"] { rate = number }
    guard AnalysisSettings.rateLimits.contains(rate) else { throw .sampleRate(rate) }
    if values["window-length"] == .word("n-fft"), case .word(let rule) = values["n-fft"] {
      throw .parameter(
        name: "n-fft", value: rule, rule: "a number where window-length is n-fft")
    }
    var setup = AnalysisSetup(
      feature: feature,
      settings: FeatureRegistry.standardSettings(of: feature, sampleRate: rate))
    for parameter in orderedParameters {
      if let value = values[parameter.name] { try parameter.write(&setup, value) }
    }
    if let seconds = setup.source.clipSeconds {
      try AnalysisSettings.check(
        "clip-ms", seconds * 1000, "a positive number up to 1e9", seconds > 0 && seconds <= 1e6)
    }
    try setup.settings.validate()
    return setup
  }

  /// The parameters so that what depends on another comes behind it.
  private var orderedParameters: [AnalysisParameter] {
    guard values["window-length"] == .word("n-fft"),
      let place = ParameterRegistry.all.firstIndex(where: { $0.name == "n-fft" })
    else { return ParameterRegistry.all }
    return [ParameterRegistry.all[place]] + ParameterRegistry.all
  }
}

extension ParameterTable: ExpressibleByDictionaryLiteral {
  /// Makes a table of names and values.
  ///
  /// - Precondition: Every name is that of a parameter.
  public init(dictionaryLiteral elements: (String, ParameterValue)...) {
    for (name, value) in elements {
      precondition(ParameterRegistry.parameter(name) != nil, "no parameter is named \(name)")
      values[name] = value
    }
  }
}
