import CellCanvas
import Explorer
import Foundation
import Labeling
import Testing

@Suite struct TierTests {
  private func state(_ keys: String = "g l") -> AppState {
    var state = TestLibrary.state(TestLibrary.library(3))
    TestLibrary.press(keys, &state)
    return state
  }

  private func commits(_ effects: [Effect]) -> [LibraryEdit] {
    effects.compactMap { if case .store(.commit(let edit)) = $0 { edit } else { nil } }
  }

  private func text(_ state: AppState) -> String {
    PlainText.render(screen(for: state).canvas, images: [], palette: Palette())
  }

  @Test func aPointIsSetAtTheCursor() throws {
    var state = state()
    state.viewport.cursor = 3000
    TestLibrary.press("*", &state)
    #expect(state.prompt?.kind == .point)
    TestLibrary.type("click", &state)
    TestLibrary.press("Enter", &state)
    var point = try #require(state.focusedRegion)
    #expect(point.span == 3000..<3000 && point.label == "click" && point.tier == nil)
    state.viewport.cursor = 5000
    #expect(commits(TestLibrary.press("*", &state)).count == 1)
    point = try #require(state.focusedRegion)
    #expect(point.span == 5000..<5000 && point.label == "click")
    #expect(text(state).contains("◆"))
    // It moves as a whole.
    TestLibrary.press("l", &state)
    #expect(state.focusedRegion?.span == 5008..<5008)
    TestLibrary.press("d", &state)
    #expect(state.current?.regions.count == 1)
  }

  @Test func newRegionsGoToTheTierChosen() throws {
    var state = state("g l t")
    #expect(state.prompt?.kind == .tier)
    TestLibrary.type("calls", &state)
    TestLibrary.press("Enter", &state)
    #expect(state.tiers.current == "calls")
    state.selection = Selection(span: 1000..<2000)
    TestLibrary.press("1", &state)
    state.viewport.cursor = 4000
    TestLibrary.press("*", &state)
    #expect(state.current?.regions.map(\.tier) == ["calls", "calls"])
    #expect(text(state).contains("calls") && text(state).contains("tier calls"))
    TestLibrary.press("t", &state)
    TestLibrary.type("ca", &state)
    #expect(state.completions == ["calls"])
    TestLibrary.press("Esc t Enter", &state)
    #expect(state.tiers.current == nil)
    TestLibrary.press(":", &state)
    TestLibrary.type("tier marks of mine", &state)
    TestLibrary.press("Enter", &state)
    #expect(state.tiers.current == "marks of mine" && state.prompt == nil)
  }

  @Test(arguments: ["decision", "second look", "flag", "note", "+owl", "conflict 2", "limits"])
  func namesWithAMeaningAreRefused(name: String) {
    var state = state("g l t")
    TestLibrary.type(name, &state)
    TestLibrary.press("Enter", &state)
    #expect(state.tiers.current == nil && state.notice?.kind == .refusal)
  }

  @Test func oneTierIsShownAlone() throws {
    var state = state()
    TestLibrary.press("g T", &state)
    #expect(state.notice?.kind == .refusal)
    let spans: [(String?, Range<Int>)] = [
      (nil, 1000..<1500), ("a", 2000..<2500), ("b", 3000..<3500),
    ]
    for (tier, span) in spans {
      state.tiers.current = tier
      state.selection = Selection(span: span)
      TestLibrary.press("1", &state)
    }
    state.tiers.current = nil
    TestLibrary.press("Esc", &state)
    for (shown, span) in spans {
      TestLibrary.press("g T", &state)
      #expect(state.tiers.shown == .only(shown))
      TestLibrary.press("Home }", &state)
      #expect(state.focusedRegion?.span == span)
      #expect(text(state).contains("region 1/1"))
    }
    TestLibrary.press("g T", &state)
    #expect(state.tiers.shown == .all && state.focusedRegion != nil)
    TestLibrary.press("Home", &state)
    #expect(text(state).contains("region 3/3"))
  }

  @Test func notesAreTypedAndShown() throws {
    var state = state("g b")
    TestLibrary.press(":", &state)
    TestLibrary.type("note faint, behind rain", &state)
    #expect(commits(TestLibrary.press("Enter", &state)).count == 1)
    #expect(state.current?.wholeAnnotation?.note == "faint, behind rain")
    #expect(text(state).contains("“faint, behind rain”"))
    TestLibrary.press("g &", &state)
    #expect(state.prompt?.line == "faint, behind rain")
    TestLibrary.press("Ctrl-U Enter", &state)
    #expect(state.current?.wholeAnnotation?.note == nil)
    TestLibrary.press(":", &state)
    TestLibrary.type("confidence 0.25", &state)
    TestLibrary.press("Enter", &state)
    #expect(state.current?.wholeAnnotation?.confidence == 0.25)
    TestLibrary.press(":", &state)
    TestLibrary.type("confidence 7", &state)
    TestLibrary.press("Enter", &state)
    #expect(state.prompt?.flaw != nil)
  }

  @Test func aClipWithoutALabelHasANote() throws {
    var state = state("g b G")
    #expect(state.current?.isLabelled == false)
    TestLibrary.press("g &", &state)
    TestLibrary.type("ask Ann", &state)
    TestLibrary.press("Enter", &state)
    #expect(state.current?.isLabelled == false && text(state).contains("“ask Ann”"))
    #expect(state.library.labels.place(of: "note") == nil)
    TestLibrary.press("g & Ctrl-U Enter", &state)
    #expect(state.current?.annotations.isEmpty == true)
  }

  @Test func theRegionUnderTheCursorIsNotedAbout() throws {
    var state = state()
    state.selection = Selection(span: 1000..<2000)
    TestLibrary.press("1 Esc", &state)
    state.viewport.cursor = 1500
    TestLibrary.press("g &", &state)
    TestLibrary.type("two birds", &state)
    TestLibrary.press("Enter", &state)
    #expect(state.current?.regions.first?.note == "two birds")
    TestLibrary.press("Home }", &state)
    #expect(text(state).contains("two birds"))
  }
}
