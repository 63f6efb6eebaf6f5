/// How powers become levels.
public struct LevelSettings: Sendable, Hashable, Codable {
  /// The logarithm.
  public var logarithm = Logarithm.decibels
  /// The least power (or sum of magnitudes) that is told from silence.
  public var floor = 1e-10
  /// What has the level 0.
  public var reference = LevelReference.one
  /// Levels kept below the clip's highest one, in the unit of the levels; nil keeps all.
  public var range: Double?
  /// Whether spectrogram and mel are levels too, and not only what needs a logarithm.
  public var appliesToPower = false
  /// Added to every level at last.
  public var shift = 0.0
  /// What the sum is divided by then.
  public var divisor = 1.0

  /// librosa's `power_to_db` without its limit to 80 dB.
  public init() {}

  /// Decibels over a full-scale sine; silence is −120 dB.
  public static var fullScale: LevelSettings {
    var settings = LevelSettings()
    settings.floor = 1e-12
    settings.reference = .fullScaleSine
    settings.appliesToPower = true
    return settings
  }

  /// What the levels are measured in.
  var unit: ValueUnit {
    logarithm == .decibels && shift == 0 && divisor == 1 ? .decibels : .logarithm
  }
}

/// A logarithm of powers.
public enum Logarithm: String, Sendable, Hashable, Codable, CaseIterable {
  /// 10 log₁₀ of powers, 20 log₁₀ of magnitudes.
  case decibels = "db"
  /// The natural logarithm.
  case natural = "ln"
  /// The logarithm to base 10.
  case ten = "log10"
}

/// What has the level 0.
public enum LevelReference: String, Sendable, Hashable, Codable, CaseIterable {
  /// Power 1.
  case one
  /// The clip's highest power.
  case peak
  /// A full-scale sine seen through the window.
  case fullScaleSine = "sine"
}
