import CellCanvas
import Explorer
import Foundation
import Labeling
import Testing

@Suite struct LabellingTests {
  private func commits(_ effects: [Effect]) -> [LibraryEdit] {
    effects.compactMap { if case .store(.commit(let edit)) = $0 { edit } else { nil } }
  }

  private func committed(_ edit: LibraryEdit) -> Event {
    .arrived(.committed(CommittedEdit(edit: edit, kind: .edit, undoDepth: 1)))
  }

  @Test func aDigitLabelsAndGoesOn() throws {
    var state = TestLibrary.state(TestLibrary.library(6))
    let edit = try #require(commits(TestLibrary.press("4", &state)).first)
    #expect(state.library.clips[0].label == "four")
    #expect(state.browser.cursor == 1)
    guard case .replace(let old, let new) = edit else {
      Issue.record("the old label must be replaced")
      return
    }
    #expect(old.label == "one" && new.label == "four" && new.origin == .person)
    #expect(new.annotator == "ada" && new.created == TestLibrary.start)
  }

  @Test func typingGoesOnFromWhatTabChose() throws {
    var state = TestLibrary.state(TestLibrary.library(6))
    TestLibrary.press("f", &state)
    TestLibrary.type("la", &state)
    TestLibrary.press("Tab Tab", &state)
    #expect(state.completions[1] == "label:")
    TestLibrary.type("tw", &state)
    #expect(state.prompt?.line == "label:tw")
    TestLibrary.press("Tab Space", &state)
    TestLibrary.type("dur<1", &state)
    #expect(state.prompt?.line == "label:two dur<1")
    TestLibrary.press("Enter", &state)
    #expect(state.browser.order == [1])
    TestLibrary.press("e", &state)
    TestLibrary.type("th", &state)
    TestLibrary.press("Tab Backspace", &state)
    #expect(state.prompt?.line == "thre" && state.prompt?.choice == nil)
  }

  @Test func savedIsShownOnlyWhenItIsOnDisk() throws {
    var state = TestLibrary.state(TestLibrary.library(6))
    #expect(statusRow(state).contains("✓ saved"))
    let edit = try #require(commits(TestLibrary.press("2", &state)).first)
    #expect(!statusRow(state).contains("✓ saved"))
    #expect(state.nextDeadline != nil)
    TestLibrary.send(committed(edit), to: &state)
    #expect(statusRow(state).contains("✓ saved"))
    #expect(statusRow(state).contains("↶ 1"))
  }

  @Test func aFolderLabelIsConfirmed() throws {
    var state = TestLibrary.state(TestLibrary.library(6))
    TestLibrary.press("j", &state)
    #expect(state.current?.wholeAnnotation?.origin == .folder)
    let label = try #require(state.current?.label)
    let digit = try #require(state.library.labels.digit(of: label))
    #expect(commits(TestLibrary.press(String(digit), &state)).count == 1)
    #expect(state.library.clips[1].wholeAnnotation?.origin == .person)
    TestLibrary.press("k", &state)
    #expect(commits(TestLibrary.press(String(digit), &state)).isEmpty)
  }

  @Test func picksAreLabelledInOneEdit() throws {
    var state = TestLibrary.state(TestLibrary.library(9))
    let edits = commits(TestLibrary.press("t t j t 3", &state))
    #expect(edits.count == 1)
    #expect(edits.first?.clips.count == 3)
    #expect(state.browser.picks.isEmpty)
    TestLibrary.press("g g v j j v", &state)
    #expect(state.browser.picks.count == 3)
    TestLibrary.press("*", &state)
    #expect(state.browser.picks.count == 6)
  }

  @Test func typedLabelsCompleteOrAreNew() {
    var state = TestLibrary.state(TestLibrary.library(6))
    TestLibrary.press("e", &state)
    TestLibrary.type("th", &state)
    #expect(state.completions == ["three"])
    TestLibrary.press("Tab Enter", &state)
    #expect(state.library.clips[0].label == "three")
    TestLibrary.press("e", &state)
    TestLibrary.type("까치", &state)
    TestLibrary.press("Enter", &state)
    #expect(state.library.clips[1].label == "까치")
    #expect(state.library.labels.names.last == "까치")
  }

  @Test func composedAndDecomposedAreOneLabel() {
    var state = TestLibrary.state(TestLibrary.library(6))
    for spelling in ["\u{d55c}", "\u{1112}\u{1161}\u{11ab}"] {
      TestLibrary.press("e", &state)
      TestLibrary.type(spelling, &state)
      TestLibrary.press("Enter", &state)
    }
    #expect(state.library.labels.names.count == 5)
  }

  @Test func clearingAndRepeating() {
    var state = TestLibrary.state(TestLibrary.library(6))
    #expect(commits(TestLibrary.press("Backspace", &state)).count == 1)
    #expect(state.library.clips[0].label == nil)
    TestLibrary.press("2 .", &state)
    #expect(state.library.clips[1].label == "two")
  }

  @Test func aLabelThatCannotBeWrittenWaits() throws {
    var state = TestLibrary.state(TestLibrary.library(6))
    let edit = try #require(commits(TestLibrary.press("2", &state)).first)
    let failure = Failure(what: "Disk full", remedy: "free space, then :save")
    TestLibrary.send(.arrived(.refused(edit, failure, isTemporary: true)), to: &state)
    #expect(statusRow(state).contains("● 1 unsaved"))
    #expect(state.library.clips[0].label == "two")
    #expect(commits(TestLibrary.press("3", &state)).isEmpty)
    TestLibrary.press("q", &state)
    #expect(statusRow(state).contains("2 labels are not saved."))
    TestLibrary.press("Esc :", &state)
    TestLibrary.type("save", &state)
    #expect(commits(TestLibrary.press("Enter", &state)).count == 2)
  }

  @Test func aRefusedEditIsTakenBack() throws {
    var state = TestLibrary.state(TestLibrary.library(6))
    let before = state.library
    let edit = try #require(commits(TestLibrary.press("3", &state)).first)
    TestLibrary.send(
      .arrived(.refused(edit, Failure(what: "No"), isTemporary: false)), to: &state)
    #expect(state.library == before)
  }

  @Test func aReadOnlyLibraryRefuses() {
    let failure = Failure(what: "NFS", why: "no locks", remedy: "use --library")
    var state = TestLibrary.state(TestLibrary.library(6), access: .readOnly(failure))
    #expect(commits(TestLibrary.press("1", &state)).isEmpty)
    #expect(state.notice?.what == "NFS")
    #expect(statusRow(state).contains("read-only"))
  }

  @Test func labelsOfAnotherWindowAreTaken() throws {
    var state = TestLibrary.state(TestLibrary.library(6))
    let annotation = Annotation(
      id: UUID(), clip: ID(row: 3), label: "five", origin: .person, annotator: "bob",
      created: TestLibrary.start)
    TestLibrary.send(.arrived(.elsewhere([.add(annotation)])), to: &state)
    #expect(state.library.clips[2].label == "five")
    #expect(state.notice?.what.contains("another window") == true)
  }

  private func statusRow(_ state: AppState) -> String {
    let picture = screen(for: state)
    let text = PlainText.render(picture.canvas, images: [], palette: Palette())
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
    return String(rows[state.size.rows - 2])
  }
}
