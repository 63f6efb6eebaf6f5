/// `ln(max(energy, floor))` in the place of a frame's first value.
///
/// The energy is the sum of the squares of a frame's samples, scaled and without their mean, but
/// before pre-emphasis and window.
///
/// - Source: Kaldi's `use_energy` with `raw_energy`.
public struct EnergyRule: Sendable, Hashable, Codable {
  /// The least energy that is told from silence.
  public let floor: Float

  /// Makes a rule.
  ///
  /// - Precondition: `floor` is a positive normal number.
  public init(floor: Float) {
    precondition(floor.isNormal && floor > 0, "an energy needs a positive floor")
    self.floor = floor
  }
}
