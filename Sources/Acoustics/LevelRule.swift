/// `scale · ln(max(power · multiplier, floor))`.
public struct LevelRule: Sendable, Hashable {
  /// Factor of the power.
  public let multiplier: Float
  /// The least product that is told from silence.
  public let floor: Float
  /// Factor of the natural logarithm.
  public let scale: Float

  /// Makes a rule.
  ///
  /// - Precondition: `floor` is a positive normal number.
  public init(multiplier: Float, floor: Float, scale: Float) {
    precondition(floor.isNormal && floor > 0, "a level needs a positive floor")
    self.multiplier = multiplier
    self.floor = floor
    self.scale = scale
  }
}
