#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Gains at a few frequencies, straight in decibels between them.
public struct Equalizer: Sendable, Hashable {
  /// Frequencies with a gain of their own, evenly spaced from 0 Hz to half the rate.
  public var points: Int
  /// Deviation of the gains in decibels; their mean is 0.
  public var deviation: Double

  /// Makes an equalizer; 5 points and 6 dB are usual.
  public init(points: Int = 5, deviation: Double = 6) {
    self.points = points
    self.deviation = deviation
  }

  /// Draws gains and applies them to powers, `[frames, bins]`.
  func apply(to power: inout [Float], bins: Int, using draws: inout SeededDraws) {
    let gains = gains(bins: bins, using: &draws)
    for place in power.indices { power[place] *= gains[place % bins] }
  }

  /// Factors of the powers of the bins.
  func gains(bins: Int, using draws: inout SeededDraws) -> [Float] {
    guard points > 1, bins > 1 else { return [Float](repeating: 1, count: bins) }
    let levels = (0..<points).map { _ in draws.normal() * deviation }
    return (0..<bins).map { bin in
      let place = Double(bin) / Double(bins - 1) * Double(points - 1)
      let left = min(Int(place), points - 2)
      let level = levels[left] + (levels[left + 1] - levels[left]) * (place - Double(left))
      return Float(pow(10, level / 10))
    }
  }
}
