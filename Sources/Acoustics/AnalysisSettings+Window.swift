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
    return responseTable
  }

  /// The response of a window without a formula for it, read from a table.
  private var responseTable: (_ distance: Double) -> Double {
    let (reach, steps) = (8.0, 512)
    // A window is smooth: few of its values say what all do.
    let window = windowShape.values(
      length: min(windowLength, 512), symmetry: windowSymmetry, parameter: windowParameter)
    let total = window.reduce(0, +)
    let table = (0...(steps + 1)).map { place in
      let turn = 2 * Double.pi * reach * Double(place) / Double(steps) / Double(window.count)
      var (real, imaginary) = (0.0, 0.0)
      for (place, value) in window.enumerated() {
        real += value * cos(turn * Double(place))
        imaginary += value * sin(turn * Double(place))
      }
      return (real * real + imaginary * imaginary) / (total * total)
    }
    return { distance in
      let place = min(abs(distance) / reach, 1) * Double(steps)
      let below = Int(place)
      return table[below] + (table[below + 1] - table[below]) * (place - Double(below))
    }
  }
}

private func sinc(_ x: Double) -> Double {
  abs(x) < 1e-9 ? 1 : sin(Double.pi * x) / (Double.pi * x)
}
