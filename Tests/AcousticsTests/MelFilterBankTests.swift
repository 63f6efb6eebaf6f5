import Acoustics
import Testing

struct MelFilterBankTests {
  @Test(
    "every band of a picture holds something, and centers rise",
    arguments: [20.0, 8000, 16_000, 44_100, 1_000_000], MelScale.allCases)
  func bands(rate: Double, scale: MelScale) throws {
    for count in [1, 20, 64, 257] {
      var settings = AnalysisSettings.standard(sampleRate: rate)
      settings.melScale = scale
      settings.melBands = count
      settings.coefficients = 1
      let bank = try MelFilterBank(settings)
      #expect(bank.bands.count == count)
      #expect(bank.bands.bands.allSatisfy { $0.weights.contains { $0 > 0 } })
      #expect(bank.bands.bands.allSatisfy { $0.weights.allSatisfy { $0.isFinite && $0 >= 0 } })
      #expect(zip(bank.centers, bank.centers.dropFirst()).allSatisfy { $0 < $1 })
    }
  }

  @Test("triangles of height 1 sum to 1 between the outer centers")
  func partition() throws {
    var settings = AnalysisSettings(
      sampleRate: 16_000, windowLength: 2048, hopLength: 512, nFFT: 2048, melBands: 20)
    settings.melNormalization = .peak
    let bank = try MelFilterBank(settings)
    let rows = (0..<20).map { bank.bands.weights(ofBand: $0) }
    for bin in 0..<settings.binCount {
      let hertz = Float(bin) * 16_000 / 2048
      guard hertz >= bank.centers[0], hertz <= bank.centers[19] else { continue }
      #expect(abs(rows.reduce(0) { $0 + $1[bin] } - 1) < 1e-5)
    }
  }

  @Test("more bands than bins are refused, narrow bands are named")
  func limits() throws {
    var settings = AnalysisSettings(
      sampleRate: 16_000, windowLength: 64, hopLength: 32, nFFT: 64, melBands: 34)
    #expect(throws: FeatureError.tooManyBands(34, bins: 33)) { try MelFilterBank(settings) }
    settings.melBands = 33
    #expect(try !MelFilterBank(settings).emptyBands.isEmpty)
    settings.emptyBand = .interpolated
    #expect(try MelFilterBank(settings).emptyBands.isEmpty)
  }
}
