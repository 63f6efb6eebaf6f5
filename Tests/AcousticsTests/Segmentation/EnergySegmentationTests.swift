import Acoustics
import Testing

private let rates = [8000.0, 16_000, 44_100]

struct EnergySegmentationTests {
  @Test("what is too short or has no sound gives nothing", arguments: rates)
  func nothing(rate: Double) throws {
    var noise = Noise(21)
    let second = Int(rate)
    let steps = (0..<10 * second).map { _ in Float(Int.random(in: -1...1, using: &noise)) / 32_768 }
    let cases: [[Float]] = [
      [], [0.5], noise.white(second / 200, rms: 0.1), Array(repeating: 0, count: 5 * second), steps,
      noise.white(60 * second, rms: 0.1), noise.white(20 * second, rms: 0.01).map { $0 + 0.5 },
      Array(repeating: 0.7, count: second), Array(repeating: .nan, count: second),
    ]
    for samples in cases {
      #expect(try sounds(samples, rate: rate).isEmpty, "\(samples.count) samples")
    }
  }

  @Test("a click of 2 ms is no sound", arguments: rates)
  func click(rate: Double) throws {
    var noise = Noise(22)
    for rms in [0, 0.001, 0.03] {
      var samples = noise.white(Int(10 * rate), rms: rms)
      for place in Int(5 * rate)..<Int(5.002 * rate) { samples[place] = 0.95 }
      #expect(try sounds(samples, rate: rate).isEmpty)
    }
  }

  @Test("ten minutes of noise have no false alarm")
  func falseAlarms() throws {
    var noise = Noise(23)
    #expect(try sounds(noise.white(9_600_000, rms: 0.05), rate: 16_000).isEmpty)
    #expect(try sounds(noise.pink(9_600_000, rms: 0.05), rate: 16_000).isEmpty)
  }

  @Test("sounds at the very beginning and end are kept, and end there", arguments: rates)
  func ends(rate: Double) throws {
    var noise = Noise(24)
    let samples = noise.white(Int(10 * rate), rms: 0.01)
      .adding(tone: 1000, amplitude: 0.1, from: 0, to: 0.5, rate: rate)
      .adding(tone: 1000, amplitude: 0.1, from: 9.5, to: 10, rate: rate)
    let found = try sounds(samples, rate: rate)
    try #require(found.count == 2)
    #expect(found[0].lowerBound == 0)
    #expect(abs(found[0].upperBound - 0.5) < 0.08)
    #expect(abs(found[1].lowerBound - 9.5) < 0.02)
    #expect(found[1].upperBound == 10)
  }

  @Test("a tone as strong as the noise is found, one 6 dB below is not")
  func weakTone() throws {
    var noise = Noise(25)
    let rate = 16_000.0
    let bed = noise.white(160_000, rms: 0.01)
    let (equal, weak) = (0.01 * 2.0.squareRoot(), 0.005 * 2.0.squareRoot())
    let found = try sounds(
      bed.adding(tone: 1000, amplitude: equal, from: 5, to: 5.3, rate: rate), rate: rate)
    try #require(found.count == 1)
    #expect(abs(found[0].lowerBound - 5) < 0.03 && abs(found[0].upperBound - 5.3) < 0.09)
    #expect(
      try sounds(
        bed.adding(tone: 1000, amplitude: weak, from: 5, to: 5.3, rate: rate), rate: rate
      ).isEmpty)
  }

  @Test("noise that steps up by 15 dB is learnt within five seconds")
  func step() throws {
    var noise = Noise(26)
    let quiet = noise.white(160_000, rms: 0.01)
    let loud = noise.white(480_000, rms: 0.01 * 5.623)
    let found = try sounds(quiet + loud, rate: 16_000)
    try #require(found.count == 1)
    #expect(abs(found[0].lowerBound - 10) < 0.03)
    #expect((3.5...5.2).contains(found[0].upperBound - found[0].lowerBound))
  }

  @Test("sounds soft and loud are found in one recording, and the score tells them apart")
  func levels() throws {
    var noise = Noise(27)
    var samples = noise.white(160_000, rms: 0.001)
    let amplitudes = [0.003, 0.03, 0.5, 0.005]
    for (place, amplitude) in amplitudes.enumerated() {
      let onset = 2 + 2 * Double(place)
      samples = samples.adding(
        tone: 700, amplitude: amplitude, from: onset, to: onset + 0.4, rate: 16_000)
    }
    let signal = SampleBuffer(samples: samples, sampleRate: 16_000)
    let found = try EnergySegmentation.segments(of: signal)
    try #require(found.count == 4)
    #expect(found[2].score > found[1].score + 15)
    #expect(found[1].score > found[3].score && found[3].score > found[0].score)
  }

  @Test("hum and a constant change nothing")
  func hum() throws {
    var noise = Noise(28)
    let clean = noise.white(160_000, rms: 0.002)
      .adding(tone: 1500, amplitude: 0.05, from: 4, to: 4.5, rate: 16_000)
    let hummed = clean.adding(tone: 50, amplitude: 0.1, from: 0, to: 10, rate: 16_000)
      .map { $0 + 0.1 }
    let found = try (sounds(clean, rate: 16_000), sounds(hummed, rate: 16_000))
    try #require(found.0.count == 1 && found.1.count == 1)
    #expect(abs(found.0[0].lowerBound - found.1[0].lowerBound) < 0.01)
    #expect(abs(found.0[0].upperBound - found.1[0].upperBound) < 0.03)
  }

  @Test("a band leaves out what lies beside it")
  func band() throws {
    var noise = Noise(29)
    let samples = noise.white(160_000, rms: 0.001)
      .adding(tone: 500, amplitude: 0.1, from: 3, to: 3.4, rate: 16_000)
      .adding(tone: 5000, amplitude: 0.1, from: 6, to: 6.4, rate: 16_000)
    #expect(try sounds(samples, rate: 16_000).count == 2)
    var settings = SegmentationSettings()
    settings.lowHertz = 3000
    let high = try sounds(samples, rate: 16_000, settings)
    #expect(high.count == 1 && high.allSatisfy { $0.lowerBound > 5 })
    settings.lowHertz = nil
    settings.highHertz = 1000
    let low = try sounds(samples, rate: 16_000, settings)
    #expect(low.count == 1 && low.allSatisfy { $0.lowerBound < 4 })
  }

  @Test("noise in a narrow band has no false alarm", arguments: [4995...5000, 100...200.0])
  func narrowBand(hertz: ClosedRange<Double>) throws {
    var noise = Noise(32)
    var settings = SegmentationSettings()
    settings.lowHertz = hertz.lowerBound
    settings.highHertz = hertz.upperBound
    let bed = noise.white(1_600_000, rms: 0.01)
    #expect(try sounds(bed, rate: 16_000, settings).isEmpty)
    let tone = bed.adding(
      tone: hertz.upperBound, amplitude: 0.1, from: 50, to: 50.4, rate: 16_000)
    #expect(try sounds(tone, rate: 16_000, settings).count == 1)
  }

  @Test("pieces give the findings of the whole", arguments: ["energy", "praat", "librosa"])
  func streaming(id: String) throws {
    var noise = Noise(30)
    var samples = noise.pink(200_000, rms: 0.003)
    for onset in stride(from: 1.0, to: 24, by: 1.7) {
      samples = samples.adding(
        tone: 200 * onset, amplitude: 0.1, from: onset, to: onset + 0.4, rate: 8000)
    }
    let whole = try findings(id, samples, rate: 8000) { samples.count }
    #expect(whole.contains { if case .segment = $0 { true } else { false } })
    var sizes = Noise(31)
    for longest in [7, 3000, 90_000] {
      let cut = try findings(id, samples, rate: 8000) {
        Int.random(in: 1...longest, using: &sizes)
      }
      #expect(cut == whole)
    }
  }

  @Test("choices out of range are refused")
  func refusals() throws {
    var settings = SegmentationSettings()
    settings.sensitivity = 7
    #expect(throws: FeatureError.self) { try sounds([], rate: 8000, settings) }
    settings = SegmentationSettings()
    settings.highHertz = 4001
    #expect(throws: FeatureError.self) { try sounds([], rate: 8000, settings) }
    settings.highHertz = 100
    settings.lowHertz = 100
    #expect(throws: FeatureError.self) { try sounds([], rate: 8000, settings) }
    #expect(throws: FeatureError.sampleRate(0)) { try sounds([], rate: 0) }
    #expect(throws: FeatureError.self) { try sounds([], rate: .nan) }
    #expect(throws: FeatureError.self) {
      try PraatSegmentation(SegmentationSettings(), sampleRate: 8000, sampleCount: nil)
    }
    for rate in [1, 50, 300, 192_000.0] {
      #expect(try sounds(Array(repeating: 0, count: 1000), rate: rate).isEmpty)
    }
  }
}
