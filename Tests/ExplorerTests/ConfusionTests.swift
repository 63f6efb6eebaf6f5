import CellCanvas
import Explorer
import Labeling
import Testing

@Suite struct ConfusionTests {
  @Test func countsAreThoseOfLabelledClips() {
    let state = TestModel.state(TestLibrary.library(60))
    let table = state.confusion
    #expect(table.labels == TestModel.labels)
    #expect(table.classes == TestModel.labels)
    #expect(table.total == 40)
    #expect(table.agreeing == 32)
    #expect(table.counts[0][1] == 2)
    #expect(table.counts.reduce(0) { $0 + $1.reduce(0, +) } == 40)
  }

  @Test func aClassWithoutALabelHasAColumnAlone() {
    let card = ModelCard(
      id: "id", name: "commands", labels: TestModel.labels + ["_silence_"], isCalibrated: true,
      architecture: "conv", parameterCount: 1, sampleRate: 8000, seconds: 1, frontEnd: "",
      source: "commands")
    let state = TestModel.state(TestLibrary.library(20), card: card)
    #expect(state.confusion.labels.count == 4)
    #expect(state.confusion.classes.last == "_silence_")
    _ = screen(for: state)
  }

  @Test func theMatrixIsCountedAnewWhenSomethingItCountsChanges() throws {
    var state = TestModel.state(TestLibrary.library(60))
    TestLibrary.press("g c", &state)
    func fresh() -> ConfusionTable {
      ConfusionTable(state.library, state.model, state.model.matrix.source)
    }
    #expect(state.confusion == fresh())
    let start = state.confusion
    // Another window relabels a clip.
    let old = try #require(state.library.clips[0].wholeAnnotation)
    var new = old
    new.label = "three"
    TestLibrary.send(.arrived(.elsewhere([.replace(old, with: new)])), to: &state)
    #expect(state.confusion == fresh())
    #expect(state.confusion != start)
    let relabelled = state.confusion
    // The model changes its mind about a clip.
    TestLibrary.send(
      .arrived(.model(.opinions(model: "id", [TestModel.judged(state.library.clips[3], 2)]))),
      to: &state)
    #expect(state.confusion == fresh())
    #expect(state.confusion != relabelled)
    TestLibrary.send(.arrived(.model(.doubts(LabelDoubts(heldOut: [old.clip: "two"])))), to: &state)
    TestLibrary.press("f", &state)
    #expect(state.confusion == fresh())
    #expect(state.confusion.total == 1)
  }

  @Test func theCursorStandsOnTheWorstCellOnceThereIsOne() {
    let card = ModelCard(
      id: "id", name: "words", labels: ["one", "two"], isCalibrated: true, architecture: "conv",
      parameterCount: 1, sampleRate: 8000, seconds: 1, frontEnd: "", source: "words")
    var state = TestLibrary.state(TestLibrary.library(12, labels: ["one", "two"]))
    TestLibrary.send(.arrived(.model(.loaded(card))), to: &state)
    TestLibrary.press("g c", &state)
    #expect(state.mode == .confusion && state.model.matrix.label == nil)
    let said = Dictionary(
      uniqueKeysWithValues: state.library.clips.map { ($0.id, Prediction(scores: [0.9, 0.1])) })
    TestLibrary.send(.arrived(.model(.recalled(model: "id", said))), to: &state)
    #expect(state.model.matrix.label == "two" && state.model.matrix.said == "one")
    TestLibrary.press("k", &state)
    #expect(state.model.matrix.label == "one")
  }

  @Test func aLabelThatTheModelDoesNotHaveIsRightlyUnknownToIt() {
    let card = ModelCard(
      id: "id", name: "words", labels: ["one", "_unknown_"], isCalibrated: true,
      architecture: "conv", parameterCount: 1, sampleRate: 8000, seconds: 1, frontEnd: "",
      source: "words")
    var state = TestLibrary.state(TestLibrary.library(12, labels: ["one", "bird"]))
    TestLibrary.send(.arrived(.model(.loaded(card))), to: &state)
    let said = Dictionary(
      uniqueKeysWithValues: state.library.clips.map { clip in
        (clip.id, Prediction(scores: clip.label == "one" ? [0.9, 0.1] : [0.1, 0.9]))
      })
    TestLibrary.send(.arrived(.model(.recalled(model: "id", said))), to: &state)
    let table = state.confusion
    #expect(table.total == 8)
    #expect(table.agreeing == 8)
    #expect(table.macroF1 == 1)
    for clip in state.library.clips where clip.label != nil {
      #expect(state.model.verdict(on: clip) == .agrees)
    }
  }

  @Test func aClassThatNobodyGaveDoesNotLowerTheMeanOfF1() {
    let card = ModelCard(
      id: "id", name: "digits", labels: ["one", "two", "_silence_"], isCalibrated: true,
      architecture: "conv", parameterCount: 1, sampleRate: 8000, seconds: 1, frontEnd: "",
      source: "digits")
    var state = TestLibrary.state(TestLibrary.library(12, labels: ["one", "two"]))
    TestLibrary.send(.arrived(.model(.loaded(card))), to: &state)
    var said: [ID<Clip>: Prediction] = [:]
    for clip in state.library.clips {
      said[clip.id] = Prediction(scores: clip.label == "one" ? [0.9, 0.1, 0] : [0, 0.9, 0.1])
    }
    said[state.library.clips[0].id] = Prediction(scores: [0, 0.1, 0.9])
    TestLibrary.send(.arrived(.model(.recalled(model: "id", said))), to: &state)
    // Of four clips of each class one is taken for silence: F1 is 6/7 and 1.
    #expect(abs(state.confusion.macroF1 - (6.0 / 7 + 1) / 2) < 1e-12)
  }

  @Test func aCellLeadsToExactlyItsClipsAndTheMatrixFollows() throws {
    var state = TestModel.state(TestLibrary.library(60))
    TestLibrary.press("g c", &state)
    #expect(state.mode == .confusion)
    let before = state.confusion
    TestLibrary.press("Enter", &state)
    #expect(state.mode == .browse)
    let shown = state.browser.order.map { state.library.clips[$0] }
    #expect(shown.count == 2)
    #expect(shown.allSatisfy { $0.label == "one" && state.model.best(of: $0)?.label == "two" })
    #expect(state.browser.scope?.title == "one → two")
    // Two keys correct both; the list stays as it is.
    TestLibrary.press("y y", &state)
    #expect(state.browser.order.count == 2)
    TestLibrary.press("g c", &state)
    let after = state.confusion
    #expect(after.counts[0][1] == 0)
    #expect(after.counts[1][1] == before.counts[1][1] + 2)
    #expect(after.total == before.total)
    TestLibrary.press("q", &state)
    #expect(state.mode == .browse)
    TestLibrary.press("Esc", &state)
    #expect(state.browser.order.count == 60)
  }

  @Test func theCursorStaysInTheMatrix() {
    var state = TestModel.state(TestLibrary.library(60))
    TestLibrary.press("g c k k k k k h h h h h", &state)
    TestLibrary.press("Enter", &state)
    #expect(state.browser.scope?.title == "one → one")
    TestLibrary.press("g c l l l l l j j j j j s", &state)
    TestLibrary.press("Enter", &state)
    #expect(state.browser.scope?.title == "four → four")
    TestLibrary.press("g c n", &state)
    let worst = state.confusion
    TestLibrary.press("Enter", &state)
    #expect(worst.total == 40)
    #expect(state.browser.scope?.title.contains("→") == true)
  }

  @Test func heldOutOpinionsHaveAMatrixOfTheirOwn() {
    var state = TestModel.state(TestLibrary.library(24))
    let held = Dictionary(uniqueKeysWithValues: state.library.clips.map { ($0.id, "one") })
    TestLibrary.send(
      .arrived(.model(.doubts(LabelDoubts(stage: .over(judged: 24), heldOut: held)))),
      to: &state)
    TestLibrary.press("g c f", &state)
    #expect(state.confusion.classes == ["one"])
    _ = screen(for: state)
  }
}
