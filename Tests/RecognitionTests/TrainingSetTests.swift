import Labeling
import Recognition
import Testing

struct TrainingSetTests {
  private struct Draw: Decodable {
    let paths: [String]
    let wanted: [String]
    let parts: [String: [[Place]]]
  }

  /// A path or a class.
  private enum Place: Decodable {
    case path(String?)
    case label(Int)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .path(nil)
      } else if let label = try? container.decode(Int.self) {
        self = .label(label)
      } else {
        self = .path(try container.decode(String.self))
      }
    }
  }

  private func clip(_ path: String) -> LabeledClip {
    let path = RecordingPath(path)
    return LabeledClip(path: path, label: path.folders.last ?? "")
  }

  @Test func drawsWhatTheOriginalDraws() throws {
    let draw: Draw = try Reference.read("draw")
    // The order of the clips does not count.
    let clips = draw.paths.reversed().map(clip)
    let split = try SplitRule.hash(HashSplit()).split(clips)
    let set = try TrainingSet(
      clips, split: split,
      classes: .wanted(draw.wanted, silencePercentage: 10, unknownPercentage: 25))
    #expect(set.labels == ["_silence_", "_unknown_", "no", "yes"])
    for part in SplitPart.allCases {
      let expected = try #require(draw.parts[part.rawValue])
      let entries = set.entries(of: part)
      #expect(entries.count == expected.count)
      for (entry, wanted) in zip(entries, expected) {
        guard case .path(let path) = wanted[0], case .label(let label) = wanted[1] else {
          Issue.record("the reference is broken")
          return
        }
        #expect(entry.clip.map { clips[$0].path.text } == path && entry.label == label)
      }
    }
    #expect(TrainingSet.backgrounds(of: clips).count == 40)
  }

  @Test func allLabelsAreClassesInOrder() throws {
    let clips = ["a/1", "c/2", "b/3", "_background_noise_/4", "c/5"].map(clip)
    let split = Split([.training, .training, .testing, .training, .validation])
    let set = try TrainingSet(clips, split: split, classes: .all(order: ["c", "x"]))
    #expect(set.labels == ["c", "a", "b"])
    #expect(set.counts(of: .training) == [1, 1, 0])
    #expect(set.entries(of: .testing) == [TrainingSet.Entry(clip: 2, label: 2)])
  }

  @Test func whatCannotBeLearntIsSaid() {
    let clips = ["a/1", "a/2"].map(clip)
    let split = Split([.training, .training])
    #expect(throws: TrainingSetError.oneClass("a")) {
      try TrainingSet(clips, split: split, classes: .all(order: []))
    }
    #expect(throws: TrainingSetError.noClips) {
      try TrainingSet([], split: Split([]), classes: .all(order: []))
    }
    #expect(throws: TrainingSetError.missingWord("yes", found: ["a"])) {
      try TrainingSet(clips, split: split, classes: .wanted(["a", "yes"]))
    }
    #expect(throws: TrainingSetError.reservedWord("a")) {
      try TrainingSet(clips, split: split, classes: .wanted(["a", "a"]))
    }
    #expect(throws: TrainingSetError.emptyTraining) {
      try TrainingSet(
        ["a/1", "b/1"].map(clip), split: Split([.testing, .testing]), classes: .all(order: []))
    }
    let sentence = TrainingSetError.oneClass("a\u{1b}").sentence
    #expect(sentence.why == "all are labelled \"a\\u001b\", so there is nothing to tell apart")
  }

  @Test func ordersDependOnSeedAndPassAlone() {
    let labels = (0..<100).map { $0 < 90 ? 0 : 1 }
    for order in [ExampleOrder.shuffled, .drawn, .balanced(exponent: 1)] {
      let one = order.places(labels: labels, pass: 3, seed: 5)
      #expect(one == order.places(labels: labels, pass: 3, seed: 5))
      #expect(one != order.places(labels: labels, pass: 4, seed: 5))
      #expect(one.count == 100)
    }
    let shuffled = ExampleOrder.shuffled.places(labels: labels, pass: 0, seed: 1)
    #expect(shuffled.sorted() == Array(0..<100))
    func rare(_ order: ExampleOrder) -> Int {
      (0..<20).reduce(0) { sum, pass in
        sum + order.places(labels: labels, pass: pass, seed: 2).count { $0 >= 90 }
      }
    }
    // Of 2000 draws 1000, 500 and 200 are expected; four deviations are 90, 78 and 54.
    #expect(abs(rare(.balanced(exponent: 1)) - 1_000) < 90)
    #expect(abs(rare(.balanced(exponent: 0.5)) - 500) < 78)
    #expect(abs(rare(.drawn) - 200) < 54)
    #expect(ExampleOrder.suited(to: [30, 10]) == .shuffled)
    #expect(ExampleOrder.suited(to: [31, 10, 0]) == .balanced(exponent: 1))
  }
}
