import Acoustics

/// How far from zero coefficients are drawn apart.
///
/// Coefficient 0, which dwarfs the others, does not count, and of the others the largest two of a
/// hundred do not: one onset would leave the rest of a clip without colour.
struct CoefficientRange {
  /// The size from which on coefficients look alike.
  let bound: Float

  private static let share = 0.98
  /// The least range as a share of the largest coefficient, so that silence around a sound does not
  /// take the sound's shape.
  private static let leastShare: Float = 0.05
  private static let least: Float = 1e-6
  private static let steps = 512

  init(_ picture: FeaturePicture) {
    let count = picture.binAxis.count
    let sizes = picture.values.indices.lazy.filter { $0 % count != 0 }
      .map { abs(picture.values[$0]) }.filter(\.isFinite)
    let largest = sizes.reduce(CoefficientRange.least) { max($0, $1) }
    var counts = [Int](repeating: 0, count: CoefficientRange.steps)
    for size in sizes {
      counts[min(counts.count - 1, Int(size / largest * Float(counts.count)))] += 1
    }
    var rest = Int(Double(counts.reduce(0, +)) * (1 - CoefficientRange.share))
    var steps = counts.count
    while steps > 1, counts[steps - 1] <= rest {
      rest -= counts[steps - 1]
      steps -= 1
    }
    let share = max(CoefficientRange.leastShare, Float(steps) / Float(counts.count))
    bound = max(CoefficientRange.least, largest * share)
  }
}
