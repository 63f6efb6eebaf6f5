import Acoustics
import Foundation
import Testing

/// A recipe, settings and frames drawn from a seed.
private struct Draw {
  var settings: AnalysisSettings
  var recipe = SpectralRecipe()
  var frames: [[Float]]

  private static let lengths = [
    2, 3, 8, 16, 30, 37, 64, 67, 99, 100, 128, 134, 256, 400, 441, 480, 512, 1000, 1024, 2048,
  ]

  init(seed: UInt64) {
    var noise = Noise(seed)
    let nFFT = Draw.lengths.randomElement(using: &noise) ?? 512
    let window = Int.random(in: 2...nFFT, using: &noise)
    settings = AnalysisSettings(
      sampleRate: 16_000, windowLength: window, hopLength: 1, nFFT: nFFT,
      windowShape: WindowShape.allCases.randomElement(using: &noise) ?? .hann,
      melBands: Int.random(in: 1...40, using: &noise), coefficients: 1)
    let live = Int.random(in: 1...SpectralPlan.lanes, using: &noise)
    frames = (0..<live).map { _ in Draw.signal(window, &noise) }
    if Bool.random(using: &noise) {
      recipe.conditioning = FrameConditioning(
        scale: [1, 0.5, 32_768].randomElement(using: &noise) ?? 1,
        removesMean: Bool.random(using: &noise),
        preEmphasis: [0, 0.97].randomElement(using: &noise) ?? 0)
    }
    if Bool.random(using: &noise) { recipe.power = .magnitude }
    if Bool.random(using: &noise) { recipe.edgeGain = 0.25 }
    if Bool.random(using: &noise) { recipe.precision = .double }
    if Bool.random(using: &noise) {
      recipe.bands = Draw.bands(settings, &noise)
    }
  }

  private static func signal(_ count: Int, _ noise: inout Noise) -> [Float] {
    switch Int.random(in: 0..<4, using: &noise) {
    case 0: [Float](repeating: 0, count: count)
    case 1:
      sine(
        hertz: Double.random(in: 0...8000, using: &noise), amplitude: 0.7, rate: 16_000,
        count: count)
    case 2: noise.samples(count).map { $0 * 3 }
    default: noise.samples(count)
    }
  }

  /// Rows of all lengths, none included.
  private static func bands(_ settings: AnalysisSettings, _ noise: inout Noise) -> SparseBands {
    SparseBands(
      bands: (0..<settings.melBands).map { _ in
        let first = Int.random(in: 0..<settings.binCount, using: &noise)
        let count = Int.random(in: 0...min(30, settings.binCount - first), using: &noise)
        return SparseBands.Band(
          firstBin: first,
          weights: (0..<count).map { _ in Double.random(in: 0...1, using: &noise) })
      }, binCount: settings.binCount)
  }

  func values(_ build: KernelBuild) throws -> [[Float]] {
    run(try SpectralPlan(settings, recipe: recipe, build: build), frames)
  }
}

struct KernelBuildTests {
  @Test("both builds agree within 2e-6 of the peak", arguments: 1...150 as ClosedRange<UInt64>)
  func spectra(seed: UInt64) throws {
    let draw = Draw(seed: seed)
    // Bands may lie where a sine leaves nothing but rounding: its peak counts too.
    var spectrum = draw
    spectrum.recipe.bands = nil
    let peaks = try spectrum.values(.baseline).map { $0.max() ?? 0 }
    let pairs = zip(try draw.values(.baseline), try draw.values(.best))
    for ((plain, best), peak) in zip(pairs, peaks) {
      #expect(deviation(plain, best) <= 2e-6 * plain.reduce(peak) { max($0, abs($1)) })
    }
  }

  @Test(
    "both builds agree in levels, matrices and energies", arguments: 1...150 as ClosedRange<UInt64>)
  func levels(seed: UInt64) throws {
    var draw = Draw(seed: seed)
    let sums = try draw.values(.baseline)
    let peak = sums.joined().max() ?? 0
    // Nothing under a thousandth of the peak is told apart, so that rounding does not show.
    draw.recipe.level = LevelRule(
      multiplier: peak > 0 ? 1 / peak : 1, floor: 1e-3, scale: 4.342_944_8)
    let levels = zip(try draw.values(.baseline), try draw.values(.best))
    for (plain, best) in levels { #expect(deviation(plain, best) <= 0.01) }
    let inputs = sums[0].count
    var noise = Noise(seed)
    let coefficients = Int.random(in: 1...min(40, inputs), using: &noise)
    draw.recipe.transform = CosineTransform.orthonormal(coefficients: coefficients, inputs: inputs)
    draw.recipe.energy = Bool.random(using: &noise) ? EnergyRule(floor: 1e-3) : nil
    let products = zip(try draw.values(.baseline), try draw.values(.best))
    for (plain, best) in products { #expect(deviation(plain, best) <= 0.05) }
  }

  @Test(
    "a frame gives the same bits in any lane, beside any others",
    arguments: 1...60 as ClosedRange<UInt64>)
  func lanes(seed: UInt64) throws {
    var draw = Draw(seed: seed)
    draw.recipe.level = LevelRule(multiplier: 1, floor: 1e-10, scale: 1)
    draw.recipe.energy = seed % 2 == 0 ? EnergyRule(floor: 1e-7) : nil
    // A loud neighbor has all samples of its block checked one by one.
    draw.frames.append(draw.frames[0].map { $0 * 100 })
    draw.frames = Array(draw.frames.suffix(SpectralPlan.lanes))
    for build in KernelBuild.allCases {
      let plan = try SpectralPlan(draw.settings, recipe: draw.recipe, build: build)
      let together = run(plan, draw.frames)
      for (frame, values) in zip(draw.frames, together) { #expect(run(plan, [frame])[0] == values) }
      #expect(run(plan, draw.frames.reversed()) == together.reversed())
    }
  }

  @Test("matrices equal the plain product", arguments: Precision.allCases)
  func matrices(precision: Precision) throws {
    let settings = settings(64)
    var noise = Noise(11)
    let samples = noise.samples(64)
    for build in KernelBuild.allCases {
      for (rows, columns) in [(1, 1), (3, 2), (4, 7), (5, 8), (13, 23), (33, 33), (9, 4)] {
        let bands = SparseBands(
          bands: (0..<columns).map {
            SparseBands.Band(firstBin: $0 % 30, weights: [0.5, Double($0), 1])
          }, binCount: settings.binCount)
        let any = DenseRows(
          values: (0..<rows * columns).map { _ in Double.random(in: -1...1, using: &noise) },
          rows: rows, columns: columns)
        for matrix in [any, CosineTransform.orthonormal(coefficients: rows, inputs: columns)] {
          var recipe = SpectralRecipe(bands: bands, precision: precision)
          let sums = run(try SpectralPlan(settings, recipe: recipe, build: build), [samples])[0]
          recipe.transform = matrix
          let found = run(try SpectralPlan(settings, recipe: recipe, build: build), [samples])[0]
          let expected = (0..<rows).map { row in
            Float(
              (0..<columns).reduce(0.0) {
                $0 + matrix.values[row * columns + $1] * Double(sums[$1])
              })
          }
          #expect(
            deviation(found, expected) <= 1e-6 * (sums.max() ?? 0) * Float(columns).squareRoot())
        }
      }
    }
  }

  @Test("logarithms are right in both precisions", arguments: KernelBuild.allCases)
  func logarithms(build: KernelBuild) throws {
    // A window of two samples makes the first bin the square of the second.
    let settings = settings(2, shape: .hamming)
    var noise = Noise(12)
    for precision in Precision.allCases {
      for _ in 0..<500 {
        let frame = [0, powf(10, Float.random(in: -18...11, using: &noise))]
        var recipe = SpectralRecipe(precision: precision)
        let power = run(try SpectralPlan(settings, recipe: recipe, build: build), [frame])[0][0]
        recipe.level = LevelRule(multiplier: 1, floor: 1e-37, scale: 1)
        let found = run(try SpectralPlan(settings, recipe: recipe, build: build), [frame])[0][0]
        let expected = log(max(Double(power), Double(1e-37 as Float)))
        let bound = precision == .single ? 2e-7 : 6e-8
        #expect(abs(Double(found) - expected) <= bound * max(abs(expected), 1))
      }
    }
  }

  @Test("logarithms in double tell numbers apart that single precision can't")
  func fineLogarithms() throws {
    let settings = settings(2, shape: .hamming)
    let factor = 1 + 0x1p-20
    let bands = SparseBands(
      bands: [1, factor].map { SparseBands.Band(firstBin: 0, weights: [$0]) }, binCount: 2)
    let recipe = SpectralRecipe(
      bands: bands, level: LevelRule(multiplier: 1, floor: 1e-37, scale: 1),
      transform: DenseRows(values: [-1, 1], rows: 1, columns: 2), precision: .double)
    var noise = Noise(13)
    for build in KernelBuild.allCases {
      let plan = try SpectralPlan(settings, recipe: recipe, build: build)
      for _ in 0..<500 {
        let frame = [0, powf(10, Float.random(in: -18...11, using: &noise))]
        #expect(abs(Double(run(plan, [frame])[0][0]) - log(factor)) < 5e-12)
      }
    }
  }
}
