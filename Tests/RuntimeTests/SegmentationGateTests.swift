import Acoustics
import ExplorerRuntime
import Foundation
import Labeling
import SoundFiles
import Testing

/// What is added to a recording.
enum Disturbance: String, CaseIterable {
  case none, pink, hum

  /// Pink noise 10 dB below the sounds' median level, or hum of 50, 150 and 250 Hz at about it.
  func add(to signal: inout SampleBuffer, level: Double, seed: UInt64) {
    let count = signal.samples.count
    var samples = signal.samples
    switch self {
    case .none: return
    case .pink:
      var source = PinkNoise(state: seed)
      let noise = source.samples(count, rms: level * 0.31623)
      samples.withUnsafeMutableBufferPointer { samples in
        for place in 0..<count { samples[place] += noise[place] }
      }
    case .hum:
      let amplitude = level * (2.0 / 3).squareRoot()
      let step = 2 * Double.pi * 50 / signal.sampleRate
      samples.withUnsafeMutableBufferPointer { samples in
        for place in 0..<count {
          let angle = step * Double(place)
          samples[place] += Float(amplitude * (sin(angle) + sin(3 * angle) + sin(5 * angle)))
        }
      }
    }
    signal = SampleBuffer(samples: samples, sampleRate: signal.sampleRate)
  }
}

/// The same pink noise for a seed.
private struct PinkNoise {
  var state: UInt64

  /// - Source: Paul Kellet's economy filter, musicdsp.org, *Pink noise filter*.
  mutating func samples(_ count: Int, rms: Double) -> [Float] {
    var (slow, middle, fast, power) = (0.0, 0.0, 0.0, 0.0)
    let raw = [Float](unsafeUninitializedCapacity: count) { buffer, filled in
      for place in 0..<count {
        // Numerical Recipes' generator; its high bits are good.
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let value = Double(Int64(bitPattern: state) >> 11) / Double(1 << 52)
        slow = 0.99765 * slow + value * 0.0990460
        middle = 0.96300 * middle + value * 0.2965164
        fast = 0.57000 * fast + value * 1.0526913
        let pink = slow + middle + fast + value * 0.1848
        power += pink * pink
        buffer[place] = Float(pink)
      }
      filled = count
    }
    let scale = Float(rms / (power / Double(max(count, 1))).squareRoot())
    return raw.map { $0 * scale }
  }
}

/// Recordings with the sounds that are in them.
struct LabelledSounds: Sendable {
  let name: String
  /// Sound files and files of labels below the folder of recordings.
  let files: [(sound: String, labels: String)]
  /// The least F1 and onset F1 as it is, and the least F1 with noise and with hum.
  let gates: (clean: Double, onset: Double, disturbed: Double)

  static let digits = LabelledSounds(
    name: "digits", files: [("long/digits_15min.flac", "long/digits_15min.audacity.txt")],
    gates: (0.85, 0.66, 0.83))
  static let finch = LabelledSounds(
    name: "finch",
    files: (0..<18).map { number in
      let song = "annotations/koumura_finch/Bird0_\(number)"
      return ("\(song).flac", "\(song).audacity.txt")
    }, gates: (0.94, 0.94, 0.92))
}

/// The least that finding sounds must reach on recordings whose sounds are known.
@Suite struct SegmentationGateTests {
  /// Scores over several recordings.
  private struct Score {
    var scores: [SegmentScore] = []
    var f1: Double { share(scores.reduce(0) { $0 + $1.matchedCount }) }
    var onsetF1: Double { share(scores.reduce(0) { $0 + $1.matchedOnsetCount }) }

    private func share(_ pairs: Int) -> Double {
      2 * Double(pairs) / Double(scores.reduce(0) { $0 + $1.foundCount + $1.truthCount })
    }
  }

  private static let methods: [any SegmentationMethod.Type] = [
    EnergySegmentation.self, PraatSegmentation.self, LibrosaSegmentation.self,
  ]

  @Test("sounds are found, and better than by the other methods", arguments: Disturbance.allCases)
  func gates(disturbance: Disturbance) throws {
    guard let folder = SharedRecordings.folder else { return }
    for sounds in [LabelledSounds.digits, .finch] {
      var scores = Self.methods.map { _ in Score() }
      var fine = Score()
      for (place, file) in sounds.files.enumerated() {
        let truth = try LabelFile(Array("\(folder)/\(file.labels)".utf8)).labels
          .compactMap(\.seconds)
        let signal = try signal(
          "\(folder)/\(file.sound)", truth, disturbance, seed: UInt64(place + 1))
        for (number, method) in Self.methods.enumerated() {
          let found = try method.segments(of: signal).map { segment in
            Double(segment.span.lowerBound) / signal.sampleRate...Double(segment.span.upperBound)
              / signal.sampleRate
          }
          scores[number].scores.append(SegmentScore(found: found, truth: truth))
          if number == 0 {
            fine.scores.append(SegmentScore(found: found, truth: truth, onsetTolerance: 0.02))
          }
        }
      }
      let figures = zip(Self.methods, scores).map { method, score in
        "\(method.id) F1 \(text(score.f1)) onset F1 \(text(score.onsetF1))"
      }
      print("\(sounds.name), \(disturbance.rawValue): \(figures.joined(separator: "; "))")
      let least = disturbance == .none ? sounds.gates.clean : sounds.gates.disturbed
      #expect(scores[0].f1 >= least, "\(sounds.name)")
      if disturbance == .none { #expect(scores[0].onsetF1 >= sounds.gates.onset) }
      if disturbance == .none, sounds.name == "finch" { #expect(fine.onsetF1 >= 0.90) }
      for other in scores.dropFirst() {
        #expect(scores[0].f1 > other.f1 && scores[0].onsetF1 > other.onsetF1, "\(sounds.name)")
      }
    }
  }

  private func signal(
    _ path: String, _ truth: [ClosedRange<Double>], _ disturbance: Disturbance, seed: UInt64
  ) throws -> SampleBuffer {
    let file = try SoundFile(Array(path.utf8))
    let rate = file.facts.sampleRate
    var signal = SampleBuffer(
      samples: try file.read(SampleRange(0..<file.facts.sampleCount), .mix), sampleRate: rate)
    if disturbance == .none { return signal }
    let levels = signal.samples.withUnsafeBufferPointer { samples in
      truth.map { sound in
        let part = samples[Int(sound.lowerBound * rate)..<Int(sound.upperBound * rate)]
        var power = 0.0
        for place in part.indices { power += Double(part[place]) * Double(part[place]) }
        return (power / Double(part.count)).squareRoot()
      }
    }.sorted()
    disturbance.add(to: &signal, level: levels[levels.count / 2], seed: seed)
    return signal
  }

  private func text(_ share: Double) -> String { String(format: "%.3f", share) }
}
