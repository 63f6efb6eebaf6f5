/// The choice between the periods that the autocorrelation of a frame shows.
///
/// The range of pitches is that of ``PitchSettings``.
public struct CorrelationSettings: Sendable, Hashable, Codable {
  /// Periods of a frame that are kept, the choice of no voice among them.
  public var candidates = 15
  /// Frames this quiet, as a share of the loudest sample, have no voice.
  public var silence = 0.03
  /// How much a frame must resemble itself to be taken for a voice.
  public var voicing = 0.45
  /// What an octave lower costs.
  public var octaveCost = 0.01
  /// What a jump of an octave costs in 10 ms.
  public var jumpCost = 0.35
  /// What it costs to begin or end a voice in 10 ms.
  public var switchCost = 0.14
  /// Whether frames are chosen together, as a path; else each by itself.
  public var followsPath = true

  /// What Praat has.
  public init() {}

  /// Checks the numbers against their rules.
  ///
  /// - Throws: The first rule that is broken.
  func validate() throws(FeatureError) {
    guard (2...100).contains(candidates) else {
      throw .parameter(name: "pitch-candidates", value: "\(candidates)", rule: "from 2 to 100")
    }
    for (name, value) in [("pitch-silence", silence), ("pitch-voicing", voicing)] {
      try AnalysisSettings.check(name, value, "from 0 to 1", (0...1).contains(value))
    }
    let costs = [
      ("pitch-octave-cost", octaveCost), ("pitch-jump-cost", jumpCost),
      ("pitch-switch-cost", switchCost),
    ]
    for (name, value) in costs {
      try AnalysisSettings.check(name, value, "from 0 to 100", (0...100).contains(value))
    }
  }
}

/// The search for formants.
public struct FormantSettings: Sendable, Hashable, Codable {
  /// Formants up to the ceiling: half the poles of the prediction.
  public var count = 5
  /// The highest frequency that is looked at: 5500 Hz suits women, 5000 Hz men.
  public var ceilingHertz = 5500.0
  /// Seconds under the middle half of the window.
  public var windowSeconds = 0.025
  /// The frequency from which on the spectrum is raised by 6 dB an octave.
  public var emphasisHertz = 50.0

  /// What Praat has.
  public init() {}
}

/// The measure of loudness over time.
public struct IntensitySettings: Sendable, Hashable, Codable {
  /// The lowest pitch whose periods don't show in the level.
  public var lowHertz = 100.0

  /// What Praat has.
  public init() {}
}
