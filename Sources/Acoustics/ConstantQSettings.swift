/// The bins of a constant-Q transform.
///
/// - Source: librosa 0.11 `cqt`: from C1 up, twelve an octave.
public struct ConstantQSettings: Sendable, Hashable, Codable {
  /// The lowest bin in hertz; nil for C1, or the C that suits a very low or high rate.
  public var lowHertz: Double?
  /// Bins; nil for as many as there are below half the sample rate.
  public var bins: Int?
  /// Bins of an octave.
  public var binsPerOctave = 12
  /// Factor of the windows' lengths: less than 1 is sharper in time and blurs neighbors.
  public var windowScale = 1.0

  /// What librosa has.
  public init() {}

  /// The bins as parameters have them; a fraction is kept by its refusal.
  var binNumber: Double? {
    get { bins.map(Double.init) }
    set { bins = newValue.map { Int(exactly: $0) ?? -1 } }
  }

  /// C1 in equal temperament.
  static let usualHertz = 32.703_195_662_574_83
  /// Bins of an octave that make sense.
  static let octaveLimits = 1...96
  /// Bins that make sense.
  static let binLimits = 1...1024
}
