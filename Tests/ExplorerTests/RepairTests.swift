import Explorer
import Labeling
import Testing

/// What is proposed for flaws, and what becomes of it.
@Suite struct RepairTests {
  private func state(
    _ flaws: [SoundFlaw], twin: Int? = nil, loudest: Range<Int>? = nil
  ) throws -> AppState {
    var state = TestLibrary.state(TestLibrary.library(3))
    let clip = try #require(state.current)
    let other = twin.map { state.library.clips[$0].recording.id }
    let quality = SoundQuality(flaws: SoundFlaws(flaws), twin: other, loudest: loudest)
    TestLibrary.send(
      .arrived(
        .quality(
          QualityNews(
            found: [clip.recording.id: quality], isWhole: true, ScanProgress(isOver: true)))),
      to: &state)
    return state
  }

  private func edits(_ effects: [Effect]) -> [LibraryEdit] {
    effects.compactMap { if case .store(.commit(let edit)) = $0 { edit } else { nil } }
  }

  @Test func aSoundAtTheEdgeIsTrimmedWhenItIsTakenOnly() throws {
    var state = try state([.offCenter], loudest: 1000..<3000)
    #expect(edits(TestLibrary.press("g !", &state)).isEmpty)
    #expect(state.notice?.kind == .question && state.notice?.what.contains("trim") == true)
    let clip = try #require(state.current)
    let taken = edits(TestLibrary.press("g !", &state))
    // 50 ms are kept on each side.
    #expect(taken == [.trim(clip: clip.id, from: nil, to: 600..<3400)])
    #expect(edits(TestLibrary.press("g !", &state)).isEmpty)
    #expect(state.notice?.kind == .refusal)
  }

  @Test func theFlawIsToldWhereOneIsFound() throws {
    var state = try state([.clipped])
    TestLibrary.press("j g F", &state)
    #expect(state.browser.cursor == 0 && state.notice?.what == "Clipped.")
  }

  @Test func anotherKeyForgetsTheProposal() throws {
    var state = try state([.offCenter], loudest: 1000..<3000)
    TestLibrary.press("g ! l", &state)
    #expect(edits(TestLibrary.press("g !", &state)).isEmpty)
    #expect(edits(TestLibrary.press("g !", &state)).count == 1)
  }

  @Test func aTwinIsVisited() throws {
    var state = try state([.duplicate], twin: 2)
    let other = state.library.clips[2].id
    TestLibrary.press("g !", &state)
    #expect(state.current?.id != other)
    #expect(edits(TestLibrary.press("g !", &state)).isEmpty)
    #expect(state.current?.id == other)
  }

  @Test(arguments: [SoundFlaw.silent, .truncated, .clipped, .offset])
  func spoiltSoundIsFlaggedOnce(flaw: SoundFlaw) throws {
    var state = try state([flaw])
    let before = try #require(state.current)
    TestLibrary.press("g !", &state)
    let taken = edits(TestLibrary.press("g !", &state))
    guard case .add(let flag)? = taken.first else {
      Issue.record("nothing was added")
      return
    }
    #expect(flag.clip == before.id && flag.label == "bad audio" && flag.tier == "flag")
    #expect(edits(TestLibrary.press("g !", &state)).isEmpty && state.notice?.kind == .refusal)
  }

  @Test func whatNothingMendsIsTold() throws {
    var state = try state([.rate])
    TestLibrary.press("g !", &state)
    #expect(state.notice?.what == "Nothing mends this: rate.")
    TestLibrary.press("j g !", &state)
    #expect(state.notice?.what == "No flaw of this clip is known.")
  }

  @Test func flawsAreGoneThrough() throws {
    var state = try state([.clipped])
    let flawed = state.current?.id
    TestLibrary.press("j g f", &state)
    #expect(state.current?.id == flawed)
  }
}
