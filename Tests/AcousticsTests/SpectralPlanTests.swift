import Acoustics
import Foundation
import Testing

/// The features whose frames are levels or coefficients.
private let pictured: [FeatureID] = [.spectrogram, .mel, .logMel, .mfcc]

struct SpectralPlanTests {
  @Test(
    "the power equals a direct transform", arguments: KernelBuild.allCases,
    [(32, 32), (32, 2), (64, 63), (128, 100), (256, 256), (512, 400), (1024, 1001), (2048, 2048)])
  func direct(build: KernelBuild, lengths: (Int, Int)) throws {
    let settings = settings(lengths.0, window: lengths.1)
    let plan = try SpectralPlan(settings, recipe: SpectralRecipe(), build: build)
    var noise = Noise(7)
    let samples = noise.samples(lengths.1)
    let found = run(plan, [samples])[0]
    let expected = directPower(samples, settings)
    let peak = expected.max() ?? 0
    #expect(deviation(found, expected) <= 1e-6 * peak)
  }

  @Test("the energy of a frame is that of its spectrum", arguments: [32, 512, 4096, 65_536])
  func parseval(nFFT: Int) throws {
    let settings = settings(nFFT)
    let plan = try SpectralPlan(settings)
    var noise = Noise(1)
    let samples = noise.samples(nFFT)
    let power = run(plan, [samples])[0].map { Double($0) }
    let spectral =
      (power[0] + power[nFFT / 2] + 2 * power[1..<nFFT / 2].reduce(0, +)) / Double(nFFT)
    let energy = zip(samples, WindowShape.hann.values(length: nFFT))
      .reduce(0.0) { $0 + pow(Double($1.0) * $1.1, 2) }
    #expect(abs(spectral / energy - 1) < 1e-5)
  }

  @Test(
    "a full-scale sine on a bin reads 0 dB, silence −120 dB", arguments: WindowShape.allCases,
    [128, 512, 1024])
  func fullScale(shape: WindowShape, nFFT: Int) throws {
    var settings = settings(nFFT, shape: shape)
    settings.level = .fullScale
    let plan = try SpectralPlan(settings, recipe: PowerSpectrogram(settings).recipe)
    let bin = nFFT / 8
    let hertz = settings.sampleRate * Double(bin) / Double(nFFT)
    let wave = sine(hertz: hertz, amplitude: 1, rate: settings.sampleRate, count: nFFT)
    let quiet = wave.map { $0 * 0.001 }
    let levels = run(plan, [wave, quiet, [Float](repeating: 0, count: nFFT)])
    #expect(abs(levels[0][bin]) < 1e-3)
    #expect(abs(levels[1][bin] + 60) < 1e-3)
    #expect(levels[0].firstIndex(of: levels[0].max() ?? 0) == bin)
    #expect(levels[2].allSatisfy { abs($0 + 120) < 1e-4 })
    let constant = run(plan, [[Float](repeating: 1, count: nFFT)])
    #expect(abs(constant[0][0]) < 1e-3)
  }

  @Test("both builds agree in every feature", arguments: pictured)
  func builds(feature: FeatureID) throws {
    for rate in [20.0, 8000, 44_100, 1_000_000] {
      let settings = AnalysisSettings.standard(sampleRate: rate)
      let recipe = try FeatureRegistry.make(feature, settings).recipe
      var noise = Noise(3)
      let frames = (0..<8).map { _ in noise.samples(settings.windowLength) }
      let plain = run(try SpectralPlan(settings, recipe: recipe, build: .baseline), frames)
      let best = run(try SpectralPlan(settings, recipe: recipe, build: .best), frames)
      for (a, b) in zip(plain, best) {
        // Noise may leave a bin nearly empty, where rounding shows in dB; its power is compared.
        if feature == .mfcc {
          #expect(deviation(a, b) < 0.01)
        } else {
          let (p, q) = (a.map { powf(10, $0 / 10) }, b.map { powf(10, $0 / 10) })
          #expect(deviation(p, q) <= 2e-6 * (p.max() ?? 0))
        }
      }
    }
  }

  @Test("a frame is the same, bit for bit, in every lane and beside any other")
  func lanes() throws {
    let settings = AnalysisSettings.standard(sampleRate: 16_000)
    for build in KernelBuild.allCases {
      for feature in pictured {
        let recipe = try FeatureRegistry.make(feature, settings).recipe
        let plan = try SpectralPlan(settings, recipe: recipe, build: build)
        var noise = Noise(4)
        let frames = (0..<8).map { _ in noise.samples(settings.windowLength) }
        let together = run(plan, frames)
        for (lane, frame) in frames.enumerated() {
          #expect(run(plan, [frame])[0] == together[lane])
        }
        #expect(run(plan, Array(frames.reversed())) == together.reversed())
      }
    }
  }

  @Test(
    "samples that are no amplitudes count as 0 and leave neighbors alone",
    arguments: [Float.nan, .infinity, -.infinity, .greatestFiniteMagnitude, -1e20])
  func absurd(value: Float) throws {
    let settings = AnalysisSettings.standard(sampleRate: 16_000)
    for build in KernelBuild.allCases {
      let plan = try SpectralPlan(
        settings, recipe: PowerSpectrogram(settings).recipe, build: build)
      var noise = Noise(5)
      var frames = (0..<8).map { _ in noise.samples(settings.windowLength) }
      // In the first eight, which are transposed, and in the rest, which is not.
      for place in [3, 8, settings.windowLength - 1] { frames[2][place] = 0 }
      let expected = run(plan, frames)
      for place in [3, 8, settings.windowLength - 1] { frames[2][place] = value }
      #expect(run(plan, frames) == expected)
    }
  }

  @Test(
    "large amplitudes and denormal ones stay finite",
    arguments: [Float(1e12), .leastNonzeroMagnitude, 1e-30])
  func extremes(value: Float) throws {
    for rate in [20.0, 1_000_000] {
      let settings = AnalysisSettings.standard(sampleRate: rate)
      for feature in pictured {
        let recipe = try FeatureRegistry.make(feature, settings).recipe
        let plan = try SpectralPlan(settings, recipe: recipe)
        let frame = [Float](repeating: value, count: settings.windowLength)
        #expect(run(plan, [frame])[0].allSatisfy { $0.isFinite })
      }
    }
  }
}
