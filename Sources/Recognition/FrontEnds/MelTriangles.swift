#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Triangles over the bins of a spectrum, each with weights that sum to 1.
///
/// They are straight over hertz, and evenly spaced on the scale 1127 ln(1 + f/700).
struct MelTriangles {
  private let firstBins: [Int]
  private let weights: [[Float]]

  /// Makes triangles.
  ///
  /// - Parameters:
  ///   - bins: How many bins a spectrum has, from 0 Hz to half the rate.
  ///   - warp: The length of the vocal tract: 1 leaves frequencies as they are.
  init(_ settings: LogMelSettings, bins: Int, nyquist: Double, warp: Double = 1) {
    let low = MelTriangles.mels(settings.lowHertz)
    let step = (MelTriangles.mels(settings.highHertz) - low) / Double(settings.bands + 1)
    let corners = (0...(settings.bands + 1)).map { place in
      700 * (exp((low + step * Double(place)) / 1127) - 1)
    }
    let warped = VocalTractWarp.map(
      (0..<bins).map { Double($0) * nyquist / Double(bins - 1) }, by: warp,
      highHertz: settings.highHertz, nyquist: nyquist)
    var firstBins: [Int] = []
    var weights: [[Float]] = []
    for band in 1...settings.bands {
      let (first, heights) = MelTriangles.triangle(
        corners[band - 1], corners[band], corners[band + 1], over: warped)
      firstBins.append(first)
      weights.append(heights)
    }
    self.firstBins = firstBins
    self.weights = weights
  }

  /// Sums up the bands of a frame.
  ///
  /// - Parameters:
  ///   - power: `[bins]`.
  ///   - bands: Receives `[bands]`.
  func sum(_ power: UnsafePointer<Float>, into bands: UnsafeMutablePointer<Float>) {
    for band in weights.indices {
      var sum: Float = 0
      let first = power + firstBins[band]
      weights[band].withUnsafeBufferPointer { weights in
        for place in weights.indices { sum += weights[place] * first[place] }
      }
      bands[band] = sum
    }
  }

  private static func mels(_ hertz: Double) -> Double { 1127 * log(1 + hertz / 700) }

  /// The first bin and the weights of a triangle; the nearest bin where it holds none.
  private static func triangle(
    _ low: Double, _ center: Double, _ high: Double, over hertz: [Double]
  ) -> (first: Int, weights: [Float]) {
    let heights = hertz.map {
      max(0, min(($0 - low) / (center - low), (high - $0) / (high - center)))
    }
    guard let first = heights.firstIndex(where: { $0 > 0 }),
      let last = heights.lastIndex(where: { $0 > 0 })
    else {
      let nearest = hertz.indices.min { abs(hertz[$0] - center) < abs(hertz[$1] - center) } ?? 0
      return (nearest, [1])
    }
    let sum = heights[first...last].reduce(0, +)
    return (first, heights[first...last].map { Float($0 / sum) })
  }
}
