/// The search for the pitch.
public struct PitchSettings: Sendable, Hashable, Codable {
  /// The lowest pitch looked for.
  public var lowHertz = 65.0
  /// The highest pitch looked for.
  public var highHertz = 500.0
  /// Seconds under a frame; half of them are compared with what follows.
  public var frameSeconds = 0.064
  /// How far the difference must fall for a period to be taken at once.
  public var threshold = 0.1

  /// What suits voices.
  public init() {}
}
