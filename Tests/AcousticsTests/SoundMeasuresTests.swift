import Acoustics
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Expected values: numpy's FFT in double on the same samples.
struct SoundMeasuresTests {
  private static let rate = 16_000.0

  private static let tones: [Float] = (0..<8000).map { sample in
    let turn = 2 * Double.pi * Double(sample) / rate
    return Float(0.5 * sin(1234.5 * turn) + 0.1 * sin(3000 * turn))
  }

  /// Half a second of hiss, then half a second ten times as loud.
  private static let hiss: [Float] = {
    var state: UInt32 = 7
    return (0..<16_000).map { sample in
      state = state &* 1_664_525 &+ 1_013_904_223
      return Float((Double(state >> 8) / 16_777_216 - 0.5) * (sample < 8000 ? 0.02 : 0.2))
    }
  }()

  private func near(_ value: Double?, _ wanted: Double, _ tolerance: Double = 1e-3) -> Bool {
    abs((value ?? .nan) - wanted) <= tolerance
  }

  @Test("measures of two tones in hiss are numpy's")
  func tones() throws {
    let all = try SoundMeasures(
      of: Self.tones, sampleRate: Self.rate, surroundings: Self.hiss)
    #expect(all.duration == 0.5)
    #expect(near(all.peakLevel, -4.43698))
    #expect(near(all.level, -8.86147))
    #expect(near(all.energy, -11.87177))
    #expect(near(all.peakHertz, 1234.489, 0.01))
    #expect(all.energyHertz == 1187.5...1281.25)
    #expect(all.bandwidth == 93.75)
    #expect(near(all.signalToNoise, 36.4215, 0.01))
    let upper = try SoundMeasures(
      of: Self.tones, sampleRate: Self.rate, band: 2000...4000, surroundings: Self.hiss)
    #expect(near(upper.peakHertz, 2999.998, 0.01))
    #expect(upper.energyHertz == 2968.75...3031.25)
    #expect(near(upper.signalToNoise, 29.0788, 0.2))
    // The tone of 3 kHz alone: 3.01 dB below 20 lg 0.1, and at its cut ends a click of the other.
    #expect(near(upper.level, -23.0103, 0.1) && near(upper.peakLevel, -20, 3))
    #expect(near(upper.energy, -26.0206, 0.1))
  }

  @Test("silence, nothing and what is no number have no level")
  func nothing() throws {
    for samples in [[], [0, 0, 0], [Float](repeating: .nan, count: 900)] as [[Float]] {
      let measures = try SoundMeasures(of: samples, sampleRate: Self.rate)
      #expect(measures.peakLevel == nil && measures.level == nil && measures.energy == nil)
      #expect(measures.peakHertz == nil && measures.bandwidth == nil)
      #expect(measures.signalToNoise == nil)
    }
    let noBand = try SoundMeasures(of: Self.tones, sampleRate: Self.rate, band: 9000...9001)
    #expect(noBand.peakHertz == nil && noBand.energyHertz == nil)
    let narrow = try SoundMeasures(of: Self.tones, sampleRate: Self.rate, band: 1001...1002)
    #expect(narrow.peakHertz == 1001 && narrow.energyHertz == 1001...1001)
    let beyond = try SoundMeasures(of: Self.tones, sampleRate: Self.rate, band: 8000...9000)
    #expect(beyond.level == nil && beyond.energy == nil && beyond.peakLevel == nil)
    let quieter = try SoundMeasures(
      of: [Float](repeating: 0, count: 500), sampleRate: Self.rate, surroundings: Self.hiss)
    #expect(quieter.signalToNoise == nil)
  }

  /// A tone of 2 kHz, a quiet one of 1 kHz, and bands that end at, before and beyond it.
  @Test(
    "a tone at the limit of a band is in it, one beyond is not",
    arguments: [
      (2000.0...3000.0, true), (1500.0...2000.0, true), (2000.0...2000.0, true),
      (2062.5...3000.0, false), (1500.0...1937.5, false), (900.0...1900.0, false),
    ])
  func limits(band: ClosedRange<Double>, isIn: Bool) throws {
    let samples = (0..<16_000).map { sample in
      let turn = 2 * Double.pi * Double(sample) / Self.rate
      return Float(0.5 * sin(2000 * turn) + 0.001 * sin(1000 * turn))
    }
    let measures = try SoundMeasures(
      of: Array(samples[4000..<12_000]), sampleRate: Self.rate, band: band,
      margins: (Array(samples[..<4000]), Array(samples[12_000...])))
    if isIn {
      #expect(near(measures.level, -9.0309, 0.05) && near(measures.energy, -12.0412, 0.05))
      #expect(near(measures.peakHertz, 2000, 1))
    } else {
      #expect((measures.level ?? -.infinity) < -45)
      #expect(near(measures.peakHertz, 2000, 1) == false)
      // The loud tone does not leak over the quiet one.
      if band.contains(1000) { #expect(near(measures.peakHertz, 1000, 1)) }
    }
    let width = band.upperBound - band.lowerBound
    #expect(measures.bandwidth.map { $0 <= width } ?? true)
    #expect(measures.peakHertz.map(band.contains) ?? true)
  }
}
