import Acoustics
import Foundation
import Testing

private let builds: [(KernelBuild, Precision)] = KernelBuild.allCases.flatMap { build in
  Precision.allCases.map { (build, $0) }
}

/// A seeded choice of bins, the first and the last among them.
private func someBins(_ settings: AnalysisSettings) -> [Int] {
  var noise = Noise(UInt64(settings.nFFT))
  let last = settings.binCount - 1
  return [0, 1, last - 1, last] + (0..<40).map { _ in Int.random(in: 0...last, using: &noise) }
}

struct TransformLengthTests {
  /// The largest deviation from the definition, over 3e-7 · log₂ n of the largest power.
  private func excess(
    _ settings: AnalysisSettings, _ build: KernelBuild, _ precision: Precision, bins: [Int]
  ) throws -> Float {
    var noise = Noise(UInt64(settings.nFFT))
    let samples = noise.samples(settings.windowLength)
    let plan = try SpectralPlan(
      settings, recipe: SpectralRecipe(precision: precision), build: build)
    let found = run(plan, [samples])[0]
    let expected = directPower(samples.map { Double($0) }, settings, bins: bins)
    let deviation = deviation(bins.map { found[$0] }, expected)
    let bound =
      switch precision {
      case .single: 3e-7 * log2(Float(settings.nFFT))
      case .double: 1e-7 as Float
      }
    return deviation / (bound * (expected.max() ?? 0))
  }

  @Test("the power of every short length equals the definition's", arguments: builds)
  func short(build: KernelBuild, precision: Precision) throws {
    for nFFT in 2...64 {
      for window in Set([2, (nFFT + 2) / 2, nFFT]) {
        let settings = settings(nFFT, window: window, shape: .hamming)
        let excess = try excess(settings, build, precision, bins: Array(0..<settings.binCount))
        #expect(excess <= 1, "length \(nFFT), window \(window)")
      }
    }
  }

  @Test(
    "the power of other lengths equals the definition's", arguments: builds,
    [
      99, 100, 105, 121, 127, 128, 169, 243, 400, 441, 480, 499, 500, 512, 600, 997, 1000, 1024,
      1920, 1994, 2048, 4095, 4410,
    ])
  func long(built: (KernelBuild, Precision), nFFT: Int) throws {
    let settings = settings(nFFT)
    let bins = someBins(settings)
    #expect(try excess(settings, built.0, built.1, bins: bins) <= 1)
  }

  @Test(
    "the longest lengths are right", arguments: [16_384, 44_100, 48_000, 65_521, 65_535, 65_536])
  func longest(nFFT: Int) throws {
    let settings = settings(nFFT, window: nFFT - 1)
    for precision in Precision.allCases {
      #expect(try excess(settings, .best, precision, bins: someBins(settings)) <= 1)
    }
  }

  @Test("the energy of a frame is that of its spectrum", arguments: [2, 3, 62, 441, 994, 4802])
  func parseval(nFFT: Int) throws {
    let settings = settings(nFFT, shape: .hamming)
    var noise = Noise(1)
    let samples = noise.samples(nFFT)
    let power = run(try SpectralPlan(settings), [samples])[0].map { Double($0) }
    let mirrored = power[1..<(nFFT + 1) / 2].reduce(0, +)
    let spectral = (power.reduce(0, +) + mirrored) / Double(nFFT)
    let energy = zip(samples, settings.windowValues).reduce(0.0) {
      $0 + pow(Double($1.0) * $1.1, 2)
    }
    #expect(abs(spectral / energy - 1) < 1e-5)
  }

  @Test("a transform longer than any stage, and one that no window fits into, are refused")
  func refused() {
    #expect(throws: FeatureError.transformLength(65_537)) {
      try SpectralPlan(settings(65_537, window: 2))
    }
    #expect(throws: FeatureError.transformLength(1)) { try SpectralPlan(settings(1, window: 1)) }
  }
}
