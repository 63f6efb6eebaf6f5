import Acoustics
import Testing

private let rate = 16_000.0

/// Tones of 80 ms with gaps of 40 ms, five at a time, in soft noise.
private func series(hertz: Double) -> [Float] {
  var noise = Noise(41)
  var samples = noise.white(96_000, rms: 0.001)
  for onset in [2.0, 4] {
    for place in 0..<5 {
      let start = onset + 0.12 * Double(place)
      samples = samples.adding(
        tone: hertz, amplitude: 0.1, from: start, to: start + 0.08, rate: rate)
    }
  }
  return samples
}

private func settings(
  _ unit: SegmentationUnit = .auto, isLive: Bool = false
) -> SegmentationSettings {
  var settings = SegmentationSettings()
  settings.unit = unit
  settings.isLive = isLive
  return settings
}

struct SegmentationUnitTests {
  @Test("low sounds with short gaps are words, high ones syllables")
  func auto() throws {
    #expect(try sounds(series(hertz: 500), rate: rate).count == 2)
    #expect(try sounds(series(hertz: 4000), rate: rate).count == 10)
  }

  @Test("the unit overrules the rule")
  func chosen() throws {
    #expect(try sounds(series(hertz: 500), rate: rate, settings(.syllable)).count == 10)
    #expect(try sounds(series(hertz: 4000), rate: rate, settings(.word)).count == 2)
  }

  @Test("a word lasts from its first to its last sound")
  func word() throws {
    let found = try sounds(series(hertz: 500), rate: rate)
    for (word, onset) in zip(found, [2.0, 4]) {
      #expect(abs(word.lowerBound - onset) < 0.025)
      #expect(abs(word.upperBound - onset - 0.56) < 0.04)
    }
  }

  @Test("a deep valley parts syllables that never reach the floor")
  func valley() throws {
    var noise = Noise(42)
    var samples = noise.white(64_000, rms: 0.0003)
    samples = samples.adding(tone: 4000, amplitude: 0.3, from: 2, to: 2.1, rate: rate)
      .adding(tone: 4000, amplitude: 0.02, from: 2.1, to: 2.14, rate: rate)
      .adding(tone: 4000, amplitude: 0.3, from: 2.14, to: 2.24, rate: rate)
    let found = try sounds(samples, rate: rate)
    try #require(found.count == 2)
    #expect(abs(found[0].lowerBound - 2) < 0.02 && abs(found[1].upperBound - 2.24) < 0.02)
    #expect(found[0].upperBound <= found[1].lowerBound)
    #expect((2.1...2.14).contains(found[0].upperBound))
  }

  @Test("live, an onset is told within 32 ms and a word within 200 ms of its end")
  func live() throws {
    var noise = Noise(43)
    let samples = noise.white(64_000, rms: 0.001)
      .adding(tone: 500, amplitude: 0.1, from: 2, to: 2.4, rate: rate)
    var method = try EnergySegmentation(settings(isLive: true), sampleRate: rate)
    var told: (onset: Int?, segment: Int?) = (nil, nil)
    var segment: SoundSegment?
    for end in stride(from: 16, through: samples.count, by: 16) {
      method.push(Array(samples[end - 16..<end])) { finding in
        switch finding {
        case .onset(let sample):
          told.onset = end
          #expect(abs(Double(sample) / rate - 2) < 0.02)
        case .segment(let found): (segment, told.segment) = (found, end)
        case .level: break
        }
      }
    }
    #expect(Double(try #require(told.onset)) / rate - 2 < 0.032)
    #expect(Double(try #require(told.segment)) / rate - 2.4 < 0.2)
    #expect(abs(Double(try #require(segment).span.lowerBound) / rate - 2) < 0.025)
  }

  @Test("live, syllables are told before their chain ends, and they are the same")
  func liveSyllables() throws {
    let samples = series(hertz: 4000)
    let whole = try sounds(samples, rate: rate)
    #expect(try sounds(samples, rate: rate, settings(isLive: true)).count == whole.count)
    var method = try EnergySegmentation(settings(isLive: true), sampleRate: rate)
    var count = 0
    method.push(Array(samples[..<Int(2.5 * rate)])) {
      if case .segment = $0 { count += 1 }
    }
    #expect(count == 4)
  }

  @Test("more sensitivity finds softer sounds")
  func sensitivity() throws {
    var noise = Noise(44)
    let bed = noise.white(160_000, rms: 0.01)
    let samples = bed.adding(tone: 1000, amplitude: 0.0085, from: 5, to: 5.3, rate: rate)
    var choice = SegmentationSettings()
    choice.sensitivity = -6
    #expect(try sounds(samples, rate: rate, choice).isEmpty)
    choice.sensitivity = 6
    #expect(try sounds(samples, rate: rate, choice).contains { $0.overlaps(5...5.3) })
  }

  @Test("the curve is about 0 dB in noise and high in sounds, a point every 4 ms")
  func curve() throws {
    var noise = Noise(45)
    let samples = noise.white(64_000, rms: 0.01)
      .adding(tone: 1000, amplitude: 0.3, from: 2, to: 2.5, rate: rate)
    var levels: [(sample: Int, decibels: Float)] = []
    for case .level(let sample, let decibels, let threshold) in try findings(
      "energy", samples, rate: rate)
    {
      levels.append((sample, decibels))
      #expect(threshold >= 3)
    }
    #expect(levels.map(\.sample) == Array(stride(from: 0, through: 64_000, by: 64)))
    let quiet = levels.filter { $0.sample < 30_000 }.map(\.decibels)
    #expect(abs(quiet.reduce(0, +) / Float(quiet.count)) < 0.5)
    #expect(levels.filter { (33_000...39_000).contains($0.sample) }.allSatisfy { $0.decibels > 20 })
  }
}
