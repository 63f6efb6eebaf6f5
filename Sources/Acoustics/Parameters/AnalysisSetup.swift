/// What is computed of a recording, and of which part of it.
public struct AnalysisSetup: Sendable, Hashable {
  /// The feature.
  public var feature: FeatureID
  /// What is analyzed.
  public var source = SourceSettings()
  /// How it is analyzed.
  public var settings: AnalysisSettings

  /// Makes a setup.
  public init(feature: FeatureID, settings: AnalysisSettings) {
    self.feature = feature
    self.settings = settings
  }
}

/// What of a recording is analyzed.
public struct SourceSettings: Sendable, Hashable {
  /// The rate that it is converted to, in hertz; nil is its own.
  public var sampleRate: Double?
  /// Seconds that it is cut or, with zeros at its end, filled up to; nil leaves it as it is.
  public var clipSeconds: Double?
  /// The channel, the first is 0; nil is the mean of all.
  public var channel: Int?

  /// All of a recording at its own rate.
  public init() {}
}
