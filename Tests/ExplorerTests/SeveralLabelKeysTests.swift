import CellCanvas
import Explorer
import Foundation
import Labeling
import Testing

@Suite struct SeveralLabelKeysTests {
  private func library() -> Library {
    var library = TestLibrary.library(3, labels: ["one", "two", "three"])
    var labels = library.labels
    labels.isMultiple = true
    library.apply(.labelSet(from: library.labels, to: labels))
    return library
  }

  private func commits(_ effects: [Effect]) -> [LibraryEdit] {
    effects.compactMap { if case .store(.commit(let edit)) = $0 { edit } else { nil } }
  }

  private func text(_ state: AppState) -> String {
    PlainText.render(screen(for: state).canvas, images: [], palette: Palette())
  }

  @Test func keysAddAndTakeLabels() throws {
    var state = TestLibrary.state(library())
    let before = state.library
    var edit = try #require(commits(TestLibrary.press("2", &state)).first)
    #expect(state.current?.labels == ["one", "two"] && state.browser.cursor == 0)
    #expect(text(state).contains("one, two"))
    #expect(text(state).contains(" 1 one ") && text(state).contains(" 2 two "))
    // One key is one step back.
    var undone = state.library
    undone.apply(edit.inverse)
    #expect(undone.clips == before.clips)
    TestLibrary.press("3", &state)
    #expect(Set(state.current?.labels ?? []) == ["one", "two", "three"])
    // The first one goes; the next takes its place.
    edit = try #require(commits(TestLibrary.press("1", &state)).first)
    #expect(Set(state.current?.labels ?? []) == ["two", "three"])
    #expect(state.current?.annotations.count { $0.tier == nil } == 1)
    undone = state.library
    undone.apply(edit.inverse)
    #expect(undone.clips[0].label == "one")
    TestLibrary.press("2 3", &state)
    #expect(state.current?.isLabelled == false)
    TestLibrary.press("1 2 Backspace", &state)
    #expect(state.current?.isLabelled == false)
  }

  @Test func trainingTakesTheFirstLabelAndSaysSo() throws {
    var state = TestLibrary.state(library(), columns: 120, rows: 40)
    TestLibrary.press("2 g t", &state)
    #expect(text(state).contains("2 labelled, 2 classes"))
    #expect(text(state).contains("of 1 with several the first counts"))
    TestLibrary.press("Enter", &state)
    #expect(state.notice?.what == "Training on 2 clips, each by its first label.")
    // Further labels make no second class.
    var alone = TestLibrary.library(2, labels: ["one"])
    var labels = alone.labels
    labels.isMultiple = true
    labels.insert("two")
    alone.apply(.labelSet(from: alone.labels, to: labels))
    state = TestLibrary.state(alone)
    TestLibrary.press("2", &state)
    TestLibrary.send(.command("train"), to: &state)
    #expect(state.notice?.what == "Training needs labelled clips of two classes or more.")
  }

  @Test func labelsOfTheFolderAreConfirmedFirst() throws {
    var state = TestLibrary.state(library())
    TestLibrary.press("j", &state)
    #expect(state.current?.wholeAnnotation?.origin == .folder)
    TestLibrary.press("2", &state)
    #expect(state.current?.labels == ["two"] && state.current?.wholeAnnotation?.origin == .person)
    TestLibrary.press("2", &state)
    #expect(state.current?.isLabelled == false)
  }

  @Test func picksAllGetTheLabel() throws {
    var state = TestLibrary.state(library())
    TestLibrary.press("t t", &state)
    TestLibrary.press("k k v j", &state)
    let edits = commits(TestLibrary.press("2", &state))
    #expect(edits.count == 1)
    #expect(state.library.clips[0].labels.contains("two"))
    #expect(state.library.clips[1].labels.contains("two"))
  }

  @Test func whatAnotherPersonSaidStays() throws {
    var library = library()
    let clip = library.clips[0]
    for annotation in clip.annotations { library.apply(.remove(annotation)) }
    for (label, tier) in [("one", nil), ("three", "+three")] {
      library.apply(
        .add(
          Annotation(
            id: UUID(), clip: clip.id, label: label, tier: tier, origin: .person,
            annotator: "bob", created: TestLibrary.start)))
    }
    var state = TestLibrary.state(library)
    TestLibrary.send(.tick(TestLibrary.start.addingTimeInterval(5)), to: &state)
    TestLibrary.press("2", &state)
    #expect(state.current?.opinions.map(\.text) == ["one + three", "one + three + two"])
    #expect(state.current?.labels.sorted() == ["one", "three", "two"])
  }

  @Test func aCommandLetsClipsHaveSeveral() throws {
    var state = TestLibrary.state(TestLibrary.library(3))
    let effects = TestLibrary.send(.command("several-labels"), to: &state)
    let edit = try #require(commits(effects).first)
    #expect(state.library.labels.isMultiple && state.notice?.what.contains("several") == true)
    state.library.apply(edit.inverse)
    #expect(!state.library.labels.isMultiple)
  }

  @Test func aReviewDecidesForTheWholeSet() throws {
    var library = library()
    let clip = library.clips[0]
    for annotation in clip.annotations { library.apply(.remove(annotation)) }
    let said = [("ann", "one", nil), ("ann", "two", "+two"), ("bob", "one", nil)]
    for (place, (who, label, tier)) in said.enumerated() {
      library.apply(
        .add(
          Annotation(
            id: UUID(), clip: clip.id, label: label, tier: tier, origin: .person, annotator: who,
            created: TestLibrary.start.addingTimeInterval(Double(place)))))
    }
    var state = TestLibrary.state(library)
    TestLibrary.send(.tick(TestLibrary.start.addingTimeInterval(60)), to: &state)
    TestLibrary.press("Q", &state)
    TestLibrary.type("between", &state)
    TestLibrary.press("Enter", &state)
    #expect(state.isReviewing && text(state).contains("one + two"))
    TestLibrary.press("y", &state)
    let decided = try #require(state.library[clip.id])
    #expect(decided.labels == ["one", "two"] && decided.decision?.annotator == "ada")
    #expect(state.review.session?.isOver == true)
  }

  @Test func aReviewWaitsUntilTheSetIsRight() throws {
    var state = TestLibrary.state(library())
    TestLibrary.send(.tick(TestLibrary.start.addingTimeInterval(60)), to: &state)
    TestLibrary.press("Q", &state)
    TestLibrary.type("folder", &state)
    TestLibrary.press("Enter", &state)
    let first = state.current?.id
    TestLibrary.press("3", &state)
    #expect(state.current?.id == first && state.review.session?.doneCount == 1)
    #expect(state.review.session?.verdicts[0]?.names == ["one", "three"])
    TestLibrary.press("a", &state)
    #expect(state.current?.id != first)
  }
}
