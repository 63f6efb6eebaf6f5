import Acoustics
import Foundation

/// Which values are drawn in the lowest and in the highest color.
package struct LevelScale: Sendable, Hashable {
  /// The value of the lowest color.
  package let low: Float
  /// The value of the highest color.
  package let high: Float
  /// Whether the picture has lower values.
  package let isCutBelow: Bool
  /// Whether the picture has higher values.
  package let isCutAbove: Bool

  /// Decibels shown below the loudest value.
  private static let decibelRange: Float = 70
  /// The level of silence, below which there is nothing.
  private static let silence: Float = -120

  /// Takes the range that was chosen, or one that suits the picture.
  package init(_ picture: FeaturePicture, chosen: ClosedRange<Float>?) {
    let bins = picture.binAxis.count
    let range =
      chosen
      ?? (picture.unit == .decibels
        ? Self.decibels(picture.values)
        : picture.unit == .coefficient
          ? Self.coefficients(picture.values, bins: bins) : Self.others(picture.values))
    low = range.lowerBound
    high = max(range.upperBound, range.lowerBound.nextUp)
    let (low, high) = (low, high)
    isCutBelow = picture.values.contains { $0 < low }
    isCutAbove = picture.values.contains { $0 > high }
  }

  /// From the loudest value, rounded up to 5 dB, 70 dB down, though not below silence.
  static func decibels(_ values: [Float]) -> ClosedRange<Float> {
    let loudest = values.reduce(-Float.infinity) { $1.isFinite ? max($0, $1) : $0 }
    let high = max(silence + decibelRange, (loudest / 5).rounded(.up) * 5)
    return high - decibelRange...high
  }

  /// Around zero, as wide as all but the first coefficient need, which dwarfs the others.
  static func coefficients(_ values: [Float], bins: Int) -> ClosedRange<Float> {
    var (first, largest): (Float, Float) = (0, 0)
    for (place, value) in values.enumerated() where value.isFinite {
      if place % bins == 0, bins > 1 {
        first = max(first, abs(value))
      } else {
        largest = max(largest, abs(value))
      }
    }
    // In silence the others are what rounding left of the first.
    let limit = roundedUp(max(largest, first * 1e-4))
    return -limit...limit
  }

  /// From zero, or the least value where there are negative ones, to the largest.
  static func others(_ values: [Float]) -> ClosedRange<Float> {
    let finite = values.lazy.filter(\.isFinite)
    let (least, largest) = (finite.min() ?? 0, finite.max() ?? 1)
    return least < 0 ? least...max(0, largest) : 0...roundedUp(largest)
  }

  /// The next number of two digits.
  private static func roundedUp(_ value: Float) -> Float {
    guard value > 0 else { return 1 }
    let unit = pow(10, log10(Double(value)).rounded(.down) - 1)
    return Float((Double(value) / unit - 1e-6).rounded(.up) * unit)
  }

  /// Ticks along `length` pixels from the lowest color up, for letters of a scale.
  func ticks(length: Int, scale: Int) -> AxisTicks {
    AxisTicks.finest(
      in: Double(low)...Double(high), length: length, smallestMinor: 10 * scale,
      steps: TickSteps.decimal(from:),
      text: { value, ticks in ChartNumber.text(value, step: ticks.step) },
      fits: { _, distance in distance >= Double(max(22 * scale, length / 9)) })
  }
}
