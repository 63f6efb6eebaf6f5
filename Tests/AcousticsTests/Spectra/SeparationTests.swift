import Acoustics
import Testing

struct SeparationTests {
  /// A tone from the first second on with knocks in it.
  private var mixture: [Float] {
    var noise = Noise(9)
    var samples = sine(hertz: 1000, amplitude: 0.1, rate: 16_000, count: 32_000)
    for start in stride(from: 4000, to: 32_000, by: 8000) {
      for (place, value) in noise.samples(40).enumerated() { samples[start + place] += value }
    }
    return samples
  }

  @Test("a tone lasts, a knock is short, and both together are all there is")
  func parts() throws {
    var settings = FeatureRegistry.standardSettings(of: .harmonic, sampleRate: 16_000)
    settings.level.appliesToPower = false
    settings.power = .magnitude
    let lasting = try FeatureMatrix(.harmonic, of: mixture, settings: settings)
    let short = try FeatureMatrix(.percussive, of: mixture, settings: settings)
    let whole = try FeatureMatrix(.spectrogram, of: mixture, settings: settings)
    let sums = zip(lasting.values, short.values).map(+)
    #expect(deviation(sums, whole.values) < 1e-3)
    let tone = Int((whole.binAxis.bin(ofHertz: 1000) ?? 0).rounded())
    let between = whole.timeAxis.frame(atSample: 16_000)
    #expect(lasting[bin: tone, frame: between] > 20 * short[bin: tone, frame: between])
    let knock = whole.timeAxis.frame(atSample: 12_020)
    #expect(short[bin: 300, frame: knock] > 5 * lasting[bin: 300, frame: knock])
  }

  @Test(
    "few frames and few bins are gone through back and forth", arguments: [1, 2, 5, 16, 31, 40])
  func short(frames: Int) throws {
    var noise = Noise(UInt64(frames))
    let samples = noise.samples(frames * 16)
    var settings = AnalysisSettings(sampleRate: 8000, windowLength: 16, hopLength: 16, nFFT: 16)
    settings.power = .magnitude
    settings.framing = .leftAligned
    let whole = try FeatureMatrix(.spectrogram, of: samples, settings: settings)
    let found = try FeatureMatrix(.harmonic, of: samples, settings: settings)
    #expect(found.frameCount == frames)
    for frame in 0..<frames {
      for bin in 0..<9 {
        let time = median((-15...15).map { whole[bin: bin, frame: place(frame + $0, frames)] })
        let over = median((-15...15).map { whole[bin: place(bin + $0, 9), frame: frame] })
        let share = time * time / (time * time + over * over)
        #expect(
          abs(found[bin: bin, frame: frame] - whole[bin: bin, frame: frame] * share) < 1e-5)
      }
    }
  }

  private func median(_ values: [Float]) -> Float { values.sorted()[values.count / 2] }

  /// A place repeated backwards at both ends, its edge twice.
  private func place(_ index: Int, _ count: Int) -> Int {
    var index = index
    while index < 0 || index >= count { index = index < 0 ? -index - 1 : 2 * count - 1 - index }
    return index
  }

  @Test("columns of a picture are frames of the matrix, the loudest of them")
  func columns() throws {
    let settings = FeatureRegistry.standardSettings(of: .percussive, sampleRate: 16_000)
    let matrix = try FeatureMatrix(.percussive, of: mixture, settings: settings)
    let bins = matrix.binAxis.count
    let hop = settings.hopLength
    let grid = ColumnGrid(
      span: SampleRange(-hop / 2..<matrix.frameCount * hop - hop / 2), count: matrix.frameCount)
    var analyzer = try PictureAnalyzer(
      feature: .percussive, settings: settings, grid: grid, sampleCount: mixture.count)
    let values = analyzer.columns(0..<grid.count, samples: mixture, firstSample: 0)
    #expect(values == matrix.values)
    let coarse = ColumnGrid(span: SampleRange(0..<32_000), count: 4)
    for pooling in [LevelPooling.loudest, .mean] {
      analyzer = try PictureAnalyzer(
        feature: .percussive, settings: settings, grid: coarse, sampleCount: mixture.count,
        pooling: pooling)
      let wide = analyzer.columns(0..<4, samples: mixture, firstSample: 0)
      let own = (0..<matrix.frameCount).filter { (8000..<16_000).contains($0 * hop) }
      let levels = own.map { matrix[bin: 300, frame: $0] }
      let found = wide[bins + 300]
      #expect(pooling == .loudest ? found == levels.max() : found < (levels.max() ?? 0) - 3)
    }
  }

  @Test("widths that have no middle are refused", arguments: ["hpss-frames", "hpss-bins"])
  func refusals(name: String) {
    for text in ["0", "30", "2001"] {
      #expect(throws: FeatureError.self) {
        var table = PresetRegistry.all[0].parameters
        try table.set(name, to: ParameterValue(text: text))
        let setup = try table.setup(.harmonic, recordingRate: 16_000)
        _ = try FeatureRegistry.make(.harmonic, setup.settings)
      }
    }
  }
}
