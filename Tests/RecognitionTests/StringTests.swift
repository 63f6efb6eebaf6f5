import Labeling
import NeuralNetworks
import Recognition
import Testing

/// Labels in order: what is learnt from, how it is learnt, and what comes of it.
@Suite struct StringTests {
  private static let words = ToneWords(12)

  private static func clips(_ labels: [String]) -> [LabeledClip] {
    labels.enumerated().map { place, label in
      LabeledClip(path: RecordingPath("\(place).wav"), label: label)
    }
  }

  @Test func labelsAreSplitAtSpaces() throws {
    let labels = ["3 1  4", "1", " ", "_silence_", "4\t4"]
    let parts = [SplitPart](repeating: .training, count: labels.count)
    let set = try TrainingSet(
      Self.clips(labels), split: Split(parts), classes: .sequences(order: ["4", "9"]))
    #expect(set.labels == ["4", "1", "3"])
    #expect(
      set.entries(of: .training).map(\.sequence) == [[2, 1, 0], [1], [], [], [0, 0]])
    #expect(throws: TrainingSetError.noClips) {
      try TrainingSet(
        Self.clips(["_silence_", " "]), split: Split([.training, .training]),
        classes: .sequences(order: []))
    }
    #expect(throws: TrainingSetError.emptyTraining) {
      try TrainingSet(
        Self.clips(["1 2"]), split: Split([.testing]), classes: .sequences(order: []))
    }
  }

  private static func maker(
    _ rule: StringRule, clips: [LabeledClip] = words.clips, samples: [[Float]] = words.samples
  ) throws -> StringMaker {
    let parts = [SplitPart](repeating: .training, count: clips.count)
    let set = try TrainingSet(clips, split: Split(parts), classes: .sequences(order: []))
    return StringMaker(
      set, clips: LoadedClips(samples), voices: clips.map(\.group), noises: [], rule: rule,
      frontEnd: try ToneWords.recipe(steps: 1).frontEnd, augmentation: .none, seed: 1)
  }

  @Test func stringsSayWhereTheirWordsAre() throws {
    let maker = try Self.maker(StringRule(most: 3, longestShare: 1, silenceShare: 0))
    let input = try maker.inputMaker()
    var lengths: Set<Int> = []
    for place in 0..<12 {
      let example = try maker.example(place, pass: 3, with: input)
      let labels = try #require(example.target.sequence)
      let spans = try #require(example.target.spans)
      lengths.insert(labels.count)
      #expect(labels.first == place % 3 && spans.count == labels.count)
      // 40 bands of a frame: between words there is nothing, in them there is.
      let floor = try #require(example.input.min())
      for frame in 0..<60 {
        let isLoud = example.input[frame * 40..<frame * 40 + 40].contains { $0 > floor + 4 }
        let isWord = spans.contains { $0.contains(frame) }
        let isEdge = spans.contains { span in
          [span.lowerBound, span.upperBound].contains { abs($0 - frame) < 2 }
        }
        #expect(isLoud == isWord || isEdge, "frame \(frame) of \(place)")
      }
      let again = try maker.example(place, pass: 3, with: input)
      let other = try maker.example(place, pass: 4, with: input)
      #expect(example == again && example != other)
    }
    #expect(lengths.contains(3))
    let silent = try Self.maker(StringRule(most: 1, silenceShare: 1))
    #expect(try silent.example(0, pass: 0, with: input).target.sequence == [])
  }

  @Test func stringsAreOfOneVoice() throws {
    // Each voice says one word alone.
    let clips = (0..<8).map { place in
      LabeledClip(
        path: RecordingPath("\(place).wav"), label: place % 2 == 0 ? "low" : "high",
        group: place % 2 == 0 ? "anna" : "bert")
    }
    let samples = clips.enumerated().map { ToneWords.tone($1.label, number: $0) }
    let maker = try Self.maker(
      StringRule(most: 4, longestShare: 1, silenceShare: 0), clips: clips, samples: samples)
    let input = try maker.inputMaker()
    for place in clips.indices {
      let said = try #require(try maker.example(place, pass: 0, with: input).target.sequence)
      #expect(said.count > 1 && Set(said).count == 1)
      #expect(Set(try maker.plain(place, of: .training, with: input).labels).count == 1)
    }
  }

  @Test func clipsThatDoNotFitAreRefused() throws {
    let frontEnd = try ToneWords.recipe(steps: 1).frontEnd
    #expect(frontEnd.refusal(ofClip: 4_800, labels: [0]) == nil)
    #expect(
      frontEnd.refusal(ofClip: 8_000, labels: [0])
        == "a clip of 2.0 s is longer than the 1.2 s that the model hears at once")
    #expect(
      frontEnd.refusal(ofClip: 100, labels: [Int](repeating: 0, count: 31))
        == "its 31 labels need 61 frames, but the model has 60")
    let maker = try Self.maker(
      .none, clips: Self.clips(["low"]), samples: [[Float](repeating: 0.1, count: 8_000)])
    let input = try maker.inputMaker()
    #expect(throws: ExampleError.self) { try maker.example(0, pass: 0, with: input) }
  }

  @Test func wordsAreLearnedAndFound() throws {
    let run = try Self.words.run(steps: 150)
    let outcome = try run.run()
    #expect(outcome.ending == .complete)
    let test = try run.evaluation(
      of: outcome.network, on: .testing, groups: Self.words.clips.map(\.group))
    let strings = try #require(test.sequences)
    #expect(strings.count == 6 && strings.length > 12)
    #expect(strings.labelErrorRate < 0.1, "\(strings)")
    #expect(test.groups.map(\.name) == ["anna", "bert"])
    #expect(try run.temperature(of: outcome.network) == nil)

    // The file is the model, also of recordings longer than its window.
    let file = try ModelFile(run.model(of: outcome.network, split: nil).bytes)
    #expect(file.configuration.answers == .sequence)
    #expect(try file.network() == outcome.network)
    let said = ["low", "high", "high", "middle", "low", "middle", "high", "low"]
    let (samples, seconds) = ToneWords.recording(said)
    var stream = try FrameStream(file.configuration, try file.network())
    for first in stride(from: 0, to: samples.count, by: 700) {
      try stream.push(Array(samples[first..<min(samples.count, first + 700)]))
    }
    let heard = try stream.finish()
    var whole = try FrameStream(file.configuration, outcome.network)
    try whole.push(samples)
    #expect(try whole.finish() == heard)
    let labels = file.configuration.labels
    for decoder in [SequenceDecoder.greedy, .usual] {
      #expect(decoder.best(heard.probabilities).labels.map { labels[$0] } == said)
    }
    let alignment = try heard.alignment(of: said.compactMap { labels.firstIndex(of: $0) })
    for (span, truth) in zip(alignment.spans, seconds) {
      let found = heard.seconds(of: span.frames)
      #expect(abs(found.lowerBound - truth.lowerBound) < 0.05)
      #expect(abs(found.upperBound - truth.upperBound) < 0.05)
      #expect(span.probability > 0.5)
    }
    // Words that are not there are hardly heard.
    let silence = ToneWords.recording([], lead: 1).samples
    var other = try FrameStream(file.configuration, outcome.network)
    try other.push(silence)
    let nothing = try other.finish()
    #expect(SequenceDecoder.usual.best(nothing.probabilities).labels.isEmpty)
    #expect(try nothing.alignment(of: [0, 1]).spans.allSatisfy { $0.probability < 0.3 })

    // A word alone has the probabilities of a clip.
    let recognizer = try Recognizer(file)
    let opinion = try recognizer.opinion(of: ToneWords.tone("middle", number: 3))
    #expect(opinion.probabilities.count == 3)
    #expect(Evaluation.best(opinion.probabilities) == labels.firstIndex(of: "middle"))
  }

  @Test func trainingGoesOnBitForBit() throws {
    let whole = try Self.words.run(steps: 6)
    let wanted = try whole.run().network
    let first = try Self.words.run(steps: 6)
    _ = try first.run(report: { report in
      if case .step(let step) = report { step.number < 2 } else { true }
    })
    let second = try Self.words.run(steps: 6)
    try second.resume(from: first.checkpoint)
    #expect(second.stepsTaken == 3)
    #expect(try second.run().network == wanted)
  }

  @Test func networksAndExamplesOfOtherAnswersAreRefused() throws {
    let clips = Self.words.clips
    let parts = [SplitPart](repeating: .training, count: clips.count)
    let sequences = try TrainingSet(
      clips, split: Split(parts), classes: .sequences(order: []))
    let classes = try TrainingSet(clips, split: Split(parts), classes: .all(order: []))
    let recipe = try ToneWords.recipe(steps: 1)
    let samples = LoadedClips(Self.words.samples)
    for (kind, set) in [
      (TinyConv.self as any Architecture.Type, sequences), (BidirectionalTranscriber.self, classes),
    ] {
      let plan = try TrainingPlan(recipe, architecture: kind, seed: 1)
      #expect {
        try TrainingRun(plan, set: set, clips: samples, threads: 1)
      } throws: { error in
        guard case .answersDiffer(let name)? = error as? TrainingFailure else { return false }
        return name == kind.id
      }
    }
  }

  @Test func modelsThatDoNotFitAreRefused() throws {
    let run = try Self.words.run(steps: 1)
    let model = run.model(of: run.network, split: nil)
    var fewer = model
    fewer.configuration.labels.removeLast()
    #expect {
      try fewer.network()
    } throws: { error in
      if case .shape? = error as? ModelFileError { true } else { false }
    }
    var named = model
    named.configuration.architecture = TinyConv.id
    #expect(throws: ModelFileError.namesClips(architecture: "tiny-conv")) {
      try FrameStream(named.configuration, run.network)
    }
    var stream = try FrameStream(model.configuration, run.network)
    #expect(throws: FrontEndError.empty) { try stream.finish() }
    #expect(throws: FrontEndError.sampleNotFinite(sample: 2)) { try stream.push([0, 1, .nan]) }
    // One sample is a frame.
    var short = try FrameStream(model.configuration, run.network)
    try short.push([0.5])
    #expect(try short.finish().probabilities.frames == 1)
  }
}
