import Acoustics
import Foundation
import Testing

/// What Kaldi does to a frame, sample by sample, and the energy it takes on the way.
private func conditioned(
  _ samples: [Float], _ rule: FrameConditioning
) -> (samples: [Double], energy: Double) {
  var values = samples.map { Double($0) * Double(rule.scale) }
  if rule.removesMean {
    let mean = values.reduce(0, +) / Double(values.count)
    values = values.map { $0 - mean }
  }
  let energy = values.reduce(0) { $0 + $1 * $1 }
  let emphasis = Double(rule.preEmphasis)
  for place in values.indices.reversed() {
    values[place] -= emphasis * values[max(0, place - 1)]
  }
  return (values, energy)
}

private let rules = [
  FrameConditioning(scale: 32_768), FrameConditioning(removesMean: true),
  FrameConditioning(preEmphasis: 0.97),
  FrameConditioning(scale: 32_768, removesMean: true, preEmphasis: 0.97),
  FrameConditioning(scale: 0.25, removesMean: true, preEmphasis: -0.5),
]

struct ConditioningTests {
  /// A frame of noise about a mean, and one of them in each lane.
  private func frames(_ length: Int, about mean: Float) -> [[Float]] {
    var noise = Noise(UInt64(length))
    return (0..<SpectralPlan.lanes).map { lane in
      noise.samples(length).map { $0 + mean * Float(lane) }
    }
  }

  @Test("the spectrum is that of the conditioned samples", arguments: rules, Precision.allCases)
  func spectrum(rule: FrameConditioning, precision: Precision) throws {
    for build in KernelBuild.allCases {
      for (nFFT, window) in [(512, 400), (512, 398), (99, 99), (64, 5), (4, 4)] {
        let settings = settings(nFFT, window: window, shape: .hamming)
        let plan = try SpectralPlan(
          settings, recipe: SpectralRecipe(conditioning: rule, precision: precision), build: build)
        let frames = frames(window, about: 0.02)
        for (frame, found) in zip(frames, run(plan, frames)) {
          let expected = directPower(conditioned(frame, rule).samples, settings)
          let bound: Float = precision == .single ? 3e-6 : 2e-7
          #expect(deviation(found, expected) <= bound * (expected.max() ?? 0))
        }
      }
    }
  }

  @Test(
    "the energy is that of the samples before pre-emphasis", arguments: rules,
    Precision.allCases)
  func energy(rule: FrameConditioning, precision: Precision) throws {
    let settings = settings(512, window: 399)
    for build in KernelBuild.allCases {
      let bands = try MelFilterBank(settings).bands
      for transform in [nil, CosineTransform.orthonormal(coefficients: 13, inputs: 64)] {
        var recipe = SpectralRecipe(
          conditioning: rule, bands: bands,
          level: LevelRule(multiplier: 1, floor: 1e-7, scale: 1), transform: transform,
          precision: precision)
        let frames = frames(399, about: 0.01)
        let plain = run(try SpectralPlan(settings, recipe: recipe, build: build), frames)
        recipe.energy = EnergyRule(floor: 1e-7)
        let found = run(try SpectralPlan(settings, recipe: recipe, build: build), frames)
        for (lane, frame) in frames.enumerated() {
          let expected = log(conditioned(frame, rule).energy)
          #expect(abs(Double(found[lane][0]) - expected) <= 2e-6 * max(1, abs(expected)))
          // Without a mean to remove the samples come another way to the same values.
          #expect(deviation(Array(found[lane][1...]), Array(plain[lane][1...])) <= 1e-3)
        }
      }
    }
  }

  @Test("a silent frame has the energy of the floor", arguments: Precision.allCases)
  func silence(precision: Precision) throws {
    let settings = settings(64)
    let plan = try SpectralPlan(
      settings,
      recipe: SpectralRecipe(
        conditioning: FrameConditioning(removesMean: true), energy: EnergyRule(floor: 0.125),
        precision: precision))
    let found = run(plan, [[Float](repeating: 0.5, count: 64)])[0]
    #expect(abs(found[0] - log(0.125)) < 1e-6)
    #expect(found[1...].allSatisfy { $0 == 0 })
  }

  @Test("a constant reads as a sine does with an edge gain of a quarter", arguments: [512, 99, 2])
  func edges(nFFT: Int) throws {
    let settings = settings(nFFT, shape: .hamming)
    let constant = [Float](repeating: 0.5, count: nFFT)
    let fastest = (0..<nFFT).map { Float($0 % 2 == 0 ? 0.5 : -0.5) }
    for precision in Precision.allCases {
      let plan = try SpectralPlan(
        settings,
        recipe: SpectralRecipe(power: .magnitude, edgeGain: 0.25, precision: precision))
      let found = run(plan, [constant, fastest])
      let expected = Float(settings.windowValues.reduce(0, +) / 4)
      #expect(abs(found[0][0] / expected - 1) < 1e-6)
      if nFFT % 2 == 0 { #expect(abs(found[1][nFFT / 2] / expected - 1) < 1e-6) }
    }
  }

  @Test("an edge gain leaves all other bins alone, bit for bit", arguments: [512, 99, 3])
  func inner(nFFT: Int) throws {
    let settings = settings(nFFT)
    var noise = Noise(2)
    let samples = noise.samples(nFFT)
    let plain = run(try SpectralPlan(settings), [samples])[0]
    let found = run(
      try SpectralPlan(settings, recipe: SpectralRecipe(edgeGain: 0.25)), [samples])[0]
    for bin in plain.indices {
      let isEdge = bin == 0 || 2 * bin == nFFT
      #expect(found[bin] == plain[bin] * (isEdge ? 0.25 : 1))
    }
  }

  @Test("a magnitude is the root of a power", arguments: Precision.allCases)
  func magnitude(precision: Precision) throws {
    let settings = settings(400)
    var noise = Noise(8)
    let samples = noise.samples(400)
    let power = run(
      try SpectralPlan(settings, recipe: SpectralRecipe(precision: precision)), [samples])[0]
    let magnitude = run(
      try SpectralPlan(settings, recipe: SpectralRecipe(power: .magnitude, precision: precision)),
      [samples])[0]
    #expect(magnitude == power.map { $0.squareRoot() })
  }

  @Test("samples that are no amplitudes count as 0, for the mean and the energy too")
  func absurd() throws {
    let settings = settings(64, window: 63)
    var noise = Noise(5)
    var frames = (0..<8).map { _ in noise.samples(63) }
    let recipe = SpectralRecipe(
      conditioning: rules[3], energy: EnergyRule(floor: 1e-7))
    for build in KernelBuild.allCases {
      for precision in Precision.allCases {
        var recipe = recipe
        recipe.precision = precision
        let plan = try SpectralPlan(settings, recipe: recipe, build: build)
        for place in [3, 62] { frames[2][place] = 0 }
        let expected = run(plan, frames)
        for value in [Float.nan, .infinity, -1e20] {
          for place in [3, 62] { frames[2][place] = value }
          #expect(run(plan, frames) == expected)
        }
      }
    }
  }
}
