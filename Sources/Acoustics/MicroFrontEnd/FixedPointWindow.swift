#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A Hann window over 16-bit samples that scales them up to all the bits there are.
struct FixedPointWindow: Sendable {
  /// The window in 1/4096, sampled between the samples.
  private let weights: [Int32]
  /// Zeros behind the window's samples fill the transform.
  private(set) var samples: [Int16]

  init(length: Int, nFFT: Int) {
    // Single precision where the reference has it: the rounding decides some weights.
    let step = Float(Double.pi * 2 / Double(Float(length)))
    weights = (0..<length).map { place in
      let weight = Float(0.5 - 0.5 * cos(Double(step) * (Double(place) + 0.5)))
      return Int32((Double(weight * 4096) + 0.5).rounded(.down))
    }
    samples = Array(repeating: 0, count: nFFT)
  }

  /// Windows a frame into ``samples``.
  ///
  /// - Returns: By how many bits the samples were shifted up.
  mutating func apply(_ frame: UnsafeBufferPointer<Float>) -> Int {
    var loudest: Int16 = 0
    for (place, weight) in weights.enumerated() {
      let value = Int16(truncatingIfNeeded: (Int32(quantized(frame[place])) &* weight) >> 12)
      samples[place] = value
      // −32768 has no positive counterpart and does not count, as in the reference.
      loudest = max(loudest, value < 0 ? 0 &- value : value)
    }
    let shift = 15 - Int(loudest).significantBits
    for place in weights.indices { samples[place] = samples[place] << shift }
    return shift
  }

  /// A 16-bit sample: cut, not rounded, as a cast does; 0 for what is not a number.
  private func quantized(_ sample: Float) -> Int16 {
    let scaled = sample * 32_768
    guard !scaled.isNaN else { return 0 }
    return Int16(min(max(scaled, -32_768), 32_767))
  }
}
