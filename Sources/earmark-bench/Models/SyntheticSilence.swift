import Foundation
import Labeling
import Recognition

/// What is heard where nobody speaks: colored noise, hum and clicks.
enum SyntheticSilence {
  /// Makes recordings of a second.
  static func make(_ count: Int, label: String, rate: Double, seed: UInt64) -> Recordings {
    var recordings = Recordings()
    for number in 0..<count {
      var draws = SeededDraws(seed: seed, 0x7369_6c65, UInt64(number))
      recordings.add(
        LabeledClip(path: RecordingPath("\(label)/\(number)"), label: label),
        sound(rate: rate, decibels: -60...(-10), using: &draws))
    }
    return recordings
  }

  /// A second of it; its peak is drawn from a range of levels.
  static func sound(
    rate: Double, decibels: ClosedRange<Double>, using draws: inout SeededDraws
  ) -> [Float] {
    let count = Int(rate)
    var sound = noise(count, using: &draws)
    if draws.share() < 0.3 {
      let hertz = draws.share() < 0.5 ? 50.0 : 60.0
      for harmonic in 1...6 {
        let level = draws.share() / Double(harmonic)
        for place in 0..<count {
          sound[place] += level * sin(2 * .pi * hertz * Double(harmonic * place) / rate)
        }
      }
    }
    if draws.share() < 0.4 {
      for _ in 0...draws.whole(below: 4) {
        let (start, level) = (draws.whole(below: count), 1 + 5 * draws.share())
        let decay = rate * draws.uniform(0.001...0.02)
        for place in start..<min(count, start + Int(6 * decay)) {
          sound[place] += level * draws.normal() * exp(-Double(place - start) / decay)
        }
      }
    }
    let level = pow(10, draws.uniform(decibels) / 20)
    let loudest = sound.map(abs).max() ?? 1
    return sound.map { Float($0 * level / loudest) }
  }

  /// Noise between brown and white, louder and softer in its course.
  private static func noise(_ count: Int, using draws: inout SeededDraws) -> [Double] {
    let share = draws.share()
    let (depth, cycles, phase) = (0.6 * draws.share(), 6 * draws.share(), draws.share())
    var held = 0.0
    return (0..<count).map { place in
      let fresh = draws.normal()
      held = 0.97 * held + 0.24 * fresh
      let swell = sin(2 * .pi * (cycles * Double(place) / Double(count) + phase))
      return (share * fresh + (1 - share) * held) * (1 + depth * swell)
    }
  }
}
