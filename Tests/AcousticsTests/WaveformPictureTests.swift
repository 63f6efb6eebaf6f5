import Acoustics
import Testing

struct WaveformPictureTests {
  @Test("extremes and RMS of each column, whatever the pieces")
  func pieces() {
    var noise = Noise(31)
    let samples = noise.samples(5003)
    for (span, count) in [(0..<5003, 40), (100..<4900, 7), (0..<5003, 6000), (10..<12, 5)] {
      let grid = ColumnGrid(span: SampleRange(span), count: count)
      var whole = WaveformPicture(grid: grid)
      whole.add(samples, firstSample: 0)
      var pieced = WaveformPicture(grid: grid)
      var start = 0
      while start < samples.count {
        let end = min(samples.count, start + Int.random(in: 1...700, using: &noise))
        pieced.add(Array(samples[start..<end]), firstSample: start)
        start = end
      }
      #expect(pieced.minima == whole.minima && pieced.maxima == whole.maxima)
      #expect(deviation(pieced.rms, whole.rms) < 1e-6)
      for column in 0..<count {
        let part = samples[grid.samples(ofColumn: column)]
        #expect(whole.minima[column] == part.min())
        #expect(whole.maxima[column] == part.max())
        let squares = part.reduce(0.0) { $0 + Double($1) * Double($1) }
        let rms = Float((squares / Double(part.count)).squareRoot())
        #expect(abs(whole.rms[column] - rms) < 1e-5)
      }
    }
  }

  @Test("what is not a number counts as 0, and what lies outside is left out")
  func oddInput() {
    let grid = ColumnGrid(span: SampleRange(10..<20), count: 2)
    var picture = WaveformPicture(grid: grid)
    #expect(picture.peak == 0)
    picture.add([9, 9, 9], firstSample: 0)
    picture.add([], firstSample: 12)
    picture.add([9, 9], firstSample: 20)
    #expect(picture.peak == 0)
    picture.add([9, .nan, .infinity, -0.5, 0.25, -.infinity], firstSample: 9)
    #expect(picture.minima == [-0.5, 0])
    #expect(picture.maxima == [0.25, 0])
    #expect(picture.peak == 0.5)
    #expect(picture.rms.allSatisfy { $0.isFinite })
    var empty = WaveformPicture(grid: ColumnGrid(span: SampleRange(0..<0), count: 3))
    empty.add([1, 2], firstSample: 0)
    #expect(empty.peak == 0)
    let none = WaveformPicture(grid: ColumnGrid(span: SampleRange(0..<9), count: 0))
    #expect(none.peak == 0)
  }
}
