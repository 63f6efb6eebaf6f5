import CellCanvas
import Explorer
import Labeling
import Testing

/// The clips of a cell of the confusion matrix: seen small, and heard.
@Suite struct CellHearingTests {
  private func text(_ state: AppState) -> String {
    PlainText.render(screen(for: state).canvas, images: [], palette: Palette())
  }

  private func orders(_ effects: [Effect]) -> [SoundOrder] {
    effects.compactMap { if case .sound(.play(let order)) = $0 { order } else { nil } }
  }

  @Test func theClipsOfACellArePicturedInTheBackground() throws {
    var state = TestModel.state(TestLibrary.library(60))
    let sent = TestLibrary.press("g c", &state)
    let keys = sent.flatMap { effect -> [PictureKey] in
      if case .pictures(let keys) = effect { keys } else { [] }
    }
    #expect((1...3).contains(keys.count))
    #expect(screen(for: state).images.count == keys.count)
    for image in screen(for: state).images { #expect(image.rect.column > 80) }
    // Where there is no side pane nothing is asked for.
    var small = TestModel.state(TestLibrary.library(60), columns: 80, rows: 24)
    #expect(
      !TestLibrary.press("g c", &small).contains { if case .pictures = $0 { true } else { false } })
  }

  @Test func theyAreHeardOneAfterTheOther() throws {
    var state = TestModel.state(TestLibrary.library(60))
    // The cell of all clips that are rightly taken for "one".
    TestLibrary.press("g c", &state)
    for _ in 0..<4 { TestLibrary.press("h k", &state) }
    let first = try #require(orders(TestLibrary.press("Space", &state)).first)
    #expect(text(state).contains("♪ one_speaker_0"))
    let sent = TestLibrary.send(.arrived(.sound(.ended(first.id))), to: &state)
    let second = try #require(orders(sent).first)
    #expect(second.path != first.path)
    #expect(!second.style.isLooping)
    // Another cell ends it.
    #expect(TestLibrary.press("l", &state).contains(.sound(.stop)))
    #expect(orders(TestLibrary.send(.arrived(.sound(.ended(second.id))), to: &state)).isEmpty)
  }

  @Test func theSameKeyAndLeavingEndIt() throws {
    var state = TestModel.state(TestLibrary.library(60))
    TestLibrary.press("g c Space", &state)
    #expect(state.audition.playing != nil)
    #expect(TestLibrary.press("Space", &state).contains(.sound(.stop)))
    TestLibrary.press("Space", &state)
    #expect(TestLibrary.press("g b", &state).contains(.sound(.stop)))
    #expect(state.audition.playing == nil)
  }

  @Test func silenceEndsItAtOnce() throws {
    var state = TestModel.state(TestLibrary.library(60))
    let order = try #require(orders(TestLibrary.press("g c Space", &state)).first)
    let failure = Failure(what: "No sound device", why: "", remedy: "")
    let sent = TestLibrary.send(.arrived(.sound(.silent(order.id, failure))), to: &state)
    #expect(orders(sent).isEmpty)
    #expect(state.notice != nil)
  }

  @Test func theCellUnderTheCursorKeepsItsColorWithinAFrame() {
    for (columns, rows, left) in [(120, 40, "┃"), (60, 16, "┏")] {
      var state = TestModel.state(TestLibrary.library(60), columns: columns, rows: rows)
      TestLibrary.press("g c", &state)
      #expect(text(state).contains(left), "\(columns)x\(rows)")
    }
  }

  @Test func withoutColorsRightAndWrongHaveSigns() {
    var state = TestModel.state(TestLibrary.library(60), columns: 80, rows: 24)
    state.colorMode = .mono
    TestLibrary.press("g c", &state)
    #expect(text(state).contains("≠2"))
    #expect(text(state).contains("=8"))
    #expect(text(state).contains("= right   ≠ wrong: few, some, most"))
    state.colorMode = .truecolor
    #expect(!text(state).contains("≠2"))
  }

  @Test func accuracyHasItsInterval() {
    var state = TestModel.state(TestLibrary.library(60))
    TestLibrary.press("g c", &state)
    #expect(text(state).contains("accuracy 80.0 %  65.2–89.5"))
  }

  @Test func aMatrixThatHasNoRoomSaysWhereMoreIs() {
    let many = (1...40).map { "label number \($0)" }
    let card = ModelCard(
      id: "id", name: "many", labels: many, isCalibrated: true, architecture: "conv",
      parameterCount: 1, sampleRate: 8000, seconds: 1, frontEnd: "", source: "many")
    var state = TestModel.state(
      TestLibrary.library(200, labels: many), columns: 60, rows: 16, card: card)
    TestLibrary.press("g c", &state)
    #expect(text(state).contains("["))
    #expect(text(state).contains("›"))
    #expect(text(state).contains("▼"))
    for _ in 0..<40 { TestLibrary.press("l j", &state) }
    #expect(text(state).contains("‹"))
    #expect(text(state).contains("▲"))
    #expect(!text(state).contains("▼"))
  }

  @Test(arguments: [
    ("Free Spoken Digit Dataset, four speakers", "fsdd", true),
    ("synthetic words; Speech Commands", "speech_commands", true),
    ("synthetic words; Speech Commands", "sounds", false), ("sounds", "sounds", true),
  ])
  func aModelThatMayKnowTheClipsSaysSo(learntFrom: String, folder: String, isKnown: Bool) {
    let card = ModelCard(
      id: "id", name: "digits", labels: TestModel.labels, isCalibrated: true,
      architecture: "conv", parameterCount: 1, sampleRate: 8000, seconds: 1, frontEnd: "",
      source: "digits", learntFrom: learntFrom)
    #expect(card.learnt(fromFolder: folder) == isKnown)
    guard folder == "sounds" else { return }
    var state = TestModel.state(TestLibrary.library(60), card: card)
    TestLibrary.press("g c", &state)
    #expect(text(state).contains("it may know these clips: f holds them out") == isKnown)
  }
}
