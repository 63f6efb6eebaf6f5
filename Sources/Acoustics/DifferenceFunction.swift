/// How much a frame differs from itself moved by each lag.
///
/// d(k) = Σ (y[m] − y[m + k])² over the whole frame, with zeros behind it. It is summed as squares,
/// not taken from an autocorrelation: nothing cancels, so single precision is enough.
struct DifferenceFunction: Sendable {
  /// d of the last frame, from lag 0 up to the highest.
  private(set) var values: [Float]

  private let frameLength: Int
  private let highestLag: Int
  /// Lags that share a pass over the frame.
  private static let lagsAtOnce = 4
  /// The frame with zeros behind it, as far as the last vector of the last lags reads.
  private var padded: [Float]

  init(frameLength: Int, highestLag: Int) {
    self.frameLength = frameLength
    self.highestLag = highestLag
    let lanes = SIMD8<Float>.scalarCount
    values = Array(repeating: 0, count: highestLag + DifferenceFunction.lagsAtOnce)
    padded = Array(
      repeating: 0, count: frameLength + highestLag + DifferenceFunction.lagsAtOnce + lanes)
  }

  /// Fills ``values``.
  mutating func measure(_ frame: UnsafeBufferPointer<Float>) {
    for (place, sample) in frame.enumerated() { padded[place] = sample }
    let (length, highestLag) = (frameLength, highestLag)
    values.withUnsafeMutableBufferPointer { values in
      padded.withUnsafeBytes { padded in
        for lag in stride(from: 1, through: highestLag, by: DifferenceFunction.lagsAtOnce) {
          let sums = DifferenceFunction.squares(padded, length: length, lag: lag)
          for place in 0..<DifferenceFunction.lagsAtOnce { values[lag + place] = sums[place] }
        }
      }
    }
  }

  /// d of four lags from `lag` on.
  private static func squares(
    _ padded: UnsafeRawBufferPointer, length: Int, lag: Int
  ) -> SIMD4<Float> {
    typealias Lanes = SIMD8<Float>
    let size = MemoryLayout<Float>.stride
    var (first, second, third, fourth) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
    for place in stride(from: 0, to: length, by: Lanes.scalarCount) {
      let here = padded.loadUnaligned(fromByteOffset: place * size, as: Lanes.self)
      let there = (place + lag) * size
      let a = here - padded.loadUnaligned(fromByteOffset: there, as: Lanes.self)
      let b = here - padded.loadUnaligned(fromByteOffset: there + size, as: Lanes.self)
      let c = here - padded.loadUnaligned(fromByteOffset: there + 2 * size, as: Lanes.self)
      let d = here - padded.loadUnaligned(fromByteOffset: there + 3 * size, as: Lanes.self)
      first += a * a
      second += b * b
      third += c * c
      fourth += d * d
    }
    return SIMD4(first.sum(), second.sum(), third.sum(), fourth.sum())
  }
}
