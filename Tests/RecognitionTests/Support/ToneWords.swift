import Labeling
import NeuralNetworks
import Recognition

/// Words that are tones of a pitch each, as clips of two voices.
struct ToneWords {
  static let rate = 4_000.0
  static let words = ["high", "low", "middle"]
  private static let pitches: [String: Double] = ["low": 300, "middle": 640, "high": 1_350]

  let clips: [LabeledClip]
  let samples: [[Float]]

  /// So many clips of each word.
  init(_ count: Int) {
    var (clips, samples): ([LabeledClip], [[Float]]) = ([], [])
    for number in 0..<count {
      for word in Self.words {
        let voice = number % 2 == 0 ? "anna" : "bert"
        clips.append(
          LabeledClip(path: RecordingPath("\(word)/\(number).wav"), label: word, group: voice))
        samples.append(Self.tone(word, number: number))
      }
    }
    self.clips = clips
    self.samples = samples
  }

  /// A clip of a word, 120 to 240 ms long.
  static func tone(_ word: String, number: Int) -> [Float] {
    let hertz = pitches[word] ?? 0
    let count = Int(rate * (0.12 + 0.03 * Double(number % 5)))
    let pitch = hertz * (1 + 0.01 * Double(number % 7))
    return (0..<count).map { place in
      let phase = (Double(place) * pitch / rate).truncatingRemainder(dividingBy: 1)
      // A triangle, whose overtones are soft.
      return Float(0.5 * (4 * abs(phase - 0.5) - 1))
    }
  }

  /// Clips one after the other with pauses, and where they are, in seconds.
  static func recording(
    _ words: [String], lead: Double = 0.2, pause: Double = 0.15
  ) -> (samples: [Float], seconds: [ClosedRange<Double>]) {
    var samples = [Float](repeating: 0, count: Int(lead * rate))
    var seconds: [ClosedRange<Double>] = []
    for (number, word) in words.enumerated() {
      let clip = tone(word, number: number + 1)
      let start = Double(samples.count) / rate
      seconds.append(start...start + Double(clip.count) / rate)
      samples += clip + [Float](repeating: 0, count: Int(pause * rate))
    }
    return (samples, seconds)
  }

  /// A recipe that learns them in seconds: a window of 1.2 s, small steps of few strings.
  static func recipe(steps: Int) throws -> Recipe {
    var recipe = try Recipe.strings(sampleRate: rate)
    recipe.frontEnd.sampleCount = Int(1.2 * rate)
    recipe.augmentation = .none
    recipe.strings = StringRule(most: 3)
    recipe.training.length = .steps(steps)
    recipe.training.batchSize = 16
    recipe.training.rates = .oneCycle(peak: 1e-2, warmUp: 0.2, start: 10, end: 100)
    return recipe
  }

  /// A training of them; the last clips of each word are tested on.
  func run(steps: Int, seed: UInt64 = 1) throws -> TrainingRun {
    let parts: [SplitPart] = clips.indices.map { place in
      place >= clips.count - 6 ? .testing : .training
    }
    let set = try TrainingSet(clips, split: Split(parts), classes: .sequences(order: []))
    let plan = try TrainingPlan(try Self.recipe(steps: steps), width: 0.25, seed: seed)
    return try TrainingRun(
      plan, set: set, clips: LoadedClips(samples), voices: clips.map(\.group), threads: 2)
  }
}
