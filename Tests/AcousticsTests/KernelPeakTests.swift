import Acoustics
import Foundation
import Testing

struct KernelPeakTests {
  @Test("operations grow with the rounds", arguments: [0, 1, 1000])
  func rounds(count: Int) {
    let one = KernelPeak.run(rounds: 1)
    #expect(one > 0 && KernelPeak.run(rounds: count) == count * one)
  }

  @Test("a plan counts every step of its recipe")
  func operations() throws {
    let settings = AnalysisSettings(
      sampleRate: 16_000, windowLength: 400, hopLength: 160, nFFT: 512, melBands: 23,
      coefficients: 13)
    var recipe = SpectralRecipe()
    let plain = try SpectralPlan(settings, recipe: recipe).operationsPerFrame
    let expected: Double = 400 + 11_520 + 771
    #expect(plain == expected)
    recipe.conditioning = FrameConditioning(removesMean: true, preEmphasis: 0.97)
    recipe.power = .magnitude
    recipe.bands = SparseBands(
      bands: [SparseBands.Band(firstBin: 3, weights: [1, 2, 3])], binCount: 257)
    recipe.level = LevelRule(multiplier: 1, floor: 1, scale: 1)
    recipe.transform = DenseRows(values: [1, 2], rows: 2, columns: 1)
    recipe.energy = EnergyRule(floor: 1)
    let full = try SpectralPlan(settings, recipe: recipe).operationsPerFrame
    let added: Double = 2400 + 257 + 6 + 25 + 4
    #expect(full - plain == added)
  }
}
