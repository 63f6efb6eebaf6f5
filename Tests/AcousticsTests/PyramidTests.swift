import Acoustics
import Foundation
import Testing

struct PyramidTests {
  private static let axis = BinAxis.hertz(lowest: 0, step: 100, count: 5)

  @Test("bytes are half decibels, whatever comes")
  func levelBytes() {
    #expect(LevelByte.byte(ofDecibels: -.infinity) == 0)
    #expect(LevelByte.byte(ofDecibels: .nan) == 0)
    #expect(LevelByte.byte(ofDecibels: -120) == 0)
    #expect(LevelByte.byte(ofDecibels: 0) == 240)
    #expect(LevelByte.byte(ofDecibels: .infinity) == 255)
    #expect(LevelByte.table[255] == 7.5)
    for byte in UInt8.min...UInt8.max {
      let level = LevelByte.decibels(ofByte: byte)
      #expect(LevelByte.byte(ofDecibels: level) == byte)
      #expect(LevelByte.byte(ofDecibels: min(7.5, level + 0.24)) == byte)
    }
  }

  @Test("columns are as fine as the bytes allow, in whole half windows")
  func grid() {
    let hour = PyramidGrid(
      sampleCount: 57_600_000, windowLength: 400, bins: 257, byteLimit: 28 << 20)
    #expect(hour.columnLength == 800)
    #expect(hour.count == 72_000)
    let day = PyramidGrid(
      sampleCount: 1_382_400_000, windowLength: 400, bins: 257, byteLimit: 28 << 20)
    #expect(day.columnLength == 12_800)
    #expect(day.count * 257 <= 28 << 20)
    let one = PyramidGrid(sampleCount: 1, windowLength: 400, bins: 257, byteLimit: 1)
    #expect(one.count == 1)
  }

  @Test("a picture holds the maxima of what lies under each column, at every scale and order")
  func maxima() {
    var noise = Noise(77)
    let grid = PyramidGrid(sampleCount: 997 * 10 - 3, columnLength: 10)
    let bytes = (0..<(grid.count * 5)).map { _ in UInt8.random(in: 0...255, using: &noise) }
    let whole = FeaturePyramid(grid: grid, binAxis: Self.axis, finest: bytes)
    var pieced = FeaturePyramid(grid: grid, binAxis: Self.axis)
    for piece in (0..<29).shuffled(using: &noise) {
      let columns = piece * 35..<min(grid.count, (piece + 1) * 35)
      guard !columns.isEmpty else { continue }
      pieced.put(Array(bytes[columns.lowerBound * 5..<columns.upperBound * 5]), at: columns)
    }
    #expect(pieced == whole)
    for (span, count) in [(0..<9967, 13), (120..<9000, 800), (0..<9967, 996), (4990..<9967, 1)] {
      let picture = ColumnGrid(span: SampleRange(span), count: count)
      let found = whole.bytes(at: picture)
      for column in 0..<count {
        let samples = picture.samples(ofColumn: column)
        let under = (0..<grid.count).filter { samples.contains($0 * 10) }
        let columns = under.isEmpty ? [samples.lowerBound / 10] : under
        for bin in 0..<5 {
          let loudest = columns.map { bytes[$0 * 5 + bin] }.max()
          #expect(found[column * 5 + bin] == loudest)
        }
      }
    }
  }

  @Test("with the mean, a picture holds the mean power of what lies under each column")
  func means() {
    var noise = Noise(78)
    let grid = PyramidGrid(sampleCount: 9970, columnLength: 10)
    let bytes = (0..<(grid.count * 5)).map { _ in UInt8.random(in: 60...255, using: &noise) }
    let pyramid = FeaturePyramid(
      grid: grid, binAxis: Self.axis, pooling: .mean, finest: bytes)
    for count in [1, 13, 250] {
      let picture = ColumnGrid(span: SampleRange(0..<9970), count: count)
      let found = pyramid.picture(at: picture).values
      for column in 0..<count {
        let samples = picture.samples(ofColumn: column)
        let columns = (0..<grid.count).filter { samples.contains($0 * 10) }
        for bin in 0..<5 {
          let powers = columns.map {
            pow(10, Double(LevelByte.decibels(ofByte: bytes[$0 * 5 + bin])) / 10)
          }
          let wanted = 10 * log10(powers.reduce(0, +) / Double(columns.count))
          // Each of up to three levels is rounded to half a decibel.
          #expect(abs(Double(found[column * 5 + bin]) - wanted) < 0.76)
        }
      }
    }
  }

  @Test("a mean picture of the samples has the mean powers of its frames")
  func meanColumns() throws {
    var noise = Noise(6)
    let samples = noise.samples(16_000)
    let settings = AnalysisSettings.standard(sampleRate: 16_000)
    func values(_ count: Int, _ pooling: LevelPooling) throws -> [Float] {
      var analyzer = try PictureAnalyzer(
        feature: .spectrogram, settings: settings,
        grid: ColumnGrid(span: SampleRange(0..<16_000), count: count), pooling: pooling)
      return analyzer.columns(0..<count, samples: samples, firstSample: 0)
    }
    let bins = settings.binCount
    // A column of 200 samples has one frame, at the place of one of the eight of a wide column.
    let fine = try values(80, .mean)
    #expect(try fine == values(80, .loudest))
    let mean = try values(10, .mean)
    for column in 0..<10 {
      for bin in 1..<bins - 1 {
        let powers = (0..<8).map { pow(10, Double(fine[(column * 8 + $0) * bins + bin]) / 10) }
        let wanted = 10 * log10(powers.reduce(0, +) / 8)
        #expect(abs(Double(mean[column * bins + bin]) - wanted) < 0.01)
      }
    }
  }

  @Test("the picture of a pyramid is that of the samples to a quarter of a decibel")
  func picture() throws {
    var noise = Noise(5)
    let samples = noise.samples(64_000)
    let settings = AnalysisSettings.standard(sampleRate: 16_000)
    let grid = PyramidGrid(sampleCount: samples.count, columnLength: 800)
    var fine = try PictureAnalyzer(
      feature: .spectrogram, settings: settings, grid: grid.columns, sampleCount: samples.count)
    let bytes = fine.columns(0..<grid.count, samples: samples, firstSample: 0)
      .map { LevelByte.byte(ofDecibels: $0) }
    let pyramid = FeaturePyramid(grid: grid, binAxis: fine.binAxis, finest: bytes)
    let columns = ColumnGrid(span: SampleRange(0..<64_000), count: 20)
    var exact = try PictureAnalyzer(
      feature: .spectrogram, settings: settings, grid: columns, sampleCount: samples.count)
    let wanted = exact.columns(0..<20, samples: samples, firstSample: 0)
    let made = pyramid.picture(at: columns).values
    #expect(zip(made, wanted).allSatisfy { abs($0 - $1) <= 0.2501 })
  }

  @Test("a waveform is put together of the columns")
  func peaks() {
    var noise = Noise(8)
    let samples = noise.samples(1000)
    let grid = PyramidGrid(sampleCount: 1000, columnLength: 10)
    var fine = WaveformPicture(grid: grid.columns)
    fine.add(samples, firstSample: 0)
    var peaks = PeakColumns(grid: grid)
    peaks.put(fine, at: 0..<grid.count)
    let columns = ColumnGrid(span: SampleRange(0..<1000), count: 20)
    var wanted = WaveformPicture(grid: columns)
    wanted.add(samples, firstSample: 0)
    let made = peaks.picture(at: columns)
    #expect(made.minima == wanted.minima && made.maxima == wanted.maxima)
    #expect(zip(made.rms, wanted.rms).allSatisfy { abs($0 - $1) < 1e-5 })
  }
}
