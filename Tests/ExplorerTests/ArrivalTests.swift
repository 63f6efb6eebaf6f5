import CellCanvas
import Explorer
import Foundation
import Labeling
import Testing

/// What answers of the lanes change.
@Suite struct ArrivalTests {
  /// Where another window was faster, the store decides, and the library is read again.
  @Test func anotherWindowMayBeFaster() throws {
    var state = TestLibrary.state(TestLibrary.library(3, labels: ["one", "two"]))
    TestLibrary.press("] u 1", &state)
    let asked = LibraryEdit.add(try #require(state.library.clips[2].wholeAnnotation))
    TestLibrary.send(
      .arrived(.committed(CommittedEdit(edit: .batch([]), kind: .edit, undoDepth: 0))), to: &state)
    let theirs = Annotation(
      id: UUID(), clip: ID(row: 3), label: "two", origin: .person, annotator: "bob",
      created: TestLibrary.start)
    var library = TestLibrary.library(3, labels: ["one", "two"])
    library.apply(.add(theirs))
    let opened = OpenedLibrary(library: library, undoDepth: 0, session: nil, access: .folder)
    TestLibrary.send(.arrived(.opened(opened)), to: &state)
    #expect(state.library.clips[2].annotations.map(\.id) == [theirs.id])
    #expect(state.saving.isSaved && asked.clips == [ID(row: 3)])
  }

  @Test func aChangedRecordingIsDrawnAnew() {
    var state = TestLibrary.state(TestLibrary.library(3))
    #expect(state.isCurrentShown)
    var recording = state.library.clips[0].recording
    recording.sampleCount = 16_000
    let effects = update(&state, .arrived(.recordings([recording])))
    #expect(!state.isCurrentShown)
    #expect(effects.contains { if case .pictures = $0 { true } else { false } })
    let same = update(&state, .arrived(.recordings([state.library.clips[1].recording])))
    #expect(!same.contains { if case .store = $0 { true } else { false } })
  }

  @Test func undoIsShownAsSavingUntilItIsDone() {
    var state = TestLibrary.state(TestLibrary.library(3))
    TestLibrary.press("u", &state)
    #expect(state.notice?.what == "Nothing to undo." && state.saving.isSaved)
    state.saving.undoDepth = 1
    TestLibrary.press("u", &state)
    #expect(!state.saving.isSaved && state.saving.deadline != nil)
    TestLibrary.send(.arrived(.notUndone(Failure(what: "No"))), to: &state)
    #expect(state.saving.isSaved && state.saving.deadline == nil)
  }

  @Test func aRescanSaysWhatItFound() {
    var state = TestLibrary.state(TestLibrary.library(3))
    let findings = ScanFindings(added: 2, changed: 0, moved: 0, missing: 10_000)
    TestLibrary.send(.arrived(.found(findings)), to: &state)
    #expect(state.notice == nil)
    TestLibrary.press(":", &state)
    TestLibrary.type("rescan", &state)
    TestLibrary.press("Enter", &state)
    TestLibrary.send(.arrived(.found(findings)), to: &state)
    #expect(state.notice?.what == "2 new, 10 000 missing.")
  }

  @Test func labelsHaveALimitAndNothingInvisible() {
    var state = TestLibrary.state(TestLibrary.library(3))
    TestLibrary.press("e", &state)
    TestLibrary.send(.pasted(String(repeating: "x", count: 101)), to: &state)
    TestLibrary.press("Enter", &state)
    #expect(state.notice?.kind == .refusal && state.saving.isSaved)
    TestLibrary.press("e", &state)
    TestLibrary.send(.pasted("be\u{202e}ll\u{200b}"), to: &state)
    TestLibrary.press("Enter", &state)
    #expect(state.library.clips[0].label == "bell")
  }

  @Test func backspaceInAnEmptyLineTouchesNoLabel() {
    var state = TestLibrary.state(TestLibrary.library(3))
    TestLibrary.press("e x Backspace Backspace Backspace", &state)
    #expect(state.prompt != nil && state.library.clips[0].label == "one")
  }

  @Test func theReadoutStaysInTheVisibleBand() {
    var state = TestLibrary.state(TestLibrary.library(3))
    TestLibrary.press("z f z f J J J J J J J J", &state)
    let band = state.visibleHertz ?? 0...0
    #expect(band.upperBound <= 1001)
    let picture = screen(for: state)
    let text = PlainText.render(picture.canvas, images: [], palette: Palette())
    let status = text.split(separator: "\n", omittingEmptySubsequences: false)[38]
    #expect(!status.contains("kHz"), "\(status)")
  }
}
