import Acoustics
import Testing

struct AuditoryBandTests {
  private static let features: [(FeatureID, FrequencyScale)] = [(.bark, .bark), (.erb, .erb)]

  @Test("bands are evenly spaced on their scale", arguments: features)
  func spacing(id: FeatureID, scale: FrequencyScale) throws {
    let feature = try FeatureRegistry.make(id, .standard(sampleRate: 16_000))
    guard case .bands(let found, let centers) = feature.binAxis else {
      Issue.record("\(id) has no bands")
      return
    }
    #expect(found == scale && centers.count == 64)
    let values = centers.map { scale.value(ofHertz: Double($0)) }
    let steps = zip(values.dropFirst(), values).map { $0 - $1 }
    #expect(steps.allSatisfy { abs($0 - steps[0]) < 1e-3 })
  }

  @Test("a full-scale sine at a band's center reads 0 dB", arguments: features)
  func level(id: FeatureID, scale: FrequencyScale) throws {
    let settings = AnalysisSettings.standard(sampleRate: 16_000)
    let feature = try FeatureRegistry.make(id, settings)
    for band in [8, 15, 30, 50, 62] {
      let hertz = Double(feature.binAxis.hertz(ofBin: Float(band)) ?? 0)
      let wave = sine(hertz: hertz, amplitude: 1, rate: 16_000, count: 8000)
      let matrix = try FeatureMatrix(id, of: wave, settings: settings)
      let level = matrix[bin: band, frame: matrix.frameCount / 2]
      #expect(abs(level) < 0.6, "band \(band) reads \(level) dB")
    }
  }

  @Test("a tone spreads as far as the ear lets it")
  func slopes() throws {
    // Long windows, so that the filters and not the window are seen.
    var settings = AnalysisSettings(
      sampleRate: 16_000, windowLength: 8192, hopLength: 4096, nFFT: 8192, melBands: 200)
    settings.level = .fullScale
    settings.melNormalization = .peak
    let wave = sine(hertz: 1000, amplitude: 1, rate: 16_000, count: 32_000)
    func drop(_ id: FeatureID, _ scale: FrequencyScale, _ distance: Double) throws -> Float {
      let matrix = try FeatureMatrix(id, of: wave, settings: settings)
      func level(_ value: Double) -> Float {
        let bin = matrix.binAxis.bin(ofHertz: Float(scale.hertz(ofValue: value))) ?? 0
        return matrix[bin: Int(bin.rounded()), frame: 4]
      }
      let own = scale.value(ofHertz: 1000)
      return level(own) - level(own + distance)
    }
    // A band one Bark above the tone has it in its lower skirt: 25 dB a Bark from half a Bark on.
    #expect(abs(try drop(.bark, .bark, 1) - 12.5) < 2)
    #expect(abs(try drop(.bark, .bark, -1.5) - 10) < 2)
    #expect(abs(try drop(.bark, .bark, 0.3)) < 0.5)
    // One ERB away: (1 + 4) exp(−4) and a little, because the bandwidth grows.
    #expect(abs(try drop(.erb, .erb, -1) - 10.4) < 2)
    #expect(abs(try drop(.erb, .erb, 1) - 10.4) < 2)
  }
}
