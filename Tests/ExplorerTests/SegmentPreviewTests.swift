import Acoustics
import Explorer
import Foundation
import Labeling
import Testing

@Suite struct SegmentPreviewTests {
  private let segments = [1000..<2000, 3000..<3500].map {
    SoundSegment(span: SampleRange($0), score: 20)
  }

  private func found(
    _ state: inout AppState, isOver: Bool = true, segments: [SoundSegment]? = nil
  ) {
    let number = state.preview?.request.number ?? 0
    TestLibrary.send(
      .arrived(
        .segments(
          FoundSegments(
            number: number, segments: segments ?? self.segments, share: 0.5, isOver: isOver))),
      to: &state)
  }

  private func request(_ effects: [Effect]) throws -> SegmentRequest {
    let all = effects.compactMap { effect -> SegmentRequest? in
      if case .segment(let request) = effect { request } else { nil }
    }
    return try #require(all.last)
  }

  @Test func theKnobAsksAnewAndOnlyTheNewestCounts() throws {
    var state = TestLibrary.state(TestLibrary.library(3))
    let first = try request(TestLibrary.press("F", &state))
    #expect(first.method == "energy" && first.settings.sensitivity == 0 && first.span == nil)
    #expect(state.mode == .segments)
    let second = try request(TestLibrary.press("+", &state))
    #expect(second.settings.sensitivity == 1 && second.number > first.number)
    TestLibrary.send(
      .arrived(
        .segments(
          FoundSegments(number: first.number, segments: segments, share: 1, isOver: true))),
      to: &state)
    #expect(state.preview?.found.isEmpty == true && state.preview?.isOver == false)
    found(&state, isOver: false)
    #expect(state.preview?.found.count == 2 && state.preview?.share == 0.5)
    for _ in 0..<6 { TestLibrary.press("+", &state) }
    #expect(state.preview?.request.settings.sensitivity == 6)
    #expect(state.notice?.kind == .refusal)
    let praat = try request(TestLibrary.press("m -", &state))
    #expect(praat.method == "praat" && praat.settings.silenceDecibels == 23)
    #expect(try request(TestLibrary.press("m", &state)).settings.silenceDecibels == nil)
    #expect(try request(TestLibrary.press("m", &state)).method == "energy")
  }

  @Test func theBandIsThatOfTheSelection() throws {
    var state = TestLibrary.state(TestLibrary.library(3))
    state.selection = Selection(span: 0..<100, hertz: 500...1500)
    let request = try request(TestLibrary.press("F", &state))
    #expect(request.settings.lowHertz == 500 && request.settings.highHertz == 1500)
  }

  @Test(arguments: ["g b", "g s", "g l"])
  func escapeLeavesEverythingAsItWas(mode: String) {
    var state = TestLibrary.state(TestLibrary.library(3))
    TestLibrary.press(mode, &state)
    state.selection = Selection(span: 100..<200)
    let before = state
    TestLibrary.press("F +", &state)
    found(&state)
    #expect(TestLibrary.press("Esc", &state).contains(.segment(nil)))
    #expect(state.library == before.library && state.selection == before.selection)
    #expect(state.mode == before.mode && state.preview == nil)
    found(&state)
    #expect(state.preview == nil)
  }

  @Test func soundsBecomeRegionsInOneEdit() throws {
    var state = TestLibrary.state(TestLibrary.library(3))
    let before = state.library
    TestLibrary.press("F", &state)
    found(&state)
    TestLibrary.press("Enter", &state)
    #expect(state.prompt?.kind == .segments)
    TestLibrary.type("call", &state)
    let effects = TestLibrary.press("Enter", &state)
    let edits = effects.compactMap {
      if case .store(.commit(let edit)) = $0 { edit } else { nil }
    }
    let edit = try #require(edits.first)
    #expect(edits.count == 1 && edit.steps.count == 2)
    #expect(state.current?.regions.map(\.span) == segments.map(\.span.range))
    #expect(state.current?.regions.map(\.label) == ["call", "call"])
    #expect(state.mode == .label && state.preview == nil)
    TestLibrary.send(
      .arrived(.committed(CommittedEdit(edit: edit.inverse, kind: .undo, undoDepth: 0))),
      to: &state)
    #expect(state.library.clips == before.clips)
  }

  @Test func soundsBecomeClipsInOneEdit() throws {
    var state = TestLibrary.state(TestLibrary.library(3))
    TestLibrary.press("F", &state)
    found(&state)
    let effects = TestLibrary.press("c", &state)
    #expect(effects.contains { if case .store(.commit) = $0 { true } else { false } })
    #expect(state.library.clips.prefix(3).map(\.span) == [nil, 1000..<2000, 3000..<3500])
    #expect(state.mode == .browse)
  }

  @Test func nothingIsTakenBeforeTheEndOrOfNothing() {
    var state = TestLibrary.state(TestLibrary.library(3))
    TestLibrary.press("F", &state)
    found(&state, isOver: false)
    TestLibrary.press("Enter", &state)
    #expect(state.notice?.what == "The recording is still being read.")
    found(&state, segments: [])
    TestLibrary.press("c", &state)
    #expect(state.notice?.what.contains("No sound was found") == true)
    let failure = Failure(what: "It can't be read")
    let number = state.preview?.request.number ?? 0
    TestLibrary.send(
      .arrived(
        .segments(
          FoundSegments(number: number, segments: [], share: 0, isOver: true, failure: failure))),
      to: &state)
    #expect(state.notice?.kind == .error)
    TestLibrary.press("Enter", &state)
    #expect(state.notice?.what == failure.sentence && state.prompt == nil)
  }

  @Test func keysOfOtherModesDoNothing() {
    var state = TestLibrary.state(TestLibrary.library(3))
    TestLibrary.press("F", &state)
    for key in ["j", "1", "T", "g b", "F"] {
      TestLibrary.press(key, &state)
      #expect(state.mode == .segments && state.browser.cursor == 0)
    }
    TestLibrary.press("z i l L", &state)
    #expect(state.viewport.span != nil)
  }
}
