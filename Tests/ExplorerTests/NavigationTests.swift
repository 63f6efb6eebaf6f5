import CellCanvas
import Explorer
import Foundation
import Labeling
import Testing

@Suite struct NavigationTests {
  @Test func movingStaysInTheList() {
    var state = TestLibrary.state(TestLibrary.library(50))
    TestLibrary.press("k", &state)
    #expect(state.browser.cursor == 0)
    TestLibrary.press("G j", &state)
    #expect(state.browser.cursor == 49)
    TestLibrary.press("g g Ctrl-D", &state)
    #expect(state.browser.cursor > 10)
    #expect(state.browser.top <= state.browser.cursor)
    TestLibrary.press("] u", &state)
    #expect(state.current?.label == nil)
  }

  @Test func searchingFindsNamesAndLabels() {
    var state = TestLibrary.state(TestLibrary.library(50))
    TestLibrary.press("/", &state)
    TestLibrary.type("speaker_17", &state)
    TestLibrary.press("Enter", &state)
    #expect(state.browser.cursor == 17)
    TestLibrary.press("/", &state)
    TestLibrary.type("thr", &state)
    TestLibrary.press("Esc", &state)
    #expect(state.browser.cursor == 17)
    TestLibrary.press("/", &state)
    TestLibrary.type("nowhere", &state)
    #expect(state.notice?.what.contains("nowhere") == true)
  }

  @Test func sortingKeepsTheCursorOnItsClip() {
    var state = TestLibrary.state(TestLibrary.library(50))
    TestLibrary.press("j j j j", &state)
    let clip = state.current?.id
    for keys in ["o d", "o l", "o r", "o n"] {
      TestLibrary.press(keys, &state)
      #expect(state.current?.id == clip)
      #expect(Set(state.browser.order).count == 50)
    }
    TestLibrary.press("o d g g", &state)
    #expect(state.browser.order.first == 49)
  }

  @Test func pastedTextIsNoKeys() {
    var state = TestLibrary.state(TestLibrary.library(5))
    let before = state.library
    TestLibrary.send(.pasted("1234qq"), to: &state)
    #expect(state.library == before && !state.saving.isQuitting)
    TestLibrary.press("e", &state)
    TestLibrary.send(.pasted("two\nlines\u{1b}[31m"), to: &state)
    #expect(state.prompt?.line == "two lines [31m")
  }

  /// Zooming and panning never leave the clip, and zooming out shows all of it again.
  @Test func zoomStaysInTheClip() {
    var random = IDSource(seed: 5)
    var state = TestLibrary.state(TestLibrary.library(3))
    let keys = ["+", "-", "l", "h", "L", "H", "Home", "End", "z z", "z b", "J", "K", "z f", "z F"]
    TestLibrary.press("Enter", &state)
    for _ in 0..<400 {
      TestLibrary.press(keys[Int(random.next() % UInt64(keys.count))], &state)
      let visible = state.visibleSamples ?? 0..<0
      #expect(visible.lowerBound >= 0 && visible.upperBound <= 8000 && !visible.isEmpty)
      #expect(state.cursorSample.map(visible.contains) == true)
      let hertz = state.visibleHertz
      #expect(hertz.map { $0.lowerBound >= 0 && $0.upperBound <= 4000 } == true)
    }
    TestLibrary.press("z a", &state)
    #expect(state.visibleSamples == 0..<8000)
  }

  @Test func zoomsAreGoneBack() {
    var state = TestLibrary.state(TestLibrary.library(3))
    TestLibrary.press("+ +", &state)
    let twice = state.viewport.span
    TestLibrary.press("+ z b", &state)
    #expect(state.viewport.span == twice)
    TestLibrary.press("z b z b", &state)
    #expect(state.viewport.span == nil)
    TestLibrary.press("z b", &state)
    #expect(state.notice?.kind == .refusal)
  }

  @Test func neighboursAreMadeReady() {
    var state = TestLibrary.state(TestLibrary.library(9), pictures: false)
    let asked = state.wantedPictures.map(\.clip.row)
    #expect(asked == [1, 2, 3, 4])
    let effects = update(&state, .key(KeyChord(.character("j"))))
    #expect(
      effects.contains {
        if case .pictures(let keys) = $0 { keys.first?.clip.row == 2 } else { false }
      })
  }

  @Test func quittingWaitsForTheDisk() {
    var state = TestLibrary.state(TestLibrary.library(5))
    let effects = TestLibrary.press("q", &state)
    #expect(effects.last == .quit)
    #expect(effects.contains { if case .store(.save) = $0 { true } else { false } })
  }

  @Test func theSessionGoesOnWhereItStopped() throws {
    var state = TestLibrary.state(TestLibrary.library(9))
    TestLibrary.press("j j j c V m", &state)
    let session = try #require(state.session)
    var next = AppState(
      place: "", annotator: "ada", size: state.size, now: TestLibrary.start, seed: 2,
      colorMaps: ["gray", "viridis"])
    let opened = OpenedLibrary(
      library: TestLibrary.library(9), undoDepth: 3, session: session, access: .folder)
    TestLibrary.send(.arrived(.opened(opened)), to: &next)
    #expect(next.current?.id == state.current?.id)
    #expect(next.colorMap == "gray" && next.viewport.view == .mfcc && next.saving.undoDepth == 3)
  }

  @Test func theSameEventsGiveTheSameState() {
    var first = TestLibrary.state(TestLibrary.library(30))
    var second = TestLibrary.state(TestLibrary.library(30))
    for keys in ["o r", "j j 3", "t t 4", "e", "Esc", "c"] {
      TestLibrary.press(keys, &first)
      TestLibrary.press(keys, &second)
    }
    #expect(first == second)
    #expect(screen(for: first) == screen(for: second))
  }

  @Test func messagesGoByThemselves() {
    var state = TestLibrary.state(TestLibrary.library(5))
    TestLibrary.press("o d", &state)
    #expect(state.notice != nil)
    TestLibrary.send(.tick(TestLibrary.start.addingTimeInterval(4.1)), to: &state)
    #expect(state.notice == nil)
  }
}
