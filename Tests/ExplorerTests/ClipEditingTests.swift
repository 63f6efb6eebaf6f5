import Explorer
import Foundation
import Labeling
import Testing

@Suite struct ClipEditingTests {
  private func state(_ keys: String = "g l") -> AppState {
    var state = TestLibrary.state(TestLibrary.library(3))
    TestLibrary.press(keys, &state)
    return state
  }

  private func commit(_ effects: [Effect]) throws -> LibraryEdit {
    let edits = effects.compactMap {
      if case .store(.commit(let edit)) = $0 { edit } else { nil }
    }
    #expect(edits.count == 1)
    return try #require(edits.first)
  }

  private func undo(_ edit: LibraryEdit, _ state: inout AppState) {
    TestLibrary.send(
      .arrived(.committed(CommittedEdit(edit: edit.inverse, kind: .undo, undoDepth: 0))),
      to: &state)
  }

  @Test func aTrimChangesTheClipAndUndoGivesItBack() throws {
    var state = state()
    let before = state.library
    state.selection = Selection(span: 2000..<4000)
    let clip = try #require(state.current)
    let edit = try commit(TestLibrary.press("T", &state))
    #expect(edit == .trim(clip: clip.id, from: nil, to: 2000..<4000))
    #expect(state.current?.span == 2000..<4000 && state.current?.duration == 0.25)
    #expect(state.clipSamples == 2000..<4000 && state.visibleSamples == 2000..<4000)
    #expect(state.selection == nil)
    #expect(state.currentKey?.clipSpan == 2000..<4000)
    TestLibrary.press("End", &state)
    #expect(state.cursorSample == 3999)
    undo(edit, &state)
    #expect(state.library == before && state.clipSamples == 0..<8000)
  }

  @Test func aClipIsTrimmedToTheRegionInFocus() throws {
    var state = state()
    state.selection = Selection(span: 2000..<4000)
    TestLibrary.press("1 T", &state)
    #expect(state.current?.span == 2000..<4000)
    #expect(state.current?.regions.map(\.span) == [2000..<4000])
    #expect(TestLibrary.press("T", &state).isEmpty)
    #expect(state.notice?.what == "All of the clip is marked.")
    TestLibrary.press(":", &state)
    TestLibrary.type("untrim-clip", &state)
    TestLibrary.press("Enter", &state)
    #expect(state.current?.span == nil)
  }

  @Test func theLoudestPartComesToTheMiddle() throws {
    var state = state()
    // The tone of the picture is loudest at the middle of the recording.
    state.selection = Selection(span: 2000..<4500)
    TestLibrary.press("T", &state)
    let edit = try commit(TestLibrary.press("R", &state))
    guard case .trim(_, 2000..<4500, let span?) = edit else {
      Issue.record("\(edit) shifts nothing")
      return
    }
    #expect(span.count == 2500 && span.lowerBound > 2500 && span.lowerBound < 3500)
  }

  @Test func theClipIsCutAtTheCursorWithItsLabels() throws {
    var state = state()
    for span in [1000..<2000, 3000..<5000, 6000..<7000] {
      state.selection = Selection(span: span)
      TestLibrary.press("2", &state)
    }
    let before = state.library
    let lengths = before.clips.count
    TestLibrary.press("Esc", &state)
    state.viewport.cursor = 4000
    let edit = try commit(TestLibrary.press("X", &state))
    #expect(state.library.clips.count == lengths + 1)
    let (first, second) = (state.library.clips[0], state.library.clips[1])
    #expect(first.span == 0..<4000 && second.span == 4000..<8000)
    #expect(first.label == "one" && second.label == "one")
    #expect(first.regions.map(\.span) == [1000..<2000, 3000..<4000])
    #expect(second.regions.map(\.span) == [4000..<5000, 6000..<7000])
    #expect(state.current?.id == first.id && state.browser.order.count == lengths + 1)
    #expect(state.library.labelledCount == before.labelledCount + 1)
    var library = state.library
    library.apply(edit.inverse)
    #expect(library.clips == before.clips)
    TestLibrary.press("j", &state)
    #expect(state.current?.id == second.id && state.clipSamples == 4000..<8000)
    undo(edit, &state)
    #expect(state.library.clips == before.clips && state.current?.id == first.id)
  }

  @Test func aClipIsCutIntoEqualParts() throws {
    var state = state("g b")
    TestLibrary.press(":", &state)
    TestLibrary.type("cut-into 4", &state)
    _ = try commit(TestLibrary.press("Enter", &state))
    #expect(
      state.library.clips.prefix(4).map(\.span) == [
        0..<2000, 2000..<4000, 4000..<6000, 6000..<8000,
      ])
    TestLibrary.press(":", &state)
    TestLibrary.type("cut-into", &state)
    TestLibrary.press("Enter", &state)
    #expect(state.prompt?.kind == .partCount)
    TestLibrary.type("2", &state)
    TestLibrary.press("Enter", &state)
    #expect(state.library.clips.prefix(2).map(\.span) == [0..<1000, 1000..<2000])
  }

  @Test(arguments: ["cut-into 1", "cut-into 0", "cut-into x", "cut-into 1001"])
  func oddCountsAreRefused(line: String) {
    var state = state("g b")
    let before = state.library
    TestLibrary.press(":", &state)
    TestLibrary.type(line, &state)
    #expect(TestLibrary.press("Enter", &state).isEmpty)
    #expect(state.notice?.kind == .refusal && state.library == before)
  }

  @Test func clipsOfRegionsAreLabelledAsTheyAre() throws {
    var state = state()
    for (span, key) in [(1000..<2000, "2"), (3000..<5000, "3")] {
      state.selection = Selection(span: span)
      TestLibrary.press(key, &state)
    }
    let before = state.library
    TestLibrary.press(":", &state)
    TestLibrary.type("clips-of-regions", &state)
    let edit = try commit(TestLibrary.press("Enter", &state))
    let clips = state.library.clips.prefix(3)
    #expect(clips.map(\.span) == [nil, 1000..<2000, 3000..<5000])
    #expect(clips.map(\.label) == ["one", "two", "three"])
    #expect(clips[0].regions.count == 2)
    undo(edit, &state)
    #expect(state.library.clips == before.clips)
  }

  @Test func anotherWindowsClipsComeIntoTheList() throws {
    var state = state("g b")
    TestLibrary.press("o r", &state)
    let clip = state.library.clips[1]
    let shown = state.browser.order.map { state.library.clips[$0].id }
    let new = NewClip(
      clip: ID(row: 1 << 41), id: UUID(), recording: clip.recording.id, span: 10..<20)
    TestLibrary.send(.arrived(.elsewhere([.addClip(new)])), to: &state)
    let after = state.browser.order.map { state.library.clips[$0].id }
    #expect(after.filter { $0 != new.clip } == shown)
    let place = try #require(after.firstIndex(of: new.clip))
    #expect(after[place - 1] == clip.id)
    TestLibrary.send(.arrived(.elsewhere([.removeClip(new)])), to: &state)
    #expect(state.browser.order.map { state.library.clips[$0].id } == shown)
  }

  @Test func theSessionComesBackToThePart() throws {
    var state = state("g b")
    TestLibrary.press(":", &state)
    TestLibrary.type("cut-into 3", &state)
    TestLibrary.press("Enter j j", &state)
    let session = try #require(state.session)
    let opened = OpenedLibrary(
      library: state.library, undoDepth: 0, session: session, access: .folder)
    var next = AppState(
      place: "ears", annotator: "ada", size: state.size, now: state.now, seed: 2)
    TestLibrary.send(.arrived(.opened(opened)), to: &next)
    #expect(next.current?.id == state.current?.id)
  }
}
