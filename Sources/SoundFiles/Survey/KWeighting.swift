import Foundation

/// The two filters of ITU-R BS.1770-4 for one channel: a shelf as of a head, then a high-pass.
///
/// The standard gives coefficients for 48 kHz only; those for other rates come from the analog
/// filters behind them.
struct KWeighting {
  /// Under this rate, in hertz, the shelf would lie too near to half of it.
  static let lowestRate = 4000.0

  private var shelf: Biquad
  private var highPass: Biquad

  /// - Precondition: `sampleRate` is at least `lowestRate`.
  init(sampleRate: Double) {
    precondition(sampleRate >= Self.lowestRate, "no K-weighting at \(sampleRate) Hz")
    let gain = pow(10, 3.999_843_853_973_347 / 20)
    let middle = pow(gain, 0.499_666_774_154_541_6)
    shelf = Biquad(sampleRate, hertz: 1681.974_450_955_533, q: 0.707_175_236_955_419_6) { k, q in
      (gain + middle * k / q + k * k, 2 * (k * k - gain), gain - middle * k / q + k * k)
    }
    highPass = Biquad(sampleRate, hertz: 38.135_470_876_024_44, q: 0.500_327_037_323_877_3) {
      k, q in
      let scale = 1 + k / q + k * k
      return (scale, -2 * scale, scale)
    }
  }

  /// Filters one sample.
  mutating func filter(_ sample: Double) -> Double { highPass.filter(shelf.filter(sample)) }

  /// Forgets echoes that have become too small for fast arithmetic.
  mutating func settle() {
    shelf.settle()
    highPass.settle()
  }
}

/// A second-order filter, in transposed direct form II.
private struct Biquad {
  private let b0, b1, b2, a1, a2: Double
  private var (z1, z2) = (0.0, 0.0)

  /// - Parameter numerator: Makes b0, b1 and b2, times a0, of tan(π·hertz/rate) and q.
  init(
    _ sampleRate: Double, hertz: Double, q: Double,
    numerator: (_ k: Double, _ q: Double) -> (Double, Double, Double)
  ) {
    let k = tan(Double.pi * hertz / sampleRate)
    let a0 = 1 + k / q + k * k
    let (n0, n1, n2) = numerator(k, q)
    (b0, b1, b2) = (n0 / a0, n1 / a0, n2 / a0)
    a1 = 2 * (k * k - 1) / a0
    a2 = (1 - k / q + k * k) / a0
  }

  mutating func filter(_ x: Double) -> Double {
    let y = b0 * x + z1
    z1 = b1 * x - a1 * y + z2
    z2 = b2 * x - a2 * y
    return y
  }

  mutating func settle() {
    if abs(z1) < 1e-30 { z1 = 0 }
    if abs(z2) < 1e-30 { z2 = 0 }
  }
}
