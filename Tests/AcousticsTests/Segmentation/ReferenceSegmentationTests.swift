import Acoustics
import Foundation
import Testing

/// Bursts of 1 kHz over a soft tone of 333 Hz.
private func signal(
  rate: Double, count: Int, _ bursts: [(Range<Int>, Double)]
) -> SampleBuffer {
  var samples = (0..<count).map { 0.001 * sin(2 * Double.pi * 333 * Double($0) / rate) }
  for (span, amplitude) in bursts {
    for place in span.clamped(to: 0..<count) {
      samples[place] += amplitude * sin(2 * Double.pi * 1000 * Double(place) / rate)
    }
  }
  return SampleBuffer(samples: samples.map { Float($0) }, sampleRate: rate)
}

private let signals = [
  "long": signal(
    rate: 8000, count: 160_000,
    [
      (4000..<7200, 0.5), (7600..<9000, 0.3), (20_000..<20_150, 0.4), (40_000..<40_960, 0.1),
      (42_000..<47_000, 0.03), (90_000..<91_000, 0.02), (120_000..<123_000, 0.25),
      (123_500..<127_000, 0.2), (150_000..<160_000, 0.5),
    ]),
  "short": signal(
    rate: 16_000, count: 16_000, [(3000..<7000, 0.5), (9000..<9700, 0.5), (11_500..<15_000, 0.3)]),
  "odd": signal(
    rate: 44_100, count: 30_869, [(0..<8000, 0.5), (20_000..<30_870, 0.1)]),
]

/// What librosa 0.11 `effects.split` and Praat 6.1 give for the same samples.
struct ReferenceSegmentationTests {
  @Test(
    "boundaries are librosa's",
    arguments: [
      ("long", 60, [0..<160_000]),
      (
        "long", 40,
        [
          3072..<10_240, 19_456..<21_504, 39_424..<48_128, 89_600..<92_160, 119_296..<128_512,
          148_992..<160_000,
        ]
      ),
      (
        "long", 25,
        [
          3072..<10_240, 19_456..<21_504, 39_424..<41_984, 43_008..<46_592, 119_296..<128_000,
          148_992..<160_000,
        ]
      ),
      ("short", 30, [2048..<16_000]), ("odd", 30, [0..<9216, 19_456..<30_869]),
    ] as [(String, Double, [Range<Int>])])
  func librosa(name: String, decibels: Double, expected: [Range<Int>]) throws {
    var settings = SegmentationSettings()
    settings.silenceDecibels = decibels
    let signal = try #require(signals[name])
    let found = try LibrosaSegmentation.segments(of: signal, settings)
    #expect(found.map(\.span.range) == expected)
  }

  @Test(
    "boundaries are Praat's",
    arguments: [
      (
        "long", 25,
        [
          3904..<9152, 19_904..<20_352, 39_936..<41_088, 42_112..<46_976, 119_936..<127_168,
          149_888..<160_000,
        ]
      ),
      (
        "long", 35,
        [
          3840..<9216, 19_840..<20_352, 39_872..<41_152, 41_984..<47_104, 89_984..<91_072,
          119_872..<127_168, 149_824..<160_000,
        ]
      ),
      ("short", 25, [2752..<16_000]), ("odd", 25, [0..<8908, 19_845..<30_869]),
    ] as [(String, Double, [Range<Int>])])
  func praat(name: String, decibels: Double, expected: [Range<Int>]) throws {
    var settings = SegmentationSettings()
    settings.silenceDecibels = decibels
    let signal = try #require(signals[name])
    let found = try PraatSegmentation.segments(of: signal, settings)
    #expect(found.map(\.span.range) == expected)
  }

  @Test("silence is one sound, since nothing is louder; short signals are none or one")
  func silence() throws {
    for count in [8000, 720] {
      let zeros = SampleBuffer(samples: Array(repeating: 0, count: count), sampleRate: 8000)
      #expect(try LibrosaSegmentation.segments(of: zeros).map(\.span.range) == [0..<count])
      #expect(try PraatSegmentation.segments(of: zeros).map(\.span.range) == [0..<count])
    }
    for count in [0, 1, 500] {
      let clip = SampleBuffer(samples: Array(repeating: 0.1, count: count), sampleRate: 8000)
      #expect(try PraatSegmentation.segments(of: clip).isEmpty)
    }
    #expect(
      try LibrosaSegmentation.segments(of: SampleBuffer(samples: [], sampleRate: 8000)).isEmpty)
    let bad = SampleBuffer(samples: Array(repeating: .infinity, count: 9000), sampleRate: 8000)
    #expect(try PraatSegmentation.segments(of: bad).map(\.span.range) == [0..<9000])
  }

  @Test("one loud click hides everything from both, but not from the default")
  func click() throws {
    var noise = Noise(51)
    var samples = noise.white(80_000, rms: 0.0005)
      .adding(tone: 600, amplitude: 0.01, from: 3, to: 3.5, rate: 8000)
    for place in 64_000..<64_400 { samples[place] = place.isMultiple(of: 2) ? 1 : -1 }
    let signal = SampleBuffer(samples: samples, sampleRate: 8000)
    let isFound = { (segments: [SoundSegment]) in
      segments.contains { abs($0.span.lowerBound - 24_000) < 400 }
    }
    #expect(!isFound(try PraatSegmentation.segments(of: signal)))
    #expect(!isFound(try LibrosaSegmentation.segments(of: signal)))
    #expect(isFound(try EnergySegmentation.segments(of: signal)))
  }
}
