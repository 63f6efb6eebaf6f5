import Acoustics
import Testing

private func frames(
  _ samples: [Float], _ settings: AnalysisSettings, pieces: () -> Int
) throws -> [Float] {
  var analyzer = try SpectralAnalyzer(settings, recipe: PowerSpectrogram(settings).recipe)
  var values: [Float] = []
  var start = 0
  while start < samples.count {
    let end = min(samples.count, start + pieces())
    analyzer.push(Array(samples[start..<end])) { values.append(contentsOf: $0) }
    start = end
  }
  analyzer.finish { values.append(contentsOf: $0) }
  return values
}

struct SpectralAnalyzerTests {
  @Test(
    "pieces give the frames of the whole, bit for bit", arguments: Framing.allCases,
    [(400, 160, 512), (512, 700, 512), (33, 1, 64), (128, 128, 128)])
  func streaming(framing: Framing, lengths: (Int, Int, Int)) throws {
    let settings = AnalysisSettings(
      sampleRate: 8000, windowLength: lengths.0, hopLength: lengths.1, nFFT: lengths.2,
      framing: framing, melBands: 20)
    var noise = Noise(11)
    for count in [0, 1, 2, 31, lengths.0 - 1, lengths.0, lengths.0 + 1, 3001] {
      let samples = noise.samples(count)
      let whole = try frames(samples, settings) { 1 << 20 }
      let expected = TimeAxis(settings).frameCount(ofSamples: count)
      #expect(whole.count == expected * settings.binCount)
      #expect(try frames(samples, settings) { Int.random(in: 1...200, using: &noise) } == whole)
      if count < 500 { #expect(try frames(samples, settings) { 1 } == whole) }
    }
  }

  @Test("after the end an analyzer begins anew")
  func again() throws {
    let settings = AnalysisSettings.standard(sampleRate: 8000)
    var noise = Noise(12)
    let samples = noise.samples(1000)
    var analyzer = try SpectralAnalyzer(settings)
    var runs: [[Float]] = []
    for _ in 0..<2 {
      var values: [Float] = []
      analyzer.push(samples) { values.append(contentsOf: $0) }
      analyzer.finish { values.append(contentsOf: $0) }
      runs.append(values)
    }
    #expect(runs[0] == runs[1])
    #expect(!runs[0].isEmpty)
  }

  @Test("a matrix holds the analyzer's frames, and none of an empty clip")
  func matrix() throws {
    let settings = AnalysisSettings.standard(sampleRate: 16_000)
    var noise = Noise(13)
    let samples = noise.samples(16_000)
    let matrix = try FeatureMatrix(.mel, of: samples, settings: settings)
    #expect(matrix.frameCount == 101)
    #expect(matrix.values.count == 101 * 64)
    #expect(matrix[bin: 3, frame: 2] == matrix.values[2 * 64 + 3])
    #expect(try FeatureMatrix(.mfcc, of: [], settings: settings).frameCount == 0)
    #expect(try FeatureMatrix(.spectrogram, of: [0.5], settings: settings).frameCount == 1)
  }
}
