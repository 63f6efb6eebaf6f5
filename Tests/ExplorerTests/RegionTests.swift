import CellCanvas
import Explorer
import Foundation
import Labeling
import Testing

@Suite struct RegionTests {
  /// An explorer in a mode with the cursor at a sample of a clip of one second at 8 kHz.
  private func state(_ keys: String = "g l", cursor: Int = 2000) -> AppState {
    var state = TestLibrary.state(TestLibrary.library(3))
    TestLibrary.press(keys, &state)
    state.viewport.cursor = cursor
    return state
  }

  private func commits(_ effects: [Effect]) -> [LibraryEdit] {
    effects.compactMap { if case .store(.commit(let edit)) = $0 { edit } else { nil } }
  }

  /// What a command did is taken back by the inverse of its edit.
  private func expectInverse(
    _ edit: LibraryEdit, _ before: AppState, _ after: AppState,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var library = before.library
    library.apply(edit)
    #expect(library.clips == after.library.clips, sourceLocation: sourceLocation)
    library.apply(edit.inverse)
    #expect(library.clips == before.library.clips, sourceLocation: sourceLocation)
  }

  private func marked(_ span: Range<Int>, _ label: String = "1") -> AppState {
    var state = state()
    state.selection = Selection(span: span)
    TestLibrary.press(label, &state)
    return state
  }

  @Test(arguments: [("g b", "[ [", "] ]"), ("g s", "[", "]"), ("g l", "[", "]")])
  func bracketsMarkFromCursorToCursor(mode: String, onset: String, offset: String) throws {
    var state = state(mode)
    TestLibrary.press(onset, &state)
    #expect(state.selection?.span.lowerBound == 2000)
    #expect(state.marking.isStretching && state.marking.edge == .offset)
    state.viewport.cursor = 4000
    TestLibrary.press(offset, &state)
    #expect(state.selection?.span == 2000..<4000)
    state.viewport.cursor = 1000
    TestLibrary.press(onset, &state)
    #expect(state.selection?.span == 1000..<4000)
    state.viewport.cursor = 500
    TestLibrary.press(offset, &state)
    #expect(state.selection?.span.upperBound == 500)
    TestLibrary.press("Esc", &state)
    #expect(state.selection == nil)
  }

  @Test func theEndOfTheClipCanBeMarked() {
    var state = state()
    TestLibrary.press("[ End ]", &state)
    #expect(state.selection?.span == 2000..<8000)
  }

  @Test func aNewMarkIsDrawnOutToBothSides() {
    var state = state()
    TestLibrary.press("[ L", &state)
    let right = state.selection?.span
    #expect(right?.lowerBound == 2000 && (right?.count ?? 0) > 500)
    TestLibrary.press("H H H", &state)
    #expect(state.selection?.span.upperBound == 2000)
    #expect(state.marking.edge == .onset)
  }

  @Test func edgesMoveFineAndCoarse() {
    var state = state()
    state.selection = Selection(span: 2000..<4000)
    TestLibrary.press("l", &state)
    #expect(state.selection?.span == 2000..<4008)
    #expect(state.cursorSample == 4008)
    let coarse = max(80, 8000 / state.layout.picture.columns)
    TestLibrary.press("H", &state)
    #expect(state.selection?.span == 2000..<(4008 - coarse))
    TestLibrary.press("o h", &state)
    #expect(state.selection?.span.lowerBound == 1992)
    for _ in 0..<200 { TestLibrary.press("L", &state) }
    #expect(state.selection?.span.count == 1)
    for _ in 0..<200 { TestLibrary.press("H", &state) }
    #expect(state.selection?.span.lowerBound == 0)
  }

  @Test func boxesHaveFourEdges() throws {
    var state = state("g s")
    state.selection = Selection(span: 2000..<4000)
    TestLibrary.press("b", &state)
    #expect(state.selection?.hertz == 1000...3000)
    #expect(state.marking.edge == .high)
    TestLibrary.press("l L", &state)
    #expect(state.selection?.hertz?.upperBound == 3044)
    TestLibrary.press("o", &state)
    #expect(state.marking.edge == .onset)
    TestLibrary.press("o o l", &state)
    #expect(state.selection?.hertz?.lowerBound == 1004)
    for _ in 0..<100 { TestLibrary.press("L", &state) }
    #expect(state.selection?.hertz?.lowerBound == 3043)
    TestLibrary.press("b", &state)
    #expect(state.selection?.hertz == nil && state.marking.edge == .offset)
  }

  @Test func zoomingShowsTheMarkWithALittleAround() throws {
    var state = state("g s")
    state.selection = Selection(span: 2000..<4000, hertz: 1000...2000)
    TestLibrary.press("z s", &state)
    #expect(state.viewport.span == 1900..<4100)
    #expect(state.viewport.hertz == 750...2250)
  }

  @Test func anotherClipHasNoMark() {
    var state = state()
    TestLibrary.press("[ ] j", &state)
    #expect(state.selection == nil && state.marking == Marking())
  }

  @Test func aLabelKeyMakesARegion() throws {
    var state = state("g s")
    state.selection = Selection(span: 2000..<4000, hertz: 500...900)
    let before = state
    let effects = TestLibrary.press("2", &state)
    let edit = try #require(commits(effects).first)
    guard case .add(let region) = edit else {
      Issue.record("\(edit) adds nothing")
      return
    }
    #expect(region.span == 2000..<4000 && region.hertz == 500...900)
    #expect(region.label == "two" && region.origin == .person && region.annotator == "ada")
    #expect(state.current?.label == "one" && state.browser.cursor == 0)
    #expect(state.selection == nil && state.marking.region == region.id)
    #expect(!state.saving.isSaved)
    expectInverse(edit, before, state)
  }

  @Test func withoutAMarkALabelKeyLabelsTheClip() {
    var state = state("g b")
    let effects = TestLibrary.press("2", &state)
    #expect(state.library.clips[0].label == "two" && state.browser.cursor == 1)
    #expect(commits(effects).count == 1)
  }

  @Test func picksAreLabelledAndTheMarkStays() {
    var state = state("g b")
    TestLibrary.press("t k", &state)
    state.selection = Selection(span: 2000..<4000)
    TestLibrary.press("2", &state)
    #expect(state.library.clips[0].label == "two")
    #expect(state.library.clips[0].regions.isEmpty)
  }

  @Test func theTypedLabelAndTheLastOneMakeRegions() {
    var state = state()
    state.selection = Selection(span: 2000..<4000)
    TestLibrary.press("a", &state)
    #expect(state.prompt?.kind == .label)
    TestLibrary.type("bell", &state)
    TestLibrary.press("Enter", &state)
    #expect(state.focusedRegion?.label == "bell")
    state.selection = Selection(span: 5000..<6000)
    TestLibrary.press("Enter", &state)
    #expect(state.current?.regions.map(\.label) == ["bell", "bell"])
  }

  @Test func relabellingKeepsTheRegion() throws {
    var state = marked(2000..<4000)
    let before = state
    let region = try #require(state.focusedRegion)
    let edit = try #require(commits(TestLibrary.press("3", &state)).first)
    #expect(state.focusedRegion?.label == "three")
    #expect(state.focusedRegion?.id == region.id && state.focusedRegion?.span == region.span)
    #expect(commits(TestLibrary.press("3", &state)).isEmpty)
    expectInverse(edit, before, state)
  }

  @Test func movesOfAnEdgeAreOneEdit() throws {
    var state = marked(2000..<4000)
    let before = state
    #expect(commits(TestLibrary.press("l l H", &state)).isEmpty)
    #expect(state.focusedRegion?.span != 2000..<4000)
    let later = state.now.addingTimeInterval(0.6)
    #expect(state.nextDeadline.map { $0 < later } == true)
    #expect(update(&state, .tick(state.now.addingTimeInterval(0.1))).isEmpty)
    let edit = try #require(commits(update(&state, .tick(later))).first)
    #expect(update(&state, .tick(later)).isEmpty)
    expectInverse(edit, before, state)
    TestLibrary.press("h", &state)
    #expect(commits(TestLibrary.press("o", &state)).count == 1)
    TestLibrary.press("h", &state)
    #expect(commits(update(&state, .ended)).count == 1)
  }

  @Test func aMovedEdgeIsNotShownAsSaved() {
    var state = marked(2000..<4000)
    state.saving = Saving()
    let text = { PlainText.render(screen(for: state).canvas, images: [], palette: Palette()) }
    #expect(text().contains("✓ saved"))
    TestLibrary.press("l", &state)
    #expect(!text().contains("✓ saved"))
  }

  @Test func regionsAreGoneThroughAndDeleted() throws {
    var state = state()
    for span in [3000..<3500, 1000..<1500, 5000..<5500] {
      state.selection = Selection(span: span)
      TestLibrary.press("1", &state)
    }
    TestLibrary.press("Esc Home }", &state)
    #expect(state.focusedRegion?.span == 1000..<1500)
    #expect(state.cursorSample == 1000)
    TestLibrary.press("} }", &state)
    #expect(state.focusedRegion?.span == 5000..<5500)
    TestLibrary.press("}", &state)
    #expect(state.notice?.what == "This is the last region.")
    TestLibrary.press("{", &state)
    let before = state
    let edit = try #require(commits(TestLibrary.press("d", &state)).first)
    #expect(state.focusedRegion?.span == 5000..<5500)
    expectInverse(edit, before, state)
    TestLibrary.press("d d", &state)
    #expect(state.current?.regions.isEmpty == true && state.focusedRegion == nil)
  }

  @Test func aRegionIsSplitAndMergedAgain() throws {
    var state = marked(2000..<4000)
    state.viewport.cursor = 3000
    var before = state
    var edit = try #require(commits(TestLibrary.press("S", &state)).first)
    #expect(state.current?.regions.map(\.span) == [2000..<3000, 3000..<4000])
    #expect(state.current?.regions.map(\.label) == ["one", "one"])
    expectInverse(edit, before, state)
    TestLibrary.press("2 {", &state)
    before = state
    edit = try #require(commits(TestLibrary.press("M", &state)).first)
    #expect(state.current?.regions.map(\.span) == [2000..<4000])
    #expect(state.current?.regions.map(\.label) == ["one"])
    expectInverse(edit, before, state)
  }

  @Test(arguments: [
    ("g l", "{", "no region"), ("g l", "}", "no region"), ("g l", "d", "no region"),
    ("g l", "S", "no region"), ("g l", "M", "no region"), ("g l", "a", "Nothing is marked"),
    ("g l", "o", "Nothing is marked"), ("g l", "b", "Nothing is marked"),
    ("g l", "T", "Nothing is marked"), ("g l", "z s", "Nothing is marked"),
    ("g s", "a", "Nothing is marked"), ("g b", "o o", "[[ and ]]"),
    ("V w g l", "b", "no frequencies"), ("g l", "R", "whole recording"),
    ("g l Home", "X", "edge of the clip"),
  ])
  func refusalsSayWhy(setup: String, key: String, why: String) {
    var state = TestLibrary.state(TestLibrary.library(3))
    TestLibrary.press(setup, &state)
    let before = state.library
    TestLibrary.press(key, &state)
    #expect(state.notice?.kind == .refusal)
    #expect(state.notice?.what.contains(why) == true, "\(state.notice?.what ?? "")")
    #expect(state.library == before)
  }

  @Test func regionsOfTheFocusAreRefusedWithoutIt() {
    var state = marked(2000..<4000)
    TestLibrary.press("Esc M", &state)
    #expect(state.notice?.what.contains("No region is in focus") == true)
    TestLibrary.press("Home S", &state)
    #expect(state.notice?.what.contains("inside no region") == true)
    TestLibrary.press("} M", &state)
    #expect(state.notice?.what.contains("No region of this tier follows") == true)
  }

  @Test(arguments: ["1", "a", "T", "d"])
  func readOnlyLibrariesTakeNoEdits(key: String) {
    let failure = Failure(what: "It can't be written", why: "the disk is read-only")
    var state = TestLibrary.state(TestLibrary.library(3), access: .readOnly(failure))
    TestLibrary.press("g l", &state)
    state.selection = Selection(span: 2000..<4000)
    let before = state.library
    #expect(commits(TestLibrary.press(key, &state)).isEmpty)
    #expect(state.library == before && state.notice != nil)
  }

  @Test func lanesHaveThreeRowsAndCountTheRest() {
    let spans = [0..<1000, 100..<900, 200..<800, 300..<700, 400..<600, 1000..<1100]
    let regions = spans.map { span in
      Annotation(
        id: UUID(), clip: ID(row: 1), span: span, label: "a", origin: .person, annotator: "",
        created: TestLibrary.start)
    }
    let lanes = RegionLanes(regions)
    #expect(lanes.rows.map(\.regions.count) == [2, 1, 1])
    #expect(lanes.rows.map(\.hidden.count) == [0, 0, 2])
    #expect(lanes.rows.map(\.name) == ["you", nil, nil])
    #expect(RegionLanes(regions, areTiersApart: false).rows.count == 1)
    var other = regions[0]
    other.tier = "birds"
    #expect(RegionLanes([other] + regions).rows.last?.name == "birds")
  }
}
