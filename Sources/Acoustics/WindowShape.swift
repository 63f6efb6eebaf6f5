#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The taper of an analysis window; periodic, a sum of cosines.
public enum WindowShape: String, Sendable, Hashable, Codable, CaseIterable {
  /// 0.5 − 0.5 cos.
  case hann
  /// 0.54 − 0.46 cos.
  case hamming
  /// 0.42 − 0.5 cos + 0.08 cos 2.
  case blackman

  /// The factors of cos 0, cos 1 and cos 2, for a window that peaks at its middle.
  private var terms: (Double, Double, Double) {
    switch self {
    case .hann: (0.5, 0.5, 0)
    case .hamming: (0.54, 0.46, 0)
    case .blackman: (0.42, 0.5, 0.08)
    }
  }

  /// The window's values, `[length]`, periodic: value `length` would equal value 0.
  ///
  /// - Precondition: `length > 0`.
  /// - Source: equals SciPy's `get_window(fftbins=True)` to 1e-7.
  public func values(length: Int) -> [Double] {
    precondition(length > 0, "a window has at least one sample")
    let (a, b, c) = terms
    return (0..<length).map { place in
      let phase = 2 * Double.pi * Double(place) / Double(length)
      return a - b * cos(phase) + c * cos(2 * phase)
    }
  }

  /// How much of a sine's power is left `distance` away from it, 1 at distance 0.
  ///
  /// - Parameter distance: In reciprocals of the window's duration (bins of an unpadded transform).
  func response(atDistance distance: Double) -> Double {
    let (a, b, c) = terms
    let one = sinc(distance - 1) + sinc(distance + 1)
    let two = sinc(distance - 2) + sinc(distance + 2)
    let amplitude = sinc(distance) + b / (2 * a) * one + c / (2 * a) * two
    return amplitude * amplitude
  }
}

private func sinc(_ x: Double) -> Double {
  abs(x) < 1e-9 ? 1 : sin(Double.pi * x) / (Double.pi * x)
}
