import Acoustics
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where sounds begin, to a few milliseconds.
struct OnsetMomentsTests {
  private static let rate = 16_000.0

  /// Tones in hiss that begin at some samples and fade.
  private static func sound(
    _ onsets: [Int], count: Int, hiss: Float = 0.002, hertz: Double = 700
  ) -> [Float] {
    var state: UInt32 = 5
    return (0..<count).map { sample in
      state = state &* 1_664_525 &+ 1_013_904_223
      let noise = (Float(state >> 8) / 16_777_216 - 0.5) * hiss
      guard let onset = onsets.last(where: { $0 <= sample }) else { return noise }
      let since = Double(sample - onset) / rate
      return noise + Float(0.4 * sin(2 * .pi * hertz * since + 1) * exp(-12 * since))
    }
  }

  private static let wide = [8000, 20_000, 30_400, 52_321]

  @Test("sounds are found where they begin, in hiss and in silence", arguments: [0.002, 0])
  func found(hiss: Float) throws {
    let finder = try OnsetMoments(sampleRate: Self.rate)
    let samples = Self.sound(Self.wide, count: 64_000, hiss: hiss)
    let found = try finder.moments(in: samples, firstSample: 0, wanted: 0..<samples.count)
    #expect(found.count == Self.wide.count)
    for (moment, onset) in zip(found, Self.wide) { #expect(abs(moment - onset) <= 48) }
  }

  @Test("the piece in which one looks changes nothing")
  func pieces() throws {
    let finder = try OnsetMoments(sampleRate: Self.rate)
    let samples = Self.sound(Self.wide, count: 64_000)
    let whole = try finder.moments(in: samples, firstSample: 0, wanted: 0..<samples.count)
    for onset in whole {
      let wanted = onset - 700..<onset + 900
      let first = max(0, wanted.lowerBound - finder.margin) / finder.hopLength * finder.hopLength
      let end = min(samples.count, wanted.upperBound + finder.margin)
      let found = try finder.moments(
        in: Array(samples[first..<end]), firstSample: first, wanted: wanted)
      #expect(found == [onset])
    }
  }

  @Test("hiss, silence and nothing have no beginning")
  func nothing() throws {
    let finder = try OnsetMoments(sampleRate: Self.rate)
    for samples in [
      Self.sound([], count: 48_000, hiss: 0.2), [Float](repeating: 0, count: 9000), [0.5], [],
    ] {
      #expect(try finder.moments(in: samples, firstSample: 0, wanted: 1000..<48_000) == [])
    }
  }

  @Test("rates of earthquakes and of bats work", arguments: [100.0, 250_000])
  func rates(rate: Double) throws {
    let finder = try OnsetMoments(sampleRate: rate)
    let count = Int(max(rate * 0.4, 12_000))
    let onset = count / 2
    let samples = (0..<count).map { sample -> Float in
      guard sample >= onset else { return Float(sample % 3) * 1e-5 }
      return 0.5 * sinf(0.9 * Float(sample - onset))
    }
    let found = try finder.moments(in: samples, firstSample: 0, wanted: 1000..<count)
    #expect(found.contains { abs($0 - onset) <= finder.hopLength })
  }
}
