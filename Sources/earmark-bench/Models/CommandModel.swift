import Labeling
import Recognition
import Workers

/// The model of ten command words: synthetic voices first, then some real ones.
struct CommandModel {
  /// The folder that `synthesize-words` wrote.
  let words: String
  /// The folder of all recordings.
  let data: String

  /// Samples per second.
  private static let rate = 16_000.0
  /// The commands in the order of the model.
  static let commands = ["yes", "no", "up", "down", "left", "right", "on", "off", "stop", "go"]
  private static let labels = [ClassRule.silence, ClassRule.unknown] + commands
  /// Recordings of silence beside the clips of words.
  private static let silences = 1_200
  /// How often a real clip is learnt from for each synthetic clip.
  private static let realCopies = 8
  private static let tuningPasses = 5
  /// Parts that the real speakers are divided into, to judge the model by those it never heard.
  private static let folds = 5

  private static func label(_ word: String) -> String {
    commands.contains(word) ? word : ClassRule.unknown
  }

  /// All synthetic clips, dry and in rooms, and silences.
  func synthetic(rooms: Int = 2) throws -> Recordings {
    let spoken = try SyntheticWords(folder: words, rate: Self.rate, rooms: rooms)
      .read { _ in true }
    var all = Recordings()
    for (clip, sound) in zip(spoken.clips, spoken.samples) {
      all.add(LabeledClip(path: clip.path, label: Self.label(clip.label)), sound)
    }
    all.add(
      SyntheticSilence.make(
        Self.silences * (rooms + 1) / 3, label: ClassRule.silence, rate: Self.rate, seed: 1))
    return all
  }

  /// The real clips that it is judged by; silences are of no speaker.
  func real() throws -> Recordings {
    try Recordings.read("\(data)/speech_commands/test_v002", rate: Self.rate) { path in
      path.folders.last.map { folder in
        let name = String(decoding: HashSplit.hashedName(of: path), as: UTF8.self)
        return Attribution(label: folder, group: name, origin: .folder)
      }
    }
  }

  /// Real clips of other words, to learn from.
  func others() throws -> Recordings {
    try Recordings.read("\(data)/speech_commands/words_v001", rate: Self.rate) { path in
      Attribution(
        label: ClassRule.unknown,
        group: String(decoding: HashSplit.hashedName(of: path), as: UTF8.self), origin: .folder)
    }
  }

  /// The model of synthetic voices alone.
  func trainSynthetic(on spoken: Recordings) throws -> ModelFile {
    var lesson = Lesson(recipe: try .trunk(sampleRate: Self.rate), seed: 1)
    lesson.order = Self.labels
    lesson.threads = ParallelLoop.processorCount
    return try lesson.trained(on: spoken)
  }

  /// The model of synthetic voices, tuned with real ones.
  func tuned(_ first: ModelFile, spoken: Recordings, heard: Recordings) throws -> ModelFile {
    var mixed = Recordings()
    // They are known already, and must only not be forgotten.
    mixed.add(spoken.chosen(Array(stride(from: 0, to: spoken.clips.count, by: 3))))
    for _ in 0..<Self.realCopies { mixed.add(heard) }
    var recipe = try Recipe.trunk(sampleRate: Self.rate)
    recipe.augmentation.samples.speeds = [90, 95, 100, 105, 110]
    recipe.training.rates = .oneCycle(peak: 3e-3, warmUp: 0.2, start: 10, end: 1_000)
    recipe.training.length = .passes(Self.tuningPasses, leastSteps: 0)
    var lesson = Lesson(recipe: recipe, seed: 1, trunk: first)
    lesson.order = Self.labels
    lesson.keepsHead = true
    lesson.threads = ParallelLoop.processorCount
    return try lesson.trained(on: mixed)
  }

  /// The model of synthetic voices with a head that learnt from real ones.
  func headed(_ first: ModelFile, heard: Recordings) throws -> ModelFile {
    var lesson = Lesson(recipe: try .trunk(sampleRate: Self.rate), seed: 1, trunk: first)
    lesson.order = Self.labels
    lesson.copies = 10
    lesson.threads = ParallelLoop.processorCount
    return try lesson.headTrained(on: heard)
  }

  /// What tuned models say of real clips of speakers that they never heard.
  func crossValidated(_ first: ModelFile, spoken: Recordings) throws -> UnheardVoices {
    let (real, others) = (try real(), try others())
    let folds = try Folds.grouped(real.clips, by: .given, count: Self.folds, seed: 1)
    var voices = UnheardVoices()
    for fold in folds.all {
      let unheard = real.chosen(fold.heldOut)
      let speakers = Set(unheard.clips.compactMap(\.group))
      var heard = real.chosen(fold.training)
      heard.add(others.filtered { !speakers.contains($0.group ?? "") })
      let head = try headed(first, heard: heard).accuracy(on: unheard)
      let model = try tuned(first, spoken: spoken, heard: heard)
      let accuracy = try model.accuracy(on: unheard)
      say("  commands, fold \(fold.name): \(accuracy), its head alone \(head)")
      try voices.add(model, on: unheard)
    }
    return voices
  }
}
