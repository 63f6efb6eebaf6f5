import CellCanvas
import Explorer
import Foundation
import Labeling
import Testing

@Suite struct ReviewTests {
  /// An open explorer in a review that was begun by the name of its queue and words after it.
  private func state(
    _ line: String, _ library: Library = TestLibrary.library(6), columns: Int = 120, rows: Int = 40
  ) -> AppState {
    var state = TestLibrary.state(library, columns: columns, rows: rows)
    // Verdicts are told from older labels by their moment.
    TestLibrary.send(.tick(TestLibrary.start.addingTimeInterval(60)), to: &state)
    TestLibrary.press("Q", &state)
    for character in line {
      TestLibrary.send(.key(KeyChord(.character(character))), to: &state)
    }
    TestLibrary.press("Enter", &state)
    return state
  }

  private func commits(_ effects: [Effect]) -> [LibraryEdit] {
    effects.compactMap { if case .store(.commit(let edit)) = $0 { edit } else { nil } }
  }

  private func text(_ state: AppState) -> String {
    PlainText.render(screen(for: state).canvas, images: [], palette: Palette())
  }

  /// A library in which two people disagree about the first and agree about the second clip.
  private func disputed() -> Library {
    var library = TestLibrary.library(3, labels: ["yes", "no"])
    for (place, clip) in library.clips.enumerated() {
      for annotation in clip.annotations { library.apply(.remove(annotation)) }
      for (who, label) in [("ann", "yes"), ("bob", place == 0 ? "no" : "yes")] where place < 2 {
        library.apply(
          .add(
            Annotation(
              id: UUID(), clip: clip.id, label: label, origin: .person, annotator: who,
              created: TestLibrary.start.addingTimeInterval(who == "bob" ? 1 : 0))))
      }
    }
    return library
  }

  @Test func everyVerdictIsAnEditAndGoesOnAndPlays() throws {
    var state = state("unlabelled")
    #expect(state.isReviewing && state.browser.order == [2, 5])
    let effects = TestLibrary.press("2", &state)
    #expect(commits(effects).count == 1)
    #expect(
      effects.contains { if case .sound(.play) = $0 { true } else { false } })
    #expect(state.browser.cursor == 1 && state.review.session?.doneCount == 1)
    // Back, and the same again: a verdict is one also where nothing else changes.
    TestLibrary.send(.tick(TestLibrary.start.addingTimeInterval(61)), to: &state)
    #expect(commits(TestLibrary.press("k 2", &state)).count == 1)
    #expect(state.browser.cursor == 1)
    TestLibrary.press(".", &state)
    #expect(state.review.session?.isOver == true && state.overlay == .review)
    #expect(text(state).contains("2 of 2"))
    // The figures are in nobody's way who mistyped the last one; other keys only close them.
    #expect(TestLibrary.press("u", &state).contains(.store(.undo)) && state.overlay == nil)
  }

  @Test func theKeyOfLeavingSaysWhatItLeaves() {
    for isWhole in [false, true] {
      var state = state("unlabelled")
      state.review.isWholeProgram = isWhole
      TestLibrary.press("q", &state)
      #expect(state.overlay == .review)
      #expect(text(state).contains("q end the program") == isWhole)
      #expect(text(state).contains("q leave the review") == !isWhole)
    }
  }

  @Test func whatIsDeferredComesLast() {
    var state = state("random seed=3")
    let order = state.browser.order
    TestLibrary.press("d 1 1 1 1 1", &state)
    #expect(state.browser.order == order && state.browser.cursor == 0)
    #expect(state.review.session?.deferredCount == 1)
    TestLibrary.press("1", &state)
    #expect(state.review.session?.isOver == true)
  }

  @Test func flagsAreVerdictsAndAreTakenBackByALabel() throws {
    var state = state("unlabelled")
    TestLibrary.press("! k", &state)
    let clip = try #require(state.current)
    #expect(clip.flags.map(\.label) == ["bad audio"] && clip.label == nil)
    #expect(state.review.session?.verdicts[0]?.isFlag == true)
    #expect(!state.library.labels.names.contains("bad audio"))
    TestLibrary.send(.tick(TestLibrary.start.addingTimeInterval(61)), to: &state)
    #expect(commits(TestLibrary.press("1", &state)).count == 1)
    #expect(state.library[clip.id]?.isFlagged == false && state.library[clip.id]?.label == "one")
    #expect(state.review.session?.doneCount == 1)
  }

  @Test func undoOpensAVerdictAgain() throws {
    var state = state("unlabelled")
    let edit = try #require(commits(TestLibrary.press("1", &state)).first)
    TestLibrary.send(
      .arrived(.committed(CommittedEdit(edit: edit, kind: .edit, undoDepth: 1))), to: &state)
    TestLibrary.press("u", &state)
    TestLibrary.send(
      .arrived(.committed(CommittedEdit(edit: edit.inverse, kind: .undo, undoDepth: 0))),
      to: &state)
    #expect(state.review.session?.doneCount == 0 && state.browser.cursor == 0)
  }

  @Test func keysGiveNoLabelBeforeTheReviewBegins() {
    var state = AppState(
      place: "sounds", annotator: "ada", size: CellSize(columns: 100, rows: 30),
      now: TestLibrary.start, seed: 1)
    state.review.isWholeProgram = true
    state.review.wish = ReviewState.Wish(ReviewPlan(.unlabelled))
    let opened = OpenedLibrary(
      library: TestLibrary.library(6), undoDepth: 0, session: nil, access: .folder)
    TestLibrary.send(.arrived(.opened(opened)), to: &state)
    #expect(commits(TestLibrary.press("2 . y a x Backspace", &state)).isEmpty)
    #expect(state.notice?.what == "The review has not begun yet.")
    TestLibrary.send(.arrived(.scanned(ScanProgress(isOver: true))), to: &state)
    #expect(state.isReviewing)
    #expect(commits(TestLibrary.press("2", &state)).count == 1)
  }

  @Test func filtersOfReviewsKnowAttributes() throws {
    var library = TestLibrary.library(6)
    let old = library.clips[3].annotations[0]
    var new = old
    new.attributes = ["sex": "f"]
    library.apply(.replace(old, with: new))
    var state = TestLibrary.state(library)
    var plan = ReviewPlan(.random)
    plan.filter = "sex:f"
    state.review.wish = ReviewState.Wish(plan)
    TestLibrary.send(.tick(TestLibrary.start.addingTimeInterval(60)), to: &state)
    TestLibrary.press("j", &state)
    #expect(state.isReviewing && state.browser.order == [3])
  }

  @Test func namesAreHiddenWhereLabelsAre() {
    var state = state("random blind seed=1")
    // The names of these clips begin with their labels.
    #expect(!text(state).contains("speaker") && text(state).contains("clip 6"))
    for keys in ["I", "Esc Enter", "g s", "q g a", "j"] {
      TestLibrary.press(keys, &state)
      #expect(!text(state).contains("speaker"), "after \(keys)")
    }
    TestLibrary.press("Y r", &state)
    #expect(!text(state).contains("speaker"))
    TestLibrary.press("g b q q", &state)
    #expect(!state.isReviewing && text(state).contains("speaker"))
  }

  @Test func aFileThatBreaksIsNotNamedWhereLabelsAreHidden() throws {
    var state = state("random blind seed=1")
    let path = try #require(state.current?.recording.path)
    let broken = ChangedRecording(
      path: path, contents: .unreadable("Cannot read \(path.name.text): it has no header"))
    TestLibrary.send(.arrived(.changed(broken)), to: &state, pictures: false)
    #expect(state.notice?.what == "clip 1 can't be read any more.")
    #expect(state.notice?.rest == "it has no header")
    #expect(!text(state).contains("speaker"))
  }

  @Test func blindReviewsHideWhatOthersSaid() throws {
    var library = TestLibrary.library(3)
    let clip = library.clips[1]
    var folder = try #require(clip.annotations.first)
    folder.annotator = ""
    let other = Annotation(
      id: UUID(), clip: clip.id, label: "three", origin: .person, annotator: "bob",
      created: TestLibrary.start)
    library.apply(.replace(clip.annotations[0], with: folder))
    library.apply(.add(other))
    var state = state("folder blind=all", library)
    TestLibrary.press("j", &state)
    #expect(state.current?.label == nil && text(state).contains("The picture is hidden"))
    let edit = try #require(commits(TestLibrary.press("4", &state)).first)
    guard case .replace(let old, let new) = edit else {
      Issue.record("the label of the folder must give way, but it is \(edit)")
      return
    }
    #expect(old == folder && new.label == "four" && new.annotator == "ada")
    TestLibrary.press("g h", &state)
    let lines = ["ada", "bob"].enumerated().map { number, author in
      HistoryLine(
        number: Int64(2 - number), at: TestLibrary.start, author: author, kind: .edit,
        summary: "label of \(author)", clips: [clip.id], labels: [], isUndone: false)
    }
    TestLibrary.send(.arrived(.history(lines, isLast: true)), to: &state)
    let history = text(state)
    #expect(history.contains("label of ada") && !history.contains("label of bob"))
    #expect(history.contains("1 edit "))
    TestLibrary.press("q", &state)
    // What another program brings stays out of sight.
    var changed = other
    changed.label = "two"
    TestLibrary.send(.arrived(.elsewhere([.replace(other, with: changed)])), to: &state)
    #expect(state.library[clip.id]?.annotations == [new])
    TestLibrary.press("q q", &state)
    #expect(!state.isReviewing && state.review.session == nil)
    #expect(Set(state.library[clip.id]?.annotations ?? []) == [changed, new])
  }

  @Test func aSecondLookIsAskedAndCounted() throws {
    var state = state("unlabelled twice=1")
    #expect(state.review.session?.items.count == 4)
    for key in ["1", "1", "1", "2"] {
      let step = Double(state.review.session?.doneCount ?? 0)
      TestLibrary.send(.tick(TestLibrary.start.addingTimeInterval(62 + step)), to: &state)
      TestLibrary.press(key, &state)
    }
    let session = try #require(state.review.session)
    #expect(session.isOver && session.selfCounts.both == 2 && session.selfCounts.alike == 1)
    #expect(state.library.clips[2].label == "one" && state.library.clips[5].label == "one")
  }

  @Test func whatIsLeftGoesOnWhereItStopped() throws {
    var state = state("random")
    TestLibrary.press("1 d 1", &state)
    let left = TestLibrary.press("q q", &state)
    let record = left.compactMap { effect -> ReviewRecord? in
      if case .store(.keepReview(let record)) = effect { record } else { nil }
    }.last
    let kept = try JSONDecoder().decode(
      ReviewRecord.self, from: try JSONEncoder().encode(try #require(record)))
    var again = AppState(
      place: "x", annotator: "ada", size: CellSize(columns: 120, rows: 40),
      now: TestLibrary.start.addingTimeInterval(99), seed: 1)
    again.review.wish = ReviewState.Wish(kept.plan)
    TestLibrary.send(
      .arrived(
        .opened(
          OpenedLibrary(
            library: state.library, undoDepth: 2, session: nil, access: .folder, review: kept))),
      to: &again)
    TestLibrary.send(.arrived(.scanned(ScanProgress(isOver: true))), to: &again)
    #expect(again.review.session?.doneCount == 2 && again.review.session?.deferredCount == 1)
    #expect(again.browser.cursor == 3)
  }

  @Test func oneKeyTakesWhatAnAnnotatorSaid() throws {
    var state = state("between", disputed(), columns: 80, rows: 24)
    #expect(state.browser.order == [0])
    #expect(text(state).contains("ann") && text(state).contains("bob"))
    let edit = try #require(commits(TestLibrary.press("; y", &state)).first)
    guard case .add(let decision) = edit else {
      Issue.record("a decision is added, but it is \(edit)")
      return
    }
    #expect(decision.label == "no" && decision.tier == ReservedTier.decision)
    #expect(state.library.clips[0].label == "no" && state.library.clips[0].opinions.count == 2)
    #expect(state.review.session?.isOver == true)
  }

  @Test(arguments: [
    "", "nothing", "random twice=2", "random target=0", "random blind=ears", "between blind",
    "random loud",
  ])
  func aLineThatIsNoReviewIsRefused(line: String) {
    let state = state(line)
    #expect(state.review.session == nil && state.review.wish == nil)
    #expect(line.isEmpty || state.prompt?.flaw != nil)
  }

  @Test func aReviewOfNothingSaysSo() {
    let state = state("flagged")
    #expect(state.review.session == nil && state.notice?.kind == .refusal)
    var modelless = self.state("uncertain")
    #expect(modelless.review.wish != nil)
    TestLibrary.send(.arrived(.model(.noneSuits)), to: &modelless)
    #expect(modelless.review.wish == nil && modelless.notice?.kind == .refusal)
  }
}
