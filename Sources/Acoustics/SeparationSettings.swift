/// How long and how wide sounds are that are told apart as harmonic and percussive.
public struct SeparationSettings: Sendable, Hashable, Codable {
  /// Frames whose median says what lasts; an odd number.
  public var frames = 31
  /// Bins whose median says what is short; an odd number.
  public var bins = 31

  /// What librosa has.
  public init() {}

  /// Widths that make sense.
  static let limits = 1...1001
}
