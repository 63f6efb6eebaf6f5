/// How clips are joined to strings, for networks that give labels in order.
public struct StringRule: Sendable, Hashable {
  /// Clips of the longest string; 1 takes clips as they are.
  public var most: Int
  /// Seconds between two clips.
  public var pauses: ClosedRange<Double>
  /// The share of strings of ``most`` clips; the others have fewer or as many.
  public var longestShare: Double
  /// The share of examples in which nobody says anything.
  public var silenceShare: Double

  /// Strings that are taken.
  public static let limits = 1...100

  /// Strings of at most so many clips, with pauses as between words that are dictated.
  public init(
    most: Int, pauses: ClosedRange<Double> = 0.05...0.4, longestShare: Double = 0.5,
    silenceShare: Double = 0.03
  ) {
    precondition(StringRule.limits.contains(most), "a string has at least one clip")
    self.most = most
    self.pauses = pauses
    self.longestShare = longestShare
    self.silenceShare = silenceShare
  }

  /// Clips as they are.
  public static let none = StringRule(most: 1, silenceShare: 0)
}
