import Labeling
import Recognition
import Workers

/// The model of spoken digits: clips by themselves, and as they come in a long recording.
struct DigitModel {
  /// What it begins with.
  let trunk: ModelFile

  private static let rate = 8_000.0
  /// Windows of made-up recordings beside the clips.
  private static let windows = 3_000
  /// The same of a speaker that a model is judged by.
  private static let judgedWindows = 500
  private static let labels = (0...9).map(String.init) + [ClassRule.silence]

  /// Trains it on recordings.
  func trained(on heard: Recordings) throws -> ModelFile {
    var all = heard
    all.add(DigitModel.windows(of: heard, count: Self.windows, seed: 1))
    var recipe = try Recipe.fineTuning(sampleRate: Self.rate)
    recipe.order = .fixed(.shuffled)
    var lesson = Lesson(recipe: recipe, seed: 1, trunk: trunk)
    lesson.order = Self.labels
    lesson.threads = ParallelLoop.processorCount
    return try lesson.trained(on: all)
  }

  /// What models say of a speaker that they never heard, each of them left out in turn: of clips, and
  /// of windows of made-up recordings.
  func crossValidated(on heard: Recordings, judgedBy all: Recordings) throws -> UnheardVoices {
    var voices = UnheardVoices()
    for speaker in DigitRecordings.speakers(of: all) {
      let model = try trained(on: heard.filtered { $0.group != speaker })
      var unheard = all.filtered { $0.group == speaker }
      say("  digits, without \(speaker): \(try model.accuracy(on: unheard))")
      unheard.add(DigitModel.windows(of: unheard, count: Self.judgedWindows, seed: 2))
      try voices.add(model, on: unheard)
    }
    return voices
  }

  /// Windows of recordings in which digits follow each other, named by what is in their middle.
  private static func windows(of heard: Recordings, count: Int, seed: UInt64) -> Recordings {
    let length = Int(rate)
    var windows = Recordings()
    for number in 0..<count {
      var draws = SeededDraws(seed: seed, 0x7374_726d, UInt64(number))
      let line = Line(heard, rate: rate, using: &draws)
      let (middle, label) = line.place(using: &draws)
      var sound = [Float](repeating: 0, count: length)
      for (place, sample) in line.sound.enumerated() {
        let to = place - middle + length / 2
        if sound.indices.contains(to) { sound[to] = sample }
      }
      let bed = SyntheticSilence.sound(rate: rate, decibels: -66...(-36), using: &draws)
      windows.add(
        LabeledClip(path: RecordingPath("window/\(number)"), label: label),
        zip(sound, bed).map { $0 + $1 })
    }
    return windows
  }

  /// A few digits one after the other.
  private struct Line {
    private(set) var sound: [Float] = []
    private var spans: [(range: Range<Int>, label: String)] = []
    private var gaps: [Range<Int>] = []

    private static let digits = 5
    private static let shortest = 0.12
    private static let silentShare = 0.35

    init(_ heard: Recordings, rate: Double, using draws: inout SeededDraws) {
      for _ in 0..<Line.digits {
        let chosen = draws.whole(below: heard.clips.count)
        // Short gaps are as frequent as long ones, because they are the hard ones.
        let seconds = Line.shortest + 1.2 * draws.share() * draws.share()
        let start = sound.count + Int(seconds * rate)
        gaps.append(sound.count..<start)
        sound += [Float](repeating: 0, count: start - sound.count)
        sound += heard.samples[chosen]
        spans.append((start..<sound.count, heard.clips[chosen].label))
      }
    }

    /// A place, and what is there.
    func place(using draws: inout SeededDraws) -> (Int, String) {
      if draws.share() < Line.silentShare {
        let gap = gaps[draws.whole(below: gaps.count)]
        return (gap.lowerBound + draws.whole(below: gap.count), ClassRule.silence)
      }
      let span = spans[draws.whole(below: spans.count)]
      return (span.range.lowerBound + draws.whole(below: span.range.count), span.label)
    }
  }
}
