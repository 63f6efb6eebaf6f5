import Acoustics
import Testing

struct AxisTests {
  @Test("columns cover the span without a gap, and each has a sample")
  func grid() {
    for (span, count) in [(0..<10, 3), (5..<5, 4), (100..<107, 50), (-3..<1000, 7), (0..<1, 1)] {
      let grid = ColumnGrid(span: SampleRange(span), count: count)
      var end = span.lowerBound
      for column in 0..<count {
        let samples = grid.samples(ofColumn: column)
        #expect(samples.lowerBound <= end && samples.upperBound >= end)
        #expect(samples.isEmpty == span.isEmpty)
        #expect(span.isEmpty || span.contains(grid.center(ofColumn: column)))
        end = samples.upperBound
      }
      #expect(end == span.upperBound)
    }
    let day = ColumnGrid(span: SampleRange(0..<86_400_000_000), count: 100_000)
    #expect(day.samples(ofColumn: 99_999) == 86_399_136_000..<86_400_000_000)
  }

  @Test("frames, samples and seconds convert both ways", arguments: Framing.allCases)
  func time(framing: Framing) {
    let axis = TimeAxis(
      AnalysisSettings(
        sampleRate: 16_000, windowLength: 400, hopLength: 160, nFFT: 512, framing: framing))
    for frame in [0, 1, 7, 1000] {
      #expect(axis.frame(atSample: axis.sample(ofFrame: frame)) == frame)
      #expect(axis.sample(ofFrame: frame) - axis.firstSample(ofFrame: frame) == 200)
    }
    #expect(axis.frame(atSample: -5000) == 0)
    #expect(axis.seconds(ofSample: 8000) == 0.5)
    let first: Int =
      switch framing {
      case .centered, .centeredWithoutLast: 0
      case .hopCentered: 80
      case .leftAligned: 200
      }
    #expect(axis.sample(ofFrame: 0) == first)
  }

  @Test("frequency axes convert both ways and go on beyond their ends")
  func bins() {
    let axes = [
      BinAxis.hertz(lowest: 0, step: 31.25, count: 257), .mel(centers: [100, 200, 400, 900]),
    ]
    for axis in axes {
      for bin in [0, 0.5, 1, 2.25, Float(axis.count - 1)] {
        let hertz = axis.hertz(ofBin: bin) ?? .nan
        #expect(abs((axis.bin(ofHertz: hertz) ?? .nan) - bin) < 1e-4)
      }
    }
    #expect(axes[1].hertz(ofBin: 4) == 1400)
    #expect(axes[1].hertz(ofBin: -1) == 0)
    #expect(axes[1].bin(ofHertz: 1400) == 4)
    #expect(BinAxis.coefficient(count: 13).hertz(ofBin: 2) == nil)
    #expect(BinAxis.coefficient(count: 13).bin(ofHertz: 2) == nil)
    #expect(BinAxis.mel(centers: []).hertz(ofBin: 0) == nil)
    #expect(BinAxis.mel(centers: [5]).hertz(ofBin: 3) == 5)
  }

  @Test("mel scales convert both ways", arguments: MelScale.allCases)
  func mels(scale: MelScale) {
    for hertz in [0, 1, 999, 1000, 1001, 8000, 500_000.0] {
      #expect(abs(scale.hertz(ofMels: scale.mels(ofHertz: hertz)) - hertz) <= 1e-9 * hertz)
    }
    #expect(abs(MelScale.htk.mels(ofHertz: 1000) - 999.99) < 0.01)
    #expect(MelScale.slaney.mels(ofHertz: 1000) == 15)
  }

  @Test("spans are half-open and clamp")
  func spans() {
    let span = SampleRange(lowerBound: 10, upperBound: 20)
    #expect(span.count == 10)
    #expect(span.clamped(to: SampleRange(15..<100)) == SampleRange(15..<20))
    #expect(span.clamped(to: SampleRange(30..<40)).count == 0)
    var reversed = span
    reversed.upperBound = 5
    #expect(reversed.range.isEmpty)
  }

  @Test(
    "frames are centered as librosa centers them, odd lengths too",
    arguments: [(512, 512), (512, 399), (401, 401), (401, 200), (9, 4)])
  func centers(nFFT: Int, window: Int) {
    let axis = TimeAxis(
      AnalysisSettings(sampleRate: 8000, windowLength: window, hopLength: 160, nFFT: nFFT))
    // librosa pads by nFFT/2 and puts the window in the middle of the transform.
    #expect(axis.firstSample(ofFrame: 0) == (nFFT - window) / 2 - nFFT / 2)
    for count in [1, 159, 160, 161, 1600] {
      let padded = count + 2 * (nFFT / 2)
      #expect(axis.frameCount(ofSamples: count) == 1 + (padded - nFFT) / 160)
    }
  }
}
