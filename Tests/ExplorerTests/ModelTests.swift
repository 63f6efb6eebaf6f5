import CellCanvas
import Explorer
import Foundation
import Labeling
import Testing

@Suite struct ModelTests {
  private func effects(_ effects: [Effect]) -> [ModelRequest] {
    effects.compactMap { if case .model(let request) = $0 { request } else { nil } }
  }

  @Test func opinionsAreRecalledThenAskedForThoseOfTheScreenFirst() throws {
    var state = TestLibrary.state(TestLibrary.library(100), columns: 80, rows: 24)
    var sent = TestLibrary.send(.arrived(.model(.loaded(TestModel.card))), to: &state)
    #expect(sent.contains(.store(.recall(model: "id"))))
    #expect(effects(sent).isEmpty)
    let known = Prediction(scores: [0.9, 0.1, 0, 0])
    sent = TestLibrary.send(
      .arrived(.model(.recalled(model: "id", [ID(row: 3): known]))), to: &state)
    let asked = effects(sent)
    guard asked.count == 2, case .all(let all) = asked[0], case .first(let seen) = asked[1] else {
      Issue.record("\(asked)")
      return
    }
    #expect(all.count == 99)
    #expect(!all.contains { $0.clip == ID(row: 3) })
    #expect(seen.first?.clip == state.current?.id)
    #expect(seen.count < 30)
    #expect(state.model.prediction(of: state.library.clips[2]) == known)
    // Nothing is asked for twice.
    #expect(effects(TestLibrary.send(.tick(state.now), to: &state)).isEmpty)
    sent = TestLibrary.press("G", &state)
    guard case .first(let last)? = effects(sent).first else {
      Issue.record("\(sent)")
      return
    }
    #expect(last.first?.clip == state.current?.id)
  }

  @Test func aLargeLibraryIsRecalledInPieces() {
    var state = TestLibrary.state(TestLibrary.library(30))
    TestLibrary.send(.arrived(.model(.loaded(TestModel.card))), to: &state)
    let known = Prediction(scores: [0.9, 0.1, 0, 0])
    let first = TestLibrary.send(
      .arrived(.model(.recalled(model: "id", [ID(row: 3): known], isLast: false))), to: &state)
    #expect(effects(first).isEmpty)
    let last = TestLibrary.send(
      .arrived(.model(.recalled(model: "id", [ID(row: 4): known]))), to: &state)
    guard case .all(let rest)? = effects(last).first else {
      Issue.record("\(last)")
      return
    }
    #expect(rest.count == 28)
  }

  @Test func answersOfAnotherModelAreDropped() {
    var state = TestModel.state(TestLibrary.library(4))
    TestLibrary.send(
      .arrived(.model(.opinions(model: "other", [TestModel.judged(state.library.clips[3], 0)]))),
      to: &state)
    #expect(state.model.best(of: state.library.clips[3])?.label != "one")
  }

  @Test func aTrimmedClipIsJudgedAnew() {
    var state = TestModel.state(TestLibrary.library(4))
    let clip = state.library.clips[0]
    #expect(state.model.verdict(on: clip) == .agrees)
    let sent = TestLibrary.send(
      .arrived(.elsewhere([.trim(clip: clip.id, from: nil, to: 100..<4000)])), to: &state)
    #expect(state.model.prediction(of: state.library.clips[0]) == nil)
    let wanted = effects(sent).flatMap { request -> [ClipToJudge] in
      if case .all(let clips) = request { clips } else { [] }
    }
    #expect(wanted.map(\.clip) == [clip.id])
    #expect(wanted.first?.span == 100..<4000)
  }

  @Test func verdictsSayHowModelAndLabelStand() {
    let state = TestModel.state(TestLibrary.library(12))
    let verdicts = state.library.clips.prefix(6).map { state.model.verdict(on: $0) }
    #expect(verdicts == [.agrees, .agrees, .proposes, .agrees, .differs, .proposes])
  }

  @Test func oneKeyTakesWhatTheModelSays() throws {
    var state = TestModel.state(TestLibrary.library(12))
    TestLibrary.press("] p", &state)
    let clip = try #require(state.current)
    #expect(clip.id == ID(row: 5))
    let sent = TestLibrary.press("y", &state)
    let new = try #require(state.library[clip.id]?.wholeAnnotation)
    #expect(new.label == "two")
    #expect(new.origin == .accepted(model: "digits"))
    guard case .store(.commit(let edit))? = sent.first else {
      Issue.record("\(sent)")
      return
    }
    #expect(edit.inverse.steps.count == 1)
    #expect(state.browser.cursor == 5)
    state.library.apply(edit.inverse)
    #expect(state.library[clip.id]?.label == clip.label)
  }

  @Test func picksAreTakenTogether() {
    var state = TestModel.state(TestLibrary.library(12))
    TestLibrary.press("t t y", &state)
    #expect(state.browser.picks.isEmpty)
    let origins = state.library.clips.prefix(2).map { $0.wholeAnnotation?.origin }
    // The first was given by a person already, and says the same.
    #expect(origins == [.person, .accepted(model: "digits")])
  }

  @Test func withoutAModelKeysSayWhatToDo() {
    var state = TestLibrary.state(TestLibrary.library(4))
    TestLibrary.press("y", &state)
    #expect(state.notice?.what.contains("gm loads one") == true)
    TestLibrary.press("g c", &state)
    #expect(state.mode == .browse)
  }

  @Test func theListIsSortedByWhatTheModelSays() {
    var state = TestModel.state(TestLibrary.library(12))
    TestLibrary.press("o a", &state)
    #expect(state.model.verdict(on: state.library.clips[state.browser.order[0]]) == .differs)
    TestLibrary.press("o s", &state)
    let scores = state.browser.order.map {
      state.model.best(of: state.library.clips[$0])?.score ?? 0
    }
    #expect(scores == scores.sorted(by: >))
    TestLibrary.press("o u", &state)
    let margins = state.browser.order.map {
      state.model.prediction(of: state.library.clips[$0])?.margin ?? 0
    }
    #expect(margins == margins.sorted())
    TestLibrary.press("o n", &state)
    #expect(state.browser.order == Array(0..<12))
  }

  @Test func aFilterShowsExactlyWhatItSays() {
    var state = TestModel.state(TestLibrary.library(24))
    TestLibrary.press("f", &state)
    TestLibrary.type("differs", &state)
    TestLibrary.press("Enter", &state)
    #expect(state.browser.order == [4, 9, 19])
    #expect(state.browser.scope?.title == "differs")
    TestLibrary.press("Esc", &state)
    #expect(state.browser.order.count == 24)
    for (text, count) in [
      ("unlabelled", 8), ("label:ONE", 4), ("model:two differs", 1), (">85", 24), ("<20", 0),
      ("speaker_7", 1),
    ] {
      TestLibrary.press("f", &state)
      TestLibrary.type(text, &state)
      TestLibrary.press("Enter", &state)
      #expect(state.browser.order.count == (count == 0 ? 24 : count), "\(text)")
      TestLibrary.press("Esc", &state)
    }
  }

  @Test func aWrongFilterStaysOpenAtItsWrongCharacter() {
    var state = TestModel.state(TestLibrary.library(24))
    TestLibrary.press("f", &state)
    TestLibrary.type("one & lable:two", &state)
    TestLibrary.press("Enter", &state)
    #expect(state.prompt?.line == "one & lable:two")
    #expect(state.prompt?.cursor == 6)
    #expect(state.prompt?.flaw?.contains("there is no field \"lable\"") == true)
    TestLibrary.press("Right", &state)
    #expect(state.prompt?.flaw != nil)
    TestLibrary.press("Backspace", &state)
    #expect(state.prompt?.flaw == nil)
    #expect(state.browser.order.count == 24)
  }

  @Test func aFilterIsSavedUnderANameAndForgotten() {
    var state = TestModel.state(TestLibrary.library(24))
    func show(_ text: String) -> [Effect] {
      TestLibrary.press("f Ctrl-U", &state)
      TestLibrary.type(text, &state)
      return TestLibrary.press("Enter", &state)
    }
    let sent = show("@odd = differs | unlabelled")
    #expect(state.savedFilters == ["odd": "differs | unlabelled"])
    #expect(sent.contains(.store(.keepFilter("differs | unlabelled", as: "odd"))))
    let count = state.browser.order.count
    #expect(count == 11)
    TestLibrary.press("Esc", &state)
    _ = show("@odd")
    #expect(state.browser.order.count == count)
    TestLibrary.press("f Ctrl-U", &state)
    TestLibrary.type("a & @o", &state)
    #expect(state.completions == ["a & @odd"])
    TestLibrary.press("Esc", &state)
    _ = show("@bad = (")
    #expect(state.prompt?.cursor == 8)
    TestLibrary.press("Esc", &state)
    #expect(show("@odd =").contains(.store(.keepFilter(nil, as: "odd"))))
    #expect(state.savedFilters.isEmpty)
  }

  @Test func aModelThatSuitsIsLookedForOnce() {
    var state = AppState(
      place: "ears", annotator: "ada", size: CellSize(columns: 80, rows: 24),
      now: TestLibrary.start, seed: 1)
    let opened = OpenedLibrary(
      library: TestLibrary.library(8), undoDepth: 0, session: nil, access: .folder)
    var sent = update(&state, .arrived(.opened(opened)))
    #expect(sent.contains(.model(.suit(["four", "one", "two"]))) || !effects(sent).isEmpty)
    sent = update(&state, .arrived(.opened(opened)))
    #expect(effects(sent).isEmpty)

    var named = AppState(
      place: "ears", annotator: "ada", size: CellSize(columns: 80, rows: 24),
      now: TestLibrary.start, seed: 1)
    named.model.asked = "digits"
    #expect(update(&named, .arrived(.opened(opened))).contains(.model(.load("digits"))))
  }

  @Test func theModelOfTheLastSessionIsLoaded() {
    var state = AppState(
      place: "ears", annotator: "ada", size: CellSize(columns: 80, rows: 24),
      now: TestLibrary.start, seed: 1)
    let session = Session(
      clipPathHex: "", order: .name, view: .spectrogram, colorMap: nil, model: "run-3")
    let opened = OpenedLibrary(
      library: TestLibrary.library(8), undoDepth: 0, session: session, access: .folder)
    #expect(update(&state, .arrived(.opened(opened))).contains(.model(.load("run-3"))))
  }
}

/// A model of four classes, and what it says.
enum TestModel {
  static let labels = ["one", "two", "three", "four"]

  static let card = ModelCard(
    id: "id", name: "digits", labels: labels, isCalibrated: true, architecture: "ds-cnn-t",
    parameterCount: 23_500, sampleRate: 8000, seconds: 1,
    frontEnd: "32 ms windows every 20 ms, 40 mel bands 60–3800 Hz, log by the loudest frame",
    accuracy: 0.94, source: "digits")

  /// A clip that the model takes for a class, more or less surely by its row.
  static func judged(_ clip: Clip, _ label: Int) -> JudgedClip {
    let score = 0.97 - 0.005 * Float(clip.id.row % 10)
    let scores = labels.indices.map { $0 == label ? score : (1 - score) / 3 }
    return JudgedClip(ClipToJudge(clip), Prediction(scores: scores))
  }

  /// What it says of windows half a tenth of a second apart: two of one class, one, two of others.
  static func heard(of clip: Clip, labels: [String] = labels, isOver: Bool = true) -> HeardWindows {
    func piece(_ first: Int, _ classes: [Int]) -> HeardWindows.Piece {
      HeardWindows.Piece(
        first: first,
        opinions: classes.map { label in
          WindowOpinions.Opinion(labels.indices.map { $0 == label ? 0.9 : 0.03 })
        })
    }
    // In between it hears nothing that it knows.
    let nothing = [Int](repeating: -1, count: 7)
    return HeardWindows(
      clip: ClipToJudge(clip), model: "id",
      pieces: [piece(0, [0, 0, 1]), piece(3, nothing), piece(10, [2, 2]), piece(12, nothing)],
      isOver: isOver)
  }

  /// What it says: the class of the name, but of every fifth clip the next one.
  static func said(_ place: Int) -> Int { (place + (place % 5 == 4 ? 1 : 0)) % 4 }

  /// An open explorer whose clips are all judged.
  static func state(
    _ library: Library, columns: Int = 120, rows: Int = 40, card: ModelCard = card
  ) -> AppState {
    var state = TestLibrary.state(library, columns: columns, rows: rows)
    TestLibrary.send(.arrived(.model(.loaded(card))), to: &state)
    TestLibrary.send(.arrived(.model(.recalled(model: card.id, [:]))), to: &state)
    let judged = library.clips.enumerated().map { self.judged($0.element, said($0.offset)) }
    TestLibrary.send(.arrived(.model(.opinions(model: card.id, judged))), to: &state)
    state.notice = nil
    return state
  }
}
