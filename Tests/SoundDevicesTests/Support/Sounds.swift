import Acoustics
import Foundation
import SoundDevices

/// Numbers that look random and are the same in every run.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}

/// Sounds that tests play.
enum Sounds {
  /// A sine of an amplitude of one half.
  static func sine(_ hertz: Double, seconds: Double, rate: Double = 48_000) -> [Float] {
    (0..<Int(seconds * rate)).map {
      Float(0.5 * sin(2 * Double.pi * hertz * Double($0) / rate))
    }
  }

  /// Amplitudes between −0.5 and 0.5, no two neighbors alike.
  static func noise(_ count: Int, seed: UInt64 = 1) -> [Float] {
    var random = SeededRandom(seed)
    return (0..<count).map { _ in Float.random(in: -0.5...0.5, using: &random) }
  }

  /// A sound that grows by the same step with each sample, so that a sample tells its number.
  static func ramp(_ count: Int, rate: Double = 48_000) -> MemorySource {
    MemorySource(
      amplitudes: (0..<count).map { Float($0 + 1) / Float(1 << 20) }, sampleRate: rate,
      channelCount: 1)
  }

  /// A source of one channel.
  static func source(_ amplitudes: [Float], rate: Double = 48_000) -> MemorySource {
    MemorySource(amplitudes: amplitudes, sampleRate: rate, channelCount: 1)
  }

  /// The frequency by zero crossings from below, between the first and the last one.
  static func frequency(_ samples: [Float], rate: Double) -> Double {
    var crossings: [Double] = []
    for index in 1..<max(1, samples.count) where samples[index - 1] < 0 && samples[index] >= 0 {
      let share = Double(samples[index - 1] / (samples[index - 1] - samples[index]))
      crossings.append(Double(index - 1) + share)
    }
    guard let first = crossings.first, let last = crossings.last, last > first else { return 0 }
    return Double(crossings.count - 1) * rate / (last - first)
  }

  /// The mean power.
  static func power(_ samples: some Collection<Float>) -> Double {
    samples.reduce(0) { $0 + Double($1) * Double($1) } / Double(max(1, samples.count))
  }
}
