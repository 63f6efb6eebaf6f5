/// How much a frame differs from itself moved by each lag.
///
/// d(k) = Σ (y[m] − y[m + k])² over the whole frame, with zeros behind it: the energies of both less
/// twice the autocorrelation. In double precision what cancels leaves more than single precision
/// has, to which the result is rounded.
package struct DifferenceFunction: Sendable {
  /// d of the last frame, from lag 0 up to the highest.
  package private(set) var values: [Float]

  private var correlation: Autocorrelation

  /// Prepares it for frames of a length.
  package init(frameLength: Int, highestLag: Int) {
    values = Array(repeating: 0, count: highestLag + 1)
    correlation = Autocorrelation(frameLength: frameLength, highestLag: highestLag)
  }

  /// Fills ``values``.
  ///
  /// - Complexity: O(n log n) for a frame and lags of n samples together.
  package mutating func measure(_ frame: UnsafeBufferPointer<Float>) {
    correlation.measure(frame)
    let energy = frame.reduce(0) { $0 + Double($1) * Double($1) }
    var moved = energy
    for lag in 1..<values.count {
      let sample = Double(frame[lag - 1])
      moved -= sample * sample
      let difference = energy + moved - 2 * correlation[lag]
      // Rounding must not make squares negative; what is not a number stays so.
      values[lag] = difference < 0 ? 0 : Float(difference)
    }
  }

  /// Divides differences by the mean of those up to them.
  ///
  /// - Parameters:
  ///   - normalized: Receives as many as it has.
  ///   - lag: The lag of the first; at least 1.
  package func normalize(into normalized: inout [Double], from lag: Int) {
    var sum = 0.0
    for place in 1..<lag + normalized.count {
      let difference = Double(values[place])
      sum += difference
      guard place >= lag else { continue }
      normalized[place - lag] =
        difference / (sum / Double(place) + Double.leastNormalMagnitude)
    }
  }
}
