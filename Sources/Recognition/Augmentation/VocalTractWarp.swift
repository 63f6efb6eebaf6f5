/// Stretches the frequency axis as another length of the vocal tract does.
///
/// - Source: Jaitly & Hinton, *Vocal tract length perturbation improves speech recognition* (2013).
public struct VocalTractWarp: Sendable, Hashable {
  /// How far frequencies are stretched.
  public var range: ClosedRange<Double>
  /// Banks that are made once, evenly spaced in the range.
  public var steps: Int

  /// The share of the highest band's edge up to which the axis is straight.
  private static let straightShare = 0.8

  /// Makes a warp; 13 steps in 0.88…1.12 are usual.
  public init(range: ClosedRange<Double> = 0.88...1.12, steps: Int = 13) {
    self.range = range
    self.steps = steps
  }

  /// The factors of the banks.
  public var factors: [Double] {
    guard steps > 1 else { return [1] }
    let step = (range.upperBound - range.lowerBound) / Double(steps - 1)
    return (0..<steps).map { range.lowerBound + step * Double($0) }
  }

  /// Where frequencies go: `f·α` up to a corner, then straight to half the rate.
  static func map(
    _ hertz: [Double], by factor: Double, highHertz: Double, nyquist: Double
  ) -> [Double] {
    guard factor != 1 else { return hertz }
    let top = straightShare * highHertz * min(factor, 1)
    let corner = top / factor
    return hertz.map { f in
      f <= corner ? f * factor : top + (nyquist - top) * (f - corner) / (nyquist - corner)
    }
  }
}
