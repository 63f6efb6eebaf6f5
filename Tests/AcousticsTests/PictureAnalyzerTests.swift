import Acoustics
import Testing

private func picture(
  _ feature: FeatureID, _ settings: AnalysisSettings, _ samples: [Float], _ grid: ColumnGrid,
  step: Int
) throws -> [Float] {
  var analyzer = try PictureAnalyzer(
    feature: feature, settings: settings, grid: grid, sampleCount: samples.count)
  var values: [Float] = []
  var column = 0
  while column < grid.count {
    let columns = column..<min(grid.count, column + step)
    let needed = analyzer.samplesNeeded(forColumns: columns)
      .clamped(to: 0..<max(0, samples.count))
    values += analyzer.columns(
      columns, samples: Array(samples[needed]), firstSample: needed.lowerBound)
    column = columns.upperBound
  }
  return values
}

private let drawn: [FeatureID] = [
  .spectrogram, .mel, .logMel, .mfcc, .delta, .average, .centroid, .multitaper, .reassigned,
  .bark, .erb, .constantQ, .chroma, .harmonic, .percussive,
]

struct PictureAnalyzerTests {
  @Test(
    "columns are the same, bit for bit, however they are divided",
    arguments: drawn)
  func pieces(feature: FeatureID) throws {
    var noise = Noise(21)
    let samples = noise.samples(9001)
    let settings = AnalysisSettings.standard(sampleRate: 8000)
    for (span, count) in [(0..<9001, 37), (0..<9001, 300), (123..<8123, 1), (4000..<4007, 50)] {
      let grid = ColumnGrid(span: SampleRange(span), count: count)
      let whole = try picture(feature, settings, samples, grid, step: count)
      for step in [1, 3, 8, 17] {
        #expect(try picture(feature, settings, samples, grid, step: step) == whole)
      }
    }
  }

  @Test(
    "every rate and length gives a finite picture", arguments: drawn,
    [20.0, 125, 8000, 44_100, 192_000, 1_000_000])
  func sizes(feature: FeatureID, rate: Double) throws {
    let settings = AnalysisSettings.standard(sampleRate: rate)
    var noise = Noise(22)
    for length in [0, 1, 2, 127, 128, 129, 1000, 4097] {
      let samples = noise.samples(length)
      for count in [0, 1, 7, 120] {
        let grid = ColumnGrid(span: SampleRange(0..<length), count: count)
        let values = try picture(feature, settings, samples, grid, step: 50)
        let bins = try FeatureRegistry.make(feature, settings).binAxis.count
        #expect(values.count == count * bins)
        #expect(values.allSatisfy { $0.isFinite })
        if [.spectrogram, .mel, .logMel].contains(feature) {
          #expect(values.allSatisfy { $0 > -120.001 })
        }
      }
    }
  }

  @Test("a hundred thousand columns of a short clip")
  func manyColumns() throws {
    var settings = AnalysisSettings(
      sampleRate: 8000, windowLength: 64, hopLength: 32, nFFT: 64, melBands: 8, coefficients: 4)
    settings.level = .fullScale
    let samples = sine(hertz: 1000, amplitude: 1, rate: 8000, count: 8000)
    let grid = ColumnGrid(span: SampleRange(0..<8000), count: 100_000)
    let values = try picture(.spectrogram, settings, samples, grid, step: 4096)
    #expect(values.count == 100_000 * 33)
    let middle = values[50_000 * 33..<50_001 * 33]
    #expect(abs(middle[middle.startIndex + 8]) < 0.01)
  }

  /// Columns of a clip, some wider than a hop, some as wide, some narrower.
  private func grids(_ count: Int, hop: Int) -> [ColumnGrid] {
    [
      (0..<count, 1 + count / hop), (0..<count, 4 * count / hop), (0..<count, 7),
      (hop / 2..<hop / 2 + 30 * hop, 30), (0..<12 * hop, 100), (count - 5 * hop..<count, 77),
      (count - 1..<count, 3),
    ].map { ColumnGrid(span: SampleRange($0.0), count: $0.1) }
  }

  @Test(
    "columns of coefficients are frames of the clip's matrix, bit for bit",
    arguments: [FeatureID.mfcc, .delta], [8000, 8040, 9001])
  func frames(feature: FeatureID, count: Int) throws {
    var noise = Noise(24)
    let samples = noise.samples(count)
    for order in 0...2 {
      var settings = AnalysisSettings.standard(sampleRate: 8000)
      settings.deltaOrder = order
      let matrix = try FeatureMatrix(feature, of: samples, settings: settings)
      let bins = matrix.binAxis.count
      for grid in grids(count, hop: settings.hopLength) {
        let values = try picture(feature, settings, samples, grid, step: 5)
        for column in 0..<grid.count {
          let frame = min(
            matrix.frameCount - 1,
            matrix.timeAxis.frame(atSample: grid.center(ofColumn: column)))
          let found = values[column * bins..<(column + 1) * bins]
          #expect(found == matrix.values[frame * bins..<(frame + 1) * bins])
        }
      }
    }
  }

  @Test("one column for each frame of a clip is its matrix", arguments: [FeatureID.mfcc, .delta])
  func wholeMatrix(feature: FeatureID) throws {
    var noise = Noise(25)
    let settings = AnalysisSettings.standard(sampleRate: 8000)
    let samples = noise.samples(64 * settings.hopLength)
    let grid = ColumnGrid(
      span: SampleRange(-settings.hopLength / 2..<64 * settings.hopLength + settings.hopLength / 2),
      count: 65)
    let matrix = try FeatureMatrix(feature, of: samples, settings: settings)
    #expect(matrix.frameCount == 65)
    #expect(try picture(feature, settings, samples, grid, step: 9) == matrix.values)
  }

  @Test("a clip of fewer frames than a neighbourhood stands in silence", arguments: 1...8)
  func shortClip(frames: Int) throws {
    var noise = Noise(26)
    let settings = AnalysisSettings.standard(sampleRate: 8000)
    let hop = settings.hopLength
    let samples = noise.samples(max(1, (frames - 1) * hop))
    let silence = [Float](repeating: 0, count: 8 * hop)
    let padded = try FeatureMatrix(.delta, of: silence + samples + silence, settings: settings)
    #expect(throws: FeatureError.tooFewFrames(found: frames, needed: 9)) {
      try FeatureMatrix(.delta, of: samples, settings: settings)
    }
    let grid = ColumnGrid(span: SampleRange(-hop / 2..<frames * hop - hop / 2), count: frames)
    let values = try picture(.delta, settings, samples, grid, step: 2)
    let bins = padded.binAxis.count
    #expect(values == Array(padded.values[8 * bins..<(8 + frames) * bins]))
    #expect(values.contains { $0 != 0 })
  }

  @Test("NaN changes only the coefficients whose windows hold it", arguments: [0, 4000, 7999])
  func notANumberInCoefficients(place: Int) throws {
    var noise = Noise(27)
    var samples = noise.samples(8000)
    let settings = AnalysisSettings.standard(sampleRate: 8000)
    let grid = ColumnGrid(span: SampleRange(0..<8000), count: 100)
    for feature in [FeatureID.mfcc, .delta] {
      samples[place] = 0.25
      let clean = try picture(feature, settings, samples, grid, step: 100)
      samples[place] = .nan
      let found = try picture(feature, settings, samples, grid, step: 100)
      #expect(found.allSatisfy { $0.isFinite })
      let bins = found.count / 100
      for column in 0..<100 where abs(column * 80 - place) > 11 * 80 {
        let own = column * bins..<(column + 1) * bins
        #expect(found[own] == clean[own])
      }
      #expect(found != clean)
    }
  }

  @Test("a click shows in its column, whatever the zoom", arguments: [1, 10, 100, 1000])
  func click(count: Int) throws {
    var samples = [Float](repeating: 0, count: 160_000)
    samples[77_777] = 1
    let settings = AnalysisSettings.standard(sampleRate: 16_000)
    let grid = ColumnGrid(span: SampleRange(0..<160_000), count: count)
    let values = try picture(.spectrogram, settings, samples, grid, step: count)
    let bins = settings.binCount
    let peaks = (0..<count).map { column in
      values[column * bins..<(column + 1) * bins].max() ?? 0
    }
    let column = 77_777 * count / 160_000
    let quietest: Float = -120 + 20
    #expect(peaks[column] > quietest)
    #expect(peaks.enumerated().allSatisfy { abs($0.offset - column) <= 2 || $0.element < -119.9 })
  }

  @Test("NaN in a recording changes only the columns whose windows hold it")
  func notANumber() throws {
    var noise = Noise(23)
    var samples = noise.samples(16_000)
    let settings = AnalysisSettings.standard(sampleRate: 16_000)
    let grid = ColumnGrid(span: SampleRange(0..<16_000), count: 80)
    let clean = try picture(.spectrogram, settings, samples, grid, step: 80)
    samples[8000] = .nan
    let found = try picture(.spectrogram, settings, samples, grid, step: 80)
    #expect(found.allSatisfy { $0.isFinite })
    let bins = settings.binCount
    let changed = (0..<80).filter {
      found[$0 * bins..<($0 + 1) * bins] != clean[$0 * bins..<($0 + 1) * bins]
    }
    #expect(!changed.isEmpty && changed.allSatisfy { (38...41).contains($0) })
  }

  @Test("a sine at a band's center reads 0 dB in the mel picture")
  func melLevel() throws {
    let settings = AnalysisSettings.standard(sampleRate: 16_000)
    let bank = try MelFilterBank(settings)
    let grid = ColumnGrid(span: SampleRange(4000..<12_000), count: 3)
    for band in [0, 5, 20, 40, 62] {
      let wave = sine(
        hertz: Double(bank.centers[band]), amplitude: 1, rate: 16_000, count: 16_000)
      let values = try picture(.mel, settings, wave, grid, step: 3)
      #expect(abs(values[64 + band]) < 0.5, "band \(band) reads \(values[64 + band]) dB")
    }
  }

  @Test("an unknown feature and broken settings are refused")
  func refusals() {
    let settings = AnalysisSettings.standard(sampleRate: 16_000)
    let grid = ColumnGrid(span: SampleRange(0..<1), count: 1)
    #expect(throws: FeatureError.unknownFeature("bathtub")) {
      try PictureAnalyzer(feature: FeatureID(rawValue: "bathtub"), settings: settings, grid: grid)
    }
    var broken = settings
    broken.hopLength = 0
    #expect(throws: FeatureError.hopLength(0)) {
      try PictureAnalyzer(feature: .mel, settings: broken, grid: grid)
    }
  }
}
