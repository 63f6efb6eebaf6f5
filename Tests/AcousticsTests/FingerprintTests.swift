import Acoustics
import Foundation
import Testing

/// What tells nearly the same sound from others.
@Suite struct FingerprintTests {
  /// A melody of glides over noise, another one for each seed.
  private func sound(_ seed: UInt64, seconds: Double = 1, rate: Double = 16_000) -> [Float] {
    var state = seed &* 0x9e37_79b9_7f4a_7c15 | 1
    func next() -> Float {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Float(state >> 40) / Float(1 << 24)
    }
    var phase: Float = 0
    var (from, to, level) = (Float(300), Float(900), Float(0.3))
    return (0..<Int(seconds * rate)).map { place in
      let step = place % (Int(rate) / 10)
      if step == 0 { (from, to, level) = (to, 250 + 2800 * next(), 0.05 + 0.3 * next()) }
      let hertz = from + (to - from) * Float(step) / Float(rate / 10)
      phase += 2 * .pi * hertz / Float(rate)
      let turn = phase.truncatingRemainder(dividingBy: 2 * .pi) - .pi
      // A parabola for a sine: what matters is that it moves.
      return level * turn * (.pi - abs(turn)) + 0.01 * (next() - 0.5)
    }
  }

  private func print(_ samples: [Float], rate: Double = 16_000) throws -> SoundFingerprint {
    var meter = try #require(FingerprintMeter(sampleRate: rate))
    for start in stride(from: 0, to: samples.count, by: 1000) {
      meter.add(Array(samples[start..<min(start + 1000, samples.count)]))
    }
    return try #require(meter.fingerprint)
  }

  @Test("Level, shift and noise change little, another sound is another")
  func robust() throws {
    let original = sound(1)
    let prints = try [
      original.map { $0 * 0.1 }, Array(original.dropFirst(80)),
      [Float](repeating: 0.002, count: 112) + original,
      zip(original, sound(9)).map { $0 + 0.004 * $1 },
    ].map { try print($0) }
    let own = try print(original)
    for (place, other) in prints.enumerated() {
      let difference = own.difference(from: other)
      #expect(difference < FingerprintSearch.differenceLimit, "\(place): \(difference)")
    }
    for seed in 2...20 as ClosedRange<UInt64> {
      let difference = try own.difference(from: print(sound(seed)))
      #expect(difference > FingerprintSearch.differenceLimit, "\(seed): \(difference)")
    }
  }

  /// The same under white noise whose power is so many decibels below its own.
  private func noisy(_ samples: [Float], decibels: Float, seed: UInt64) -> [Float] {
    let power = samples.reduce(0) { $0 + $1 * $1 } / Float(samples.count)
    // Evenly spread noise of a width has the power of its square by 12.
    let width = (12 * power * pow(10, -decibels / 10)).squareRoot()
    var random = EvenNoise(seed: seed)
    return samples.map { $0 + width * random.next() }
  }

  @Test("White noise at 20 dB, early or late, changes less than another sound")
  func noise() throws {
    var found = 0
    for seed in 1...40 as ClosedRange<UInt64> {
      let original = sound(seed)
      // It lies at another place between two frames each time.
      var random = EvenNoise(seed: seed)
      let lead = (0..<1600 + 13 * Int(seed)).map { _ in 0.03 * random.next() }
      let other = lead + noisy(original, decibels: 20, seed: seed + 100)
      let difference = try print(original).difference(from: print(other))
      if difference <= FingerprintSearch.differenceLimit { found += 1 }
    }
    #expect(found >= 36, "\(found) of 40")
  }

  @Test("However samples come, the fingerprint is the same")
  func pieces() throws {
    let samples = sound(3, seconds: 6)
    var meter = try #require(FingerprintMeter(sampleRate: 16_000))
    meter.add(samples)
    let whole = try #require(meter.fingerprint)
    #expect(whole == (try print(samples)))
    #expect(whole.frames.count <= SoundFingerprint.frameLimit && meter.isFull)
    #expect(whole.frames.count > SoundFingerprint.frameLimit - 50)
  }

  @Test("Another rate gives nearly the same")
  func rates() throws {
    let low = try print(sound(4))
    let high = try print(sound(4).flatMap { [$0, $0] }, rate: 32_000)
    #expect(low.difference(from: high) < FingerprintSearch.differenceLimit)
    #expect(FingerprintMeter(sampleRate: 6000) == nil)
  }

  @Test("Bytes give it back, and nothing else is taken")
  func bytes() throws {
    let own = try print(sound(5))
    #expect(SoundFingerprint(bytes: own.bytes) == own)
    #expect(SoundFingerprint(bytes: []) == nil)
    #expect(SoundFingerprint(bytes: Array(own.bytes.dropLast())) == nil)
    let tooLong = [UInt8](repeating: 1, count: 32 + 16 * (SoundFingerprint.frameLimit + 1))
    #expect(SoundFingerprint(bytes: tooLong) == nil)
  }

  @Test("Silence and clicks have none")
  func nothing() throws {
    for samples in [[Float](repeating: 0, count: 16_000), [1, -1, 1], []] {
      var meter = try #require(FingerprintMeter(sampleRate: 16_000))
      meter.add(samples)
      #expect(meter.fingerprint == nil)
    }
  }

  @Test("Twins are found among many")
  func search() throws {
    var prints: [SoundFingerprint?] = try (1...60 as ClosedRange<UInt64>).map {
      try print(sound($0))
    }
    prints[7] = nil
    prints.append(try print(sound(12).map { $0 * 0.5 }))
    prints.append(try print(Array(sound(31).dropFirst(64))))
    prints.append(try print(sound(12).map { $0 * 0.25 }))
    let twins = FingerprintSearch.twins(of: prints)
    #expect(twins[60] == 11 && twins[61] == 30 && twins[62] == 11)
    #expect(twins[11] == 60 && twins[30] == 61)
    #expect(twins.count { $0 != nil } == 5)
    #expect(FingerprintSearch.twins(of: prints, isCancelled: { true }).allSatisfy { $0 == nil })
  }
}

/// Even noise between -0.5 and 0.5 that a seed decides.
private struct EvenNoise {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }

  mutating func next() -> Float {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Float(state >> 40) / Float(1 << 24) - 0.5
  }
}
