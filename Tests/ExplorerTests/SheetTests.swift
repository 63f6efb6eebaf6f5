import Acoustics
import CellCanvas
import Explorer
import Labeling
import Testing

@Suite struct SheetTests {
  private func sheet(_ count: Int, columns: Int = 80, rows: Int = 24) -> AppState {
    var state = TestLibrary.state(TestLibrary.library(count), columns: columns, rows: rows)
    TestLibrary.press("g a", &state)
    return state
  }

  @Test func keysMoveInTwoDimensions() {
    var state = sheet(30)
    #expect(state.mode == .sheet)
    #expect(state.sheetLayout.columns == 4)
    TestLibrary.press("l j j", &state)
    #expect(state.browser.cursor == 9)
    TestLibrary.press("k h", &state)
    #expect(state.browser.cursor == 4)
    TestLibrary.press("k k", &state)
    #expect(state.browser.cursor == 0)
    TestLibrary.press("PageDown", &state)
    #expect(state.browser.cursor == 12)
    TestLibrary.press("Ctrl-D", &state)
    #expect(state.browser.cursor == 16)
    TestLibrary.press("PageUp PageUp", &state)
    #expect(state.browser.cursor == 0)
    TestLibrary.press("End", &state)
    #expect(state.browser.cursor == 29)
    // The last line is not full: below the clip over it there is the last one, below that nothing.
    TestLibrary.press("k l l", &state)
    #expect(state.browser.cursor == 27)
    TestLibrary.press("j j", &state)
    #expect(state.browser.cursor == 29)
    TestLibrary.press("Home", &state)
    #expect(state.browser.cursor == 0)
  }

  @Test func scrollsWithTheCursorInView() {
    var state = sheet(60)
    for _ in 0..<20 {
      TestLibrary.press("j", &state)
      let line = state.browser.cursor / 4
      #expect((state.sheet.top..<state.sheet.top + 3).contains(line))
    }
    #expect(state.sheet.top == 12)
    TestLibrary.press("g g", &state)
    #expect(state.sheet.top == 0)
  }

  @Test func sizesHaveEnds() {
    var state = sheet(30)
    #expect(state.tileSize == .small)
    TestLibrary.press("-", &state)
    #expect(state.tileSize == .tiny)
    TestLibrary.press("-", &state)
    #expect(state.notice?.kind == .refusal)
    TestLibrary.press("+ + +", &state)
    #expect(state.tileSize == .large)
    TestLibrary.press("+", &state)
    #expect(state.notice?.kind == .refusal)
  }

  @Test func aDigitLabelsInPlace() {
    var state = sheet(30)
    TestLibrary.press("j 2", &state)
    #expect(state.browser.cursor == 4)
    #expect(state.current?.label == "two")
    #expect(state.saving.waiting.count == 1)
  }

  @Test func aRangeIsOneEdit() throws {
    var state = sheet(30)
    TestLibrary.press("l v j 3", &state)
    #expect(state.saving.waiting.count == 1)
    let labels = (1...5).map { state.library.clips[state.browser.order[$0]].label }
    #expect(labels == [String](repeating: "three", count: 5))
    #expect(state.browser.picks.isEmpty && state.browser.rangeStart == nil)
    let edit = try #require(state.saving.waiting.first)
    // What a single undo takes back.
    let before = TestLibrary.library(30).clips.map(\.label)
    let committed = CommittedEdit(edit: edit, kind: .edit, undoDepth: 1)
    TestLibrary.send(.arrived(.committed(committed)), to: &state)
    let undone = CommittedEdit(edit: edit.inverse, kind: .undo, undoDepth: 0)
    TestLibrary.send(.arrived(.committed(undone)), to: &state)
    #expect(state.library.clips.map(\.label) == before)
  }

  @Test func aRangeInTheListIsLabelledToo() {
    var state = TestLibrary.state(TestLibrary.library(10))
    TestLibrary.press("v j j 1", &state)
    #expect(state.saving.waiting.count == 1)
    #expect((0..<3).allSatisfy { state.library.clips[state.browser.order[$0]].label == "one" })
  }

  @Test func enterOpensAndBackLeadsToTheSheet() {
    var state = sheet(30)
    TestLibrary.press("j Enter", &state)
    #expect(state.mode == .spectrogram)
    #expect(state.browser.cursor == 4)
    TestLibrary.press("q", &state)
    #expect(state.mode == .sheet)
    TestLibrary.press("q", &state)
    #expect(state.mode == .browse)
    TestLibrary.press("Enter q", &state)
    #expect(state.mode == .browse)
  }

  @Test func visibleTilesAreWantedFirst() throws {
    var state = TestLibrary.state(TestLibrary.library(100), columns: 80, rows: 24)
    let effects =
      update(&state, .key(KeyChord(.character("g"))))
      + update(
        &state, .key(KeyChord(.character("a"))))
    let request = try #require(effects.compactMap(\.thumbnails).last)
    #expect(request.visibleCount == 12)
    let rows = request.subjects.compactMap { subject in
      state.browser.order.firstIndex { state.library.clips[$0].id == subject.clip }
    }
    #expect(rows == Array(0..<24))
    #expect(state.awaitsThumbnails)
    // What came is not asked for again, and what is not on the screen draws nothing.
    let visible = TestLibrary.thumbnails(request, in: 0..<12)
    #expect(update(&state, .arrived(.thumbnails(visible))).compactMap(\.thumbnails).isEmpty)
    #expect(state.shows(visible) && !state.awaitsThumbnails)
    let ahead = TestLibrary.thumbnails(request, in: 12..<24)
    #expect(!state.shows(ahead))
    #expect(update(&state, .arrived(.thumbnails(ahead))).compactMap(\.thumbnails).isEmpty)
    #expect(update(&state, .key(KeyChord(.character("l")))).compactMap(\.thumbnails).isEmpty)
  }

  @Test func goingUpLooksAheadUpwards() throws {
    var state = sheet(100)
    TestLibrary.press("G", &state)
    let effects = update(&state, .key(KeyChord(.pageUp)))
    let request = try #require(effects.compactMap(\.thumbnails).last)
    let rows = request.subjects.dropFirst(request.visibleCount).compactMap { subject in
      state.browser.order.firstIndex { state.library.clips[$0].id == subject.clip }
    }
    #expect(!rows.isEmpty && rows == rows.sorted(by: >))
    #expect(rows.allSatisfy { $0 < state.sheet.top * 4 })
  }

  @Test func picturesAreBounded() {
    var state = sheet(9000, columns: 400, rows: 100)
    TestLibrary.press("- -", &state)
    for _ in 0..<14 { TestLibrary.press("PageDown", &state) }
    #expect(state.thumbnails.count <= RecentThumbnails.limit)
    #expect(state.thumbnails.count > 2000)
    // All that is on the screen is there.
    #expect(!state.awaitsThumbnails)
  }

  @Test func anotherLookMakesTilesAnew() throws {
    var state = sheet(30)
    let key = { (keys: String, state: inout AppState) -> ThumbnailRequest? in
      TestLibrary.press(keys, &state).compactMap(\.thumbnails).last
    }
    #expect(key("V m", &state)?.style.feature == .mfcc)
    #expect(key("V s", &state)?.style.feature == .spectrogram)
    #expect(key(", f", &state)?.style.scale == .logarithmic)
    #expect(key(")", &state)?.style.decibels == -65...0)
    #expect(key("+", &state)?.style.size == TileSize.medium.picture)
    #expect(key("c", &state) == nil)
  }
}

extension Effect {
  /// The request, if small pictures are asked for.
  var thumbnails: ThumbnailRequest? {
    if case .thumbnails(let request) = self { request } else { nil }
  }
}
