#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension AnalysisSettings {
  /// The window's values, `[windowLength]`.
  public var windowValues: [Double] {
    windowShape.values(
      length: windowLength, symmetry: windowSymmetry, parameter: windowParameter)
  }

  /// How much of a sine's power is left `distance` away from it, 1 at distance 0.
  ///
  /// Distances are in reciprocals of the window's duration (bins of an unpadded transform).
  var windowResponse: (_ distance: Double) -> Double {
    if windowSymmetry == .periodic, let terms = windowShape.cosineTerms {
      return { distance in
        let sides = terms.enumerated().dropFirst().reduce(0.0) { sum, term in
          let shift = Double(term.offset)
          return sum + term.element * (sinc(distance - shift) + sinc(distance + shift)) / 2
        }
        let amplitude = sinc(distance) + sides / terms[0]
        return amplitude * amplitude
      }
    }
    let window = windowValues
    let total = window.reduce(0, +)
    return { distance in
      let step = 2 * Double.pi * distance / Double(window.count)
      var (real, imaginary) = (0.0, 0.0)
      for (place, value) in window.enumerated() {
        real += value * cos(step * Double(place))
        imaginary += value * sin(step * Double(place))
      }
      return (real * real + imaginary * imaginary) / (total * total)
    }
  }
}

private func sinc(_ x: Double) -> Double {
  abs(x) < 1e-9 ? 1 : sin(Double.pi * x) / (Double.pi * x)
}
