import Recognition
import Testing

struct RecognizeCommandsTests {
  private struct Figures: Decodable {
    let labels: [String]
    let cases: [Case]
  }

  private struct Case: Decodable {
    let window: Int
    let threshold: Float
    let suppression: Int
    let minimum: Int
    let results: [Result]
  }

  private struct Result: Decodable {
    let time: Int
    let scores: [Float]
    let answer: Answer
  }

  private struct Answer: Decodable {
    let label: String
    let score: Float
    let isNew: Bool

    init(from decoder: any Decoder) throws {
      var container = try decoder.unkeyedContainer()
      label = try container.decode(String.self)
      score = try container.decode(Float.self)
      isNew = try container.decode(Bool.self)
    }
  }

  @Test func equalsTheOriginalOnEveryResult() throws {
    let figures: Figures = try Reference.read("recognize")
    var commands = 0
    for one in figures.cases {
      var decoder = RecognizeCommands(
        labels: figures.labels,
        settings: .init(
          windowMilliseconds: one.window, threshold: one.threshold,
          suppressionMilliseconds: one.suppression, minimumCount: one.minimum))
      for result in one.results {
        let answer = try #require(
          try decoder.process(result.scores, atMilliseconds: result.time))
        #expect(figures.labels[answer.label] == result.answer.label)
        #expect(abs(answer.score - result.answer.score) < 1e-6)
        #expect(answer.isNew == result.answer.isNew, "window \(one.window) at \(result.time)")
        commands += answer.isNew ? 1 : 0
      }
    }
    #expect(commands > 30)
  }

  @Test func theSameWordTwiceIsOneCommandUnlessAnotherIsBetween() throws {
    var decoder = RecognizeCommands(
      labels: ["_silence_", "a"],
      settings: .init(
        windowMilliseconds: 100, threshold: 0.5, suppressionMilliseconds: 0,
        minimumCount: 1))
    var found: [Int] = []
    for step in 0..<40 {
      // Two words of half a second; without silence between them they would be one.
      let isWord = step < 10 || step >= 20 && step < 30
      let answer = try decoder.process(isWord ? [0, 1] : [1, 0], atMilliseconds: step * 50)
      if let answer, answer.isNew { found.append(answer.label) }
    }
    #expect(found == [1, 0, 1, 0])
  }

  @Test func misfitsAreRefused() throws {
    var decoder = RecognizeCommands(labels: ["a", "b"])
    #expect(throws: RecognizeCommands.ResultError.scoreCount(3, labels: 2)) {
      try decoder.process([0, 0, 1], atMilliseconds: 0)
    }
    // A model without silence has no command before the first.
    #expect(try decoder.process([0, 1], atMilliseconds: 500) == nil)
    #expect(throws: RecognizeCommands.ResultError.earlier(milliseconds: 499, than: 500)) {
      try decoder.process([0, 1], atMilliseconds: 499)
    }
  }
}

struct StreamScoreTests {
  private struct Case: Decodable {
    let truth: [Event]
    let found: [Event]
    let upTo: Int
    let tolerance: Int
    let counts: [Int]
  }

  private struct Event: Decodable {
    let event: StreamEvent

    init(from decoder: any Decoder) throws {
      var container = try decoder.unkeyedContainer()
      let label = try container.decode(String.self)
      event = StreamEvent(label, atMilliseconds: try container.decode(Int.self))
    }
  }

  @Test func countsAsTheOriginal() throws {
    let cases: [Case] = try Reference.read("score")
    #expect(cases.count == 40)
    for one in cases {
      let score = StreamScore(
        found: one.found.map(\.event), truth: one.truth.map(\.event),
        toleranceMilliseconds: one.tolerance, upToMilliseconds: one.upTo < 0 ? nil : one.upTo)
      let counts = [
        score.truth, score.matched, score.correct, score.wrong, score.falsePositives,
      ]
      #expect(counts == one.counts)
    }
  }

  @Test func everyDetectionHasAVerdict() {
    let truth = [StreamEvent("a", atMilliseconds: 1_000), StreamEvent("b", atMilliseconds: 3_000)]
    let found = [
      StreamEvent("a", atMilliseconds: 1_700), StreamEvent("a", atMilliseconds: 1_750),
      StreamEvent("a", atMilliseconds: 3_000), StreamEvent("b", atMilliseconds: 5_000),
    ]
    let score = StreamScore(found: found, truth: truth, toleranceMilliseconds: 750)
    #expect(score.verdicts == [.correct, .wrong, .wrong, .falsePositive])
    #expect(score.percentage(of: score.matched) == 100)
    #expect(StreamScore(found: [], truth: [], toleranceMilliseconds: 1).percentage(of: 0) == 0)
  }

  @Test func truthIsReadAndWritten() throws {
    let text = StreamTruth.text([("yes", 1_234.5625), ("no", 0), ("a, b", 1)])
    #expect(text == "yes, 1234.562500\nno, 0.000000\na, b, 1.000000\n")
    let events = try StreamTruth.events(text + "nothing\n x ,\t7.9 \r\n")
    #expect(
      events == [
        StreamEvent("yes", atMilliseconds: 1_234), StreamEvent("no", atMilliseconds: 0),
        StreamEvent(" x ", atMilliseconds: 7),
      ])
    #expect(throws: StreamTruth.ReadingError(line: 2, text: " soon")) {
      try StreamTruth.events("a, 1\nb, soon\n")
    }
  }

  @Test func onsetsArePairedByLabel() {
    let truth = [(label: "a", onset: 1.0), ("a", 1.2), ("b", 2.0)]
    let found = [(label: "a", onset: 1.1), ("a", 1.4), ("a", 2.0), ("b", 1.7)]
    let score = EventScore(found: found, truth: truth, tolerance: 0.25)
    #expect(score.matched == 2 && score.precision == 0.5 && score.f1 == 4.0 / 7)
    #expect(EventScore(found: [], truth: [], tolerance: 0.1).f1 == 1)
  }
}

struct HysteresisTests {
  @Test func onsetsAndOffsetsAreFound() {
    // One window a tenth of a second; a pause of one window, a blip that the median hides.
    let a: [Float] = [0, 0.4, 0.9, 0.9, 0.9, 0.2, 0.2, 0.8, 0.8, 0.8, 0.1, 0, 0, 0.9, 0, 0]
    let scores = a.map { [1 - $0, $0] }
    let smoother = HysteresisSmoother(longestGap: 0.05, shortestSound: 0.1)
    let found = smoother.detections(scores, labels: ["_silence_", "a"], hop: 0.1, window: 0.5)
    #expect(found.map(\.label) == [1, 1])
    #expect(found.map { ($0.onset * 10).rounded() } == [3, 9])
    #expect(found.map { ($0.offset * 10).rounded() } == [7, 12])
    var joining = smoother
    joining.longestGap = 0.25
    let joined = joining.detections(scores, labels: ["_silence_", "a"], hop: 0.1, window: 0.5)
    #expect(joined.count == 1 && abs(joined[0].offset - 1.2) < 1e-9)
    #expect(smoother.detections([], labels: ["a"], hop: 0.1, window: 1).isEmpty)
  }

  @Test(arguments: [1, 3, 5, 9]) func theMedianIsThatOfTheWindowsAround(width: Int) {
    // A single high window is hidden by any median; at the ends fewer windows are looked at.
    let scores: [Float] = [0.9, 0.9, 0, 0, 0, 0.9, 0, 0, 0, 0.9]
    let half = width / 2
    let smoothed = scores.indices.map { place -> Float in
      let around = scores[max(0, place - half)...min(scores.count - 1, place + half)].sorted()
      let middle = around.count / 2
      return around.count % 2 == 1 ? around[middle] : (around[middle - 1] + around[middle]) / 2
    }
    let smoother = HysteresisSmoother(
      upper: 0.6, lower: 0.3, medianWidth: width, longestGap: -1, shortestSound: 0)
    let found = smoother.detections(scores.map { [$0] }, labels: ["a"], hop: 1, window: 1)
    var heard = [Bool](repeating: false, count: scores.count)
    for sound in found { for place in Int(sound.onset)..<Int(sound.offset) { heard[place] = true } }
    // Here a smoothed score is 0.9, 0.45 or 0: what is over the lower threshold in one run counts
    // if some of it reaches the upper one.
    var expected = [Bool](repeating: false, count: scores.count)
    var run: [Int] = []
    for place in 0...scores.count {
      if place < scores.count, smoothed[place] >= 0.3 {
        run.append(place)
      } else {
        if run.contains(where: { smoothed[$0] >= 0.6 }) { run.forEach { expected[$0] = true } }
        run = []
      }
    }
    #expect(heard == expected)
  }
}

struct StreamMakerTests {
  private struct Figures: Decodable {
    let rate: Int
    let seconds: Int
    let clip: Int
    let gap: Int
    let noises: [[Double]]
    let words: [Word]
    let lines: String
    let every7th: [Float]
  }

  private struct Word: Decodable {
    let clip: Int
    let label: String
    let offset: Int

    init(from decoder: any Decoder) throws {
      var container = try decoder.unkeyedContainer()
      clip = try container.decode(Int.self)
      label = try container.decode(String.self)
      offset = try container.decode(Int.self)
    }
  }

  @Test func mixesAsTheOriginal() throws {
    let figures: Figures = try Reference.read("stream")
    var maker = StreamMaker()
    maker.sampleRate = figures.rate
    maker.seconds = figures.seconds
    maker.clipMilliseconds = figures.clip
    maker.gapMilliseconds = figures.gap
    let plan = StreamMaker.Plan(
      noises: figures.noises.map {
        .init(recording: Int($0[0]), offset: Int($0[1]), volume: $0[2])
      },
      words: figures.words.map { .init(clip: $0.clip, label: $0.label, offset: $0.offset) })
    let clips = [(21, 1_200), (22, 700), (23, 2_500)].map { congruentSound($0.0, count: $0.1) }
    let made = maker.make(
      plan, noises: [congruentSound(11, count: 1_500), congruentSound(12, count: 5_000)]
    ) { clips[$0] }
    let samples = stride(from: 0, to: made.samples.count, by: 7).map { made.samples[$0] }
    #expect(samples.count == figures.every7th.count)
    #expect(zip(samples, figures.every7th).allSatisfy { abs($0 - $1) <= 1e-6 })
    #expect(StreamTruth.text(made.words.map { ($0.label, $0.milliseconds) }) == figures.lines)
  }

  @Test func plansAsTheOriginal() throws {
    let labels = ["_unknown_", "a", "b", "_silence_", "a"]
    let maker = StreamMaker()
    let plan = try maker.plan(
      noiseLengths: [20_000, 16_001], labels: labels, words: ["a", "b", "c"], seed: 4)
    #expect(plan.noises.count == 600 && plan.words.count == 200)
    #expect(plan.noises.allSatisfy { (0...0.1).contains($0.volume) })
    #expect(plan.noises.allSatisfy { $0.recording == 0 ? $0.offset < 4_000 : $0.offset == 0 })
    for (place, word) in plan.words.enumerated() {
      #expect((place * 48_000..<place * 48_000 + 32_000).contains(word.offset))
      #expect(word.clip.map { labels[$0] } == word.label)
    }
    // 60 of 200 are expected to be unknown; four deviations are 26.
    #expect(abs(plan.words.count { $0.label == "_unknown_" } - 60) < 26)
    #expect(
      try maker.plan(
        noiseLengths: [20_000, 16_001], labels: labels, words: ["a", "b", "c"], seed: 4) == plan)
  }

  @Test func whatCannotBeMadeIsRefused() {
    let maker = StreamMaker()
    #expect(throws: StreamMaker.PlanError.backgroundTooShort(samples: 16_000, needed: 16_001)) {
      try maker.plan(noiseLengths: [16_000], labels: ["a"], words: ["a"], seed: 0)
    }
    #expect(throws: StreamMaker.PlanError.noClips) {
      try maker.plan(noiseLengths: [], labels: ["b"], words: ["a"], seed: 0)
    }
    var broken = maker
    broken.gapMilliseconds = 0
    #expect(throws: StreamMaker.PlanError.self) {
      try broken.plan(noiseLengths: [], labels: ["a"], words: ["a"], seed: 0)
    }
  }
}
