import Acoustics
import Testing

struct MatrixStepTests {
  @Test(
    "coefficients behind a limit that cuts nothing are those of the kernels",
    arguments: [(1, 1), (7, 7), (8, 3), (23, 13), (40, 40), (81, 20)])
  func coefficients(bands: Int, count: Int) throws {
    var noise = Noise(UInt64(bands))
    let samples = noise.samples(4000)
    var settings = AnalysisSettings(
      sampleRate: 16_000, windowLength: 512, hopLength: 160, nFFT: 512, melBands: bands,
      coefficients: count)
    let expected = try FeatureMatrix(.mfcc, of: samples, settings: settings)
    #expect(expected.values.count == 26 * count)
    settings.level.range = 1e4
    let found = try FeatureMatrix(.mfcc, of: samples, settings: settings)
    let peak = expected.values.reduce(0) { max($0, abs($1)) }
    #expect(deviation(found.values, expected.values) <= 1e-6 * peak)
  }
}
