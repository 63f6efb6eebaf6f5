import Acoustics
import Testing

struct AnalysisSettingsTests {
  @Test(
    "standard settings suit every rate",
    arguments: [
      (20.0, 128, 1, 512), (100, 128, 1, 512), (1000, 128, 10, 512), (8000, 200, 80, 512),
      (11_025, 276, 110, 512), (16_000, 400, 160, 512), (22_050, 551, 221, 1024),
      (44_100, 1103, 441, 2048), (48_000, 1200, 480, 2048), (96_000, 2400, 960, 4096),
      (384_000, 4096, 2048, 4096), (1_000_000, 4096, 2048, 4096),
    ])
  func standard(rate: Double, window: Int, hop: Int, nFFT: Int) throws {
    let settings = AnalysisSettings.standard(sampleRate: rate)
    #expect(settings.windowLength == window)
    #expect(settings.hopLength == hop)
    #expect(settings.nFFT == nFFT)
    #expect(settings.binCount == nFFT / 2 + 1)
    try settings.validate()
    for feature in [
      FeatureID.spectrogram, .mel, .logMel, .mfcc, .delta, .pcen, .average, .multitaper,
      .reassigned, .bark, .erb, .constantQ, .chroma, .harmonic, .percussive,
    ] {
      let settings = FeatureRegistry.standardSettings(of: feature, sampleRate: rate)
      let maker = try FeatureRegistry.make(feature, settings)
      let last = maker.steps.compactMap { step in
        if case .frames(let step) = step { step.outputCount } else { nil }
      }.last
      let count = last ?? maker.recipe.outputCount(binCount: maker.settings.binCount)
      #expect(count == maker.binAxis.count)
    }
  }

  @Test("every broken rule is named with its value")
  func validation() throws {
    let good = AnalysisSettings.standard(sampleRate: 16_000)
    try good.validate()
    let broken: [(FeatureError, (inout AnalysisSettings) -> Void)] = [
      (.sampleRate(0), { $0.sampleRate = 0 }),
      (.sampleRate(-1), { $0.sampleRate = -1 }),
      (.sampleRate(.infinity), { $0.sampleRate = .infinity }),
      (.transformLength(0), { $0.nFFT = 0 }),
      (.transformLength(1), { $0.nFFT = 1 }),
      (.transformLength(1 << 17), { $0.nFFT = 1 << 17 }),
      (.windowLength(1), { $0.windowLength = 1 }),
      (.windowLongerThanTransform(windowLength: 513, nFFT: 512), { $0.windowLength = 513 }),
      (.hopLength(0), { $0.hopLength = 0 }),
      (.sampleRate(1e10), { $0.sampleRate = 1e10 }),
      (.windowLength(2), { ($0.windowLength, $0.windowSymmetry) = (2, .symmetric) }),
      (.hopLength(2_000_000_000), { $0.hopLength = 2_000_000_000 }),
      (
        .parameter(name: "window-parameter", value: "800", rule: "from 0.01 to 500.0"),
        { ($0.windowShape, $0.windowParameter) = (.kaiser, 800) }
      ),
      (
        .parameter(name: "log-divisor", value: "0", rule: "from 1e-6 to 1e6"),
        { $0.level.divisor = 0 }
      ),
    ]
    let brokenBands: [(FeatureError, (inout AnalysisSettings) -> Void)] = [
      (.melBands(0), { $0.melBands = 0 }),
      (.melBands(1025), { $0.melBands = 1025 }),
      (
        .frequencyRange(lowHertz: 0, highHertz: 9000, nyquistHertz: 8000),
        { $0.highHertz = 9000 }
      ),
      (
        .frequencyRange(lowHertz: 8000, highHertz: 8000, nyquistHertz: 8000),
        { $0.lowHertz = 8000 }
      ),
      (.coefficients(65, melBands: 64), { $0.coefficients = 65 }),
      (.coefficients(0, melBands: 64), { $0.coefficients = 0 }),
      (
        .parameter(
          name: "energy", value: "true",
          rule: "false where top-db, a peak reference, log-shift or log-divisor are set"),
        { ($0.cepstrum.usesEnergy, $0.level.range) = (true, 80) }
      ),
    ]
    for (error, change) in brokenBands {
      var settings = good
      change(&settings)
      try settings.validate()
      #expect(throws: error) { try MFCC(settings) }
      // What a feature does not use is no reason to refuse it.
      _ = try PowerSpectrogram(settings)
    }
    for (error, change) in broken {
      var settings = good
      change(&settings)
      #expect(throws: error) { try settings.validate() }
      let (what, why, remedy) = error.sentence
      for clause in [what, why, remedy] {
        #expect(!clause.isEmpty && !clause.hasSuffix(".") && !clause.contains("\n"))
      }
    }
    #expect(FeatureError.hopLength(0).sentence.why == "hop length 0 is not from 1 to 1e9")
    let remedy = FeatureError.unknownFeature("bathtub").sentence.remedy
    #expect(remedy.hasPrefix("use one of: spectrogram, mel, log-mel, mfcc"))
  }

  @Test("a rate that is no number breaks nothing")
  func notANumber() {
    let settings = AnalysisSettings.standard(sampleRate: .nan)
    #expect(throws: FeatureError.self) { try settings.validate() }
  }
}
