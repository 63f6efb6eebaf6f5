import Foundation

/// The taps of a symmetric filter that lets one band through.
///
/// An edge is where the amplitude is halved; half a transition further outside it is 70 dB down.
///
/// - Source: J. F. Kaiser's window method, as in Oppenheim and Schafer, *Discrete-Time Signal
///   Processing*, 7.6; checked against `scipy.signal.firwin`.
struct BandDesign {
  /// An odd number of factors, the middle one for the sample itself; nil where all is let through.
  let taps: [Double]?

  /// What is outside is weaker by this, in decibels.
  static let attenuation = 70.0

  init(_ band: ClosedRange<Double>, sampleRate: Double) {
    let half = sampleRate / 2
    let high = band.upperBound < half ? band.upperBound : nil
    let low = band.lowerBound > 0 && band.lowerBound < half ? band.lowerBound : nil
    guard low != nil || high != nil else {
      taps = nil
      return
    }
    let width = Self.transition(low: low, high: high, sampleRate: sampleRate)
    let count = (Self.attenuation - 7.95) / (2.285 * 2 * Double.pi * width / sampleRate)
    let middle = Int((count / 2).rounded(.up))
    let beta = 0.1102 * (Self.attenuation - 8.7)
    taps = (-middle...middle).map { index in
      let place = Double(index) / Double(middle + 1)
      let window = Self.bessel(beta * (1 - place * place).squareRoot()) / Self.bessel(beta)
      let upper = high.map { Self.lowPass(index, $0 / sampleRate) } ?? (index == 0 ? 1 : 0)
      let lower = low.map { Self.lowPass(index, $0 / sampleRate) } ?? 0
      return window * (upper - lower)
    }
  }

  /// How far it is from let through to stopped, in hertz: narrow enough for the lower edge and the
  /// band, and wide enough that some thousand taps do.
  static func transition(low: Double?, high: Double?, sampleRate: Double) -> Double {
    var width = 0.15 * (low ?? high ?? sampleRate)
    if let low, let high { width = min(width, (high - low) / 2) }
    return max(width, 25, sampleRate / 2000)
  }

  /// The response of an ideal low pass, its edge as a fraction of the rate.
  private static func lowPass(_ index: Int, _ edge: Double) -> Double {
    guard index != 0 else { return 2 * edge }
    return sin(2 * Double.pi * edge * Double(index)) / (Double.pi * Double(index))
  }

  /// The modified Bessel function of the first kind and order 0.
  private static func bessel(_ value: Double) -> Double {
    var (sum, term, index) = (1.0, 1.0, 1.0)
    while term > 1e-12 * sum {
      term *= (value / (2 * index)) * (value / (2 * index))
      sum += term
      index += 1
    }
    return sum
  }
}
