import Labeling
import Recognition
import Workers

/// The trunk: a model of synthetic words, no digits among them.
struct WordModel {
  /// The folder that `synthesize-words` wrote.
  let words: String

  private static let rate = 8_000.0
  /// Synthesizers that are left out in turn, to judge the model by; without the third there are few
  /// clips to learn from.
  private static let judges = ["flite", "festival"]

  /// Trains it on all clips.
  func trained() throws -> ModelFile { try trained { _ in true } }

  /// What models say of a synthesizer that they never heard.
  func crossValidated() throws -> UnheardVoices {
    var voices = UnheardVoices()
    let dry = try spoken(rooms: 0)
    for engine in Self.judges {
      let model = try trained { !Self.speaks(engine, $0) }
      let unheard = dry.filtered { Self.speaks(engine, $0) }
      say("  words, without \(engine): \(try model.accuracy(on: unheard))")
      try voices.add(model, on: unheard)
    }
    return voices
  }

  private func trained(_ isHeard: (LabeledClip) -> Bool) throws -> ModelFile {
    var lesson = Lesson(recipe: try .trunk(sampleRate: Self.rate), seed: 1)
    lesson.threads = ParallelLoop.processorCount
    return try lesson.trained(on: try spoken(rooms: 2).filtered(isHeard))
  }

  private func spoken(rooms: Int) throws -> Recordings {
    try SyntheticWords(folder: words, rate: Self.rate, rooms: rooms)
      .read { !SyntheticWords.digits.contains($0) }
  }

  private static func speaks(_ engine: String, _ clip: LabeledClip) -> Bool {
    clip.path.stem.hasPrefix("\(engine)_")
  }
}
