import Acoustics
import Testing

struct LaneFeatureTests {
  private let lanes: [FeatureID] = [
    .rms, .zeroCrossings, .centroid, .rolloff, .flatness, .yin, .intensity,
  ]

  @Test("lanes see the samples as they are, whatever is done to spectra")
  func plainSamples() throws {
    var noise = Noise(3)
    let samples = noise.samples(8000).map { $0 * 0.25 + 0.1 }
    let plain = AnalysisSettings(sampleRate: 16_000, windowLength: 400, hopLength: 160, nFFT: 512)
    var conditioned = plain
    conditioned.conditioning.scale = 32_768
    conditioned.conditioning.preEmphasis = 0.97
    conditioned.conditioning.removesMean = true
    for id in lanes {
      let expected = try FeatureMatrix(id, of: samples, settings: plain).values
      #expect(try FeatureMatrix(id, of: samples, settings: conditioned).values == expected)
    }
  }

  @Test("a lane is made of its own frame, and has its name")
  func reach() throws {
    let settings = AnalysisSettings.standard(sampleRate: 16_000)
    for id in lanes {
      let feature = try FeatureRegistry.make(id, settings)
      guard case .lane(let name) = feature.binAxis else {
        Issue.record("\(id) is no lane")
        continue
      }
      #expect(!name.isEmpty && feature.reach == .local(delay: 0))
      for case .frames(let step) in feature.steps { #expect(step.reach == 1) }
    }
  }
}
