import Foundation
import Labeling
import Recognition

/// Spoken digits of speakers that were never heard: one of four is left out in turn.
struct SpeakerStudy {
  /// The folder of all recordings.
  let data: String
  /// What it begins with.
  let start: Start
  /// What is drawn.
  let seeds: [UInt64]

  /// What a model begins with, and what of it learns.
  enum Start {
    /// Nothing; all of it learns.
    case nothing
    /// A trunk; its head learns.
    case frozen(ModelFile)
    /// A trunk; all of it learns.
    case tuned(ModelFile)
  }

  /// What models must reach: the mean, the worst speaker, the mean 20 dB quieter.
  private static let gates = (mean: 77.0, worst: 72.0, quiet: 72.0, fromTrunk: 81.0)

  /// Prints a row for every seed and way of training.
  func run() throws {
    let digits = try DigitRecordings.read(data)
    for seed in seeds {
      switch start {
      case .nothing:
        try show("from nothing", seed, digits, leastMean: Self.gates.mean) { heard in
          try Lesson(recipe: .standard(sampleRate: 8_000), seed: seed).trained(on: heard)
        }
      case .frozen(let trunk):
        try show("trunk, frozen", seed, digits, leastMean: Self.gates.fromTrunk) { heard in
          try Lesson(recipe: .standard(sampleRate: 8_000), seed: seed, trunk: trunk)
            .headTrained(on: heard)
        }
      case .tuned(let trunk):
        try show("trunk, fine-tuned", seed, digits, leastMean: Self.gates.fromTrunk) { heard in
          try Lesson(recipe: .fineTuning(sampleRate: 8_000), seed: seed, trunk: trunk)
            .trained(on: heard)
        }
      }
    }
  }

  private func show(
    _ name: String, _ seed: UInt64, _ digits: Recordings, leastMean: Double,
    _ train: (Recordings) throws -> ModelFile
  ) throws {
    var clean: [Double] = []
    var quiet: [Double] = []
    var cut: [Double] = []
    for speaker in DigitRecordings.speakers(of: digits) {
      let model = try train(digits.filtered { $0.group != speaker })
      let unheard = digits.filtered { $0.group == speaker }
      clean.append(try model.accuracy(on: unheard))
      quiet.append(try model.accuracy(on: unheard, changed: DigitRecordings.quieter))
      cut.append(try model.accuracy(on: unheard, changed: DigitRecordings.quieterAndCut))
      say(
        "  \(name), seed \(seed), without \(speaker):",
        String(
          format:
            "%.1f, quiet %.1f, cut out %.1f", clean.last ?? 0, quiet.last ?? 0, cut.last ?? 0))
    }
    let mean = clean.reduce(0, +) / Double(clean.count)
    let rows = [
      AccuracyRow(what: "\(name), seed \(seed): mean", measured: mean, least: leastMean),
      AccuracyRow(
        what: "\(name), seed \(seed): worst speaker", measured: clean.min() ?? 0,
        least: Self.gates.worst),
      AccuracyRow(
        what: "\(name), seed \(seed): 20 dB quieter",
        measured: quiet.reduce(0, +) / Double(quiet.count), least: Self.gates.quiet),
    ]
    for row in rows { say(row.line) }
  }
}

/// The spoken digits of FSDD.
enum DigitRecordings {
  /// Reads them all, at 8 kHz.
  static func read(_ data: String) throws -> Recordings {
    let pattern = try NamePattern("{label}_{group}_{index}")
    return try Recordings.read("\(data)/fsdd/recordings", rate: 8_000) {
      pattern.attribution(of: $0)
    }
  }

  /// Who speaks.
  static func speakers(of digits: Recordings) -> [String] {
    Set(digits.clips.compactMap(\.group)).sorted()
  }

  /// Whether a recording is of the official testing part: takes 0 to 4.
  static func isForTesting(_ clip: LabeledClip) -> Bool {
    clip.path.stem.split(separator: "_").last.flatMap { Int($0) }.map { $0 < 5 } ?? false
  }

  /// A recording 20 dB quieter in the middle of a second of white noise at −55 dB.
  static func quieter(_ sound: [Float], place: Int) -> [Float] {
    noisy(ClipPlacement.centered.window(sound, count: max(sound.count, 8_000)), place)
  }

  /// A recording 20 dB quieter with white noise at −55 dB as long as it is itself.
  static func quieterAndCut(_ sound: [Float], place: Int) -> [Float] { noisy(sound, place) }

  private static func noisy(_ sound: [Float], _ place: Int) -> [Float] {
    var draws = SeededDraws(seed: UInt64(place), 0x7175_6965)
    let level = pow(10, -55.0 / 20)
    return sound.map { $0 / 10 + Float(level * draws.normal()) }
  }
}
