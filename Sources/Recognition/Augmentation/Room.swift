#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A synthetic room: the sound itself and a tail of decaying noise, dull as rooms are.
public struct Room: Sendable, Hashable {
  /// Seconds in which the tail falls by 60 dB.
  public var decaySeconds: ClosedRange<Double>
  /// Decibels that the tail's energy lies below the sound's.
  public var directDecibels: ClosedRange<Double>
  /// How dull the tail is: the share of the sample before in a low-pass of one pole.
  public var dullness: Double

  /// Makes rooms, from a small one to a large one.
  public init(
    decaySeconds: ClosedRange<Double> = 0.1...0.6, directDecibels: ClosedRange<Double> = 0...12,
    dullness: Double = 0.5
  ) {
    self.decaySeconds = decaySeconds
    self.directDecibels = directDecibels
    self.dullness = dullness
  }

  /// A clip as it sounds in a room that is drawn; it is longer by the room's tail.
  public func apply(_ clip: [Float], sampleRate: Double, seed: UInt64) -> [Float] {
    let answer = response(sampleRate: sampleRate, seed: seed)
    guard !clip.isEmpty else { return clip }
    var sound = [Float](repeating: 0, count: clip.count + answer.count - 1)
    sound.withUnsafeMutableBufferPointer { sound in
      answer.withUnsafeBufferPointer { answer in
        for (place, sample) in clip.enumerated() where sample != 0 {
          for tap in answer.indices { sound[place + tap] += sample * answer[tap] }
        }
      }
    }
    return sound
  }

  /// The answer of a room to a click: 1, and the tail.
  func response(sampleRate: Double, seed: UInt64) -> [Float] {
    var draws = SeededDraws(seed: seed, 0x726f_6f6d)
    let decay = draws.uniform(decaySeconds)
    let below = draws.uniform(directDecibels)
    var held = 0.0
    let tail = (1..<max(2, Int(decay * sampleRate))).map { place -> Double in
      held = dullness * held + (1 - dullness) * draws.normal()
      return held * pow(10, -3 * Double(place) / (decay * sampleRate))
    }
    let energy = tail.reduce(0) { $0 + $1 * $1 }
    let factor = energy > 0 ? (pow(10, -below / 10) / energy).squareRoot() : 0
    return [1] + tail.map { Float($0 * factor) }
  }
}
