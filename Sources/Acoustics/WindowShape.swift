#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The taper of an analysis window.
public enum WindowShape: String, Sendable, Hashable, Codable, CaseIterable {
  /// 0.5 − 0.5 cos.
  case hann
  /// 0.54 − 0.46 cos.
  case hamming
  /// 0.42 − 0.5 cos + 0.08 cos 2.
  case blackman
  /// Four terms, side lobes 92 dB down.
  ///
  /// - Source: Harris, *On the use of windows*, Proc. IEEE 66 (1978).
  case blackmanHarris = "blackman-harris"
  /// exp(−½ (x/σ)²); the parameter is σ as a share of the window's length.
  case gaussian
  /// I₀(β √(1 − x²)) / I₀(β); the parameter is β.
  case kaiser
  /// Hann to the power 0.85.
  ///
  /// - Source: Kaldi, `feature-window.cc`.
  case povey

  /// The parameter of a shape that has one, unless another is given.
  public var standardParameter: Double? {
    switch self {
    case .gaussian: 0.15
    case .kaiser: 8.6
    default: nil
    }
  }

  /// Parameters that give a window: σ that is wide enough, β whose I₀ is a number.
  var parameterLimits: ClosedRange<Double> {
    switch self {
    case .gaussian: 0.01...10
    default: 0.01...500
    }
  }

  /// The factors of cos 0, cos 1, … of a sum of cosines that peaks at its middle; else nil.
  var cosineTerms: [Double]? {
    switch self {
    case .hann: [0.5, 0.5]
    case .hamming: [0.54, 0.46]
    case .blackman: [0.42, 0.5, 0.08]
    case .blackmanHarris: [0.35875, 0.48829, 0.14128, 0.01168]
    case .gaussian, .kaiser, .povey: nil
    }
  }

  /// The window's values, `[length]`.
  ///
  /// - Parameters:
  ///   - length: Samples under the window.
  ///   - symmetry: Whether value `length` would equal value 0, or the last value does.
  ///   - parameter: σ or β; nil is ``standardParameter``.
  /// - Precondition: `length > 0`.
  /// - Source: equals SciPy 1.17 `get_window` and, for Povey, Kaldi's to 1e-6.
  public func values(
    length: Int, symmetry: WindowSymmetry = .periodic, parameter: Double? = nil
  ) -> [Double] {
    precondition(length > 0, "a window has at least one sample")
    let span = symmetry == .periodic ? length : length - 1
    guard span > 0 else { return [1] }
    let parameter = parameter ?? standardParameter ?? 0
    return (0..<length).map { place in
      value(at: Double(place) / Double(span), span: Double(span), length, parameter)
    }
  }

  /// The value at a share `x` of a span of samples; 0 and 1 are its ends.
  private func value(
    at x: Double, span: Double, _ length: Int, _ parameter: Double
  ) -> Double {
    if let terms = cosineTerms {
      return terms.enumerated().reduce(0) { sum, term in
        let sign = term.offset % 2 == 0 ? 1.0 : -1.0
        return sum + sign * term.element * cos(2 * Double.pi * Double(term.offset) * x)
      }
    }
    switch self {
    case .gaussian:
      let distance = (x - 0.5) * span / (parameter * Double(length))
      return exp(-0.5 * distance * distance)
    case .kaiser:
      let side = 2 * x - 1
      return besselI0(parameter * (1 - side * side).squareRoot()) / besselI0(parameter)
    default:
      return pow(0.5 - 0.5 * cos(2 * Double.pi * x), 0.85)
    }
  }
}

/// At which length a window repeats.
public enum WindowSymmetry: String, Sendable, Hashable, Codable, CaseIterable {
  /// Value `length` would equal value 0: for spectra.
  case periodic
  /// The last value equals the first: for filters, and in Kaldi.
  case symmetric
}

/// The modified Bessel function of the first kind, order 0, by its power series.
private func besselI0(_ x: Double) -> Double {
  let quarter = x * x / 4
  var (term, sum, k) = (1.0, 1.0, 1.0)
  while term > sum * 1e-17 {
    term *= quarter / (k * k)
    sum += term
    k += 1
  }
  return sum
}
