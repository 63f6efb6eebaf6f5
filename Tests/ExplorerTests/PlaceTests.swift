import CellCanvas
import Explorer
import Foundation
import Labeling
import Testing

/// Going to times, sounds, regions and marks, and back.
@Suite struct PlaceTests {
  private static func state(_ count: Int = 3) -> AppState {
    var state = TestLibrary.state(TestLibrary.library(count))
    TestLibrary.press("Enter", &state)
    return state
  }

  @Test(arguments: [
    ("0.5", 4000), ("0:00.25", 2000), ("250 ms", 2000), ("50 %", 4000), ("+0.1", 2400),
    ("-0.1", 800), ("0:00:00.125", 1000), ("1", 7999), (".5s", 4000), ("-10 %", 800),
  ])
  func aTypedTimeIsGoneTo(text: String, sample: Int) {
    var state = Self.state()
    TestLibrary.press("Home", &state)
    TestLibrary.type(":go 0.2", &state)
    TestLibrary.press("Enter", &state)
    #expect(state.viewport.cursor == 1600)
    TestLibrary.press("g j", &state)
    TestLibrary.type(text, &state)
    TestLibrary.press("Enter", &state)
    #expect(state.viewport.cursor == sample, "\(text)")
  }

  @Test(arguments: ["x", "1:60", "1:2:3:4", "1.5:00", "2", "-1", "1e3", "101 %", "nan", "--1"])
  func whatIsNoTimeOfTheClipIsRefused(text: String) {
    var state = Self.state()
    TestLibrary.press("Home g j", &state)
    TestLibrary.type(text, &state)
    TestLibrary.press("Enter", &state)
    #expect(state.viewport.cursor == 0)
    #expect(state.notice?.kind == .refusal)
    #expect(state.places.jumps.isEmpty)
  }

  @Test func marksComeBackFromOtherClips() {
    var state = Self.state()
    TestLibrary.press("+ + Home m a", &state)
    let marked = (state.viewport.cursor, state.viewport.span, state.current?.id)
    #expect(state.notice?.what == "Mark a is here.")
    TestLibrary.press("j z a End ' a", &state)
    #expect(state.current?.id == marked.2)
    #expect(state.viewport.cursor == marked.0 && state.viewport.span == marked.1)
    TestLibrary.press("' '", &state)
    #expect(state.current?.id != marked.2 && state.viewport.span == nil)
    TestLibrary.press("' z", &state)
    #expect(state.notice?.kind == .refusal)
    TestLibrary.press("m Esc m 1", &state)
    #expect(state.places.marks.count == 1 && state.pendingKeys.isEmpty)
  }

  @Test func jumpsAreGoneBackAndForward() {
    var state = Self.state()
    for (keys, text) in [("Home", "0.1"), ("", "0.2"), ("", "0.3")] {
      TestLibrary.press(keys + " g j", &state)
      TestLibrary.type(text, &state)
      TestLibrary.press("Enter", &state)
    }
    func back() -> Int? {
      TestLibrary.press("Ctrl-o", &state)
      return state.viewport.cursor
    }
    #expect([back(), back(), back(), back()] == [1600, 800, 0, 0])
    #expect(state.notice?.kind == .refusal)
    func forward() -> Int? {
      TestLibrary.press("Tab", &state)
      return state.viewport.cursor
    }
    #expect([forward(), forward(), forward(), forward()] == [800, 1600, 2400, 2400])
    #expect(back() == 1600)
    Self.find("g x", .at(4000), &state)
    #expect(!state.places.jumps.contains { $0.sample == 2400 })
    #expect(state.viewport.cursor == 4000)
    #expect(back() == 1600)
  }

  /// Presses keys that look for a moment, and answers.
  @discardableResult
  private static func find(
    _ keys: String, _ found: FoundPlace, _ state: inout AppState
  ) -> PlaceRequest? {
    let sent = TestLibrary.press(keys, &state)
    let request = sent.lazy.compactMap { if case .seek(let request) = $0 { request } else { nil } }
      .last
    if let request { TestLibrary.send(.arrived(.place(request, found)), to: &state) }
    return request
  }

  @Test func theLoudestSampleInViewIsLookedFor() throws {
    var state = Self.state(1)
    TestLibrary.press("Home + +", &state)
    let visible = try #require(state.visibleSamples)
    let request = try #require(Self.find("g x", .at(visible.upperBound - 1), &state))
    #expect(request.samples == visible)
    #expect(
      request.kind == .loudest([PlaceRequest.Stretch(samples: visible, peak: .infinity)]))
    #expect(state.viewport.cursor == visible.upperBound - 1)
    Self.find("g x", .nowhere, &state)
    #expect(state.notice?.what == "Nothing is heard in view.")
  }

  @Test func soundsAreLookedForFromTheCursorWhateverIsInView() throws {
    var state = Self.state(1)
    TestLibrary.press("Home", &state)
    let whole = try #require(Self.find("g n", .at(2000), &state))
    #expect(whole.kind == .onset(isNext: true) && whole.samples == 1..<8000)
    #expect(state.viewport.cursor == 2000)
    TestLibrary.press("+ + +", &state)
    let part = try #require(Self.find("g n", .at(5000), &state))
    #expect(part.samples == 2001..<8000)
    #expect(state.viewport.cursor == 5000 && state.visibleSamples?.contains(5000) == true)
    let before = try #require(Self.find("g N", .nowhere, &state))
    #expect(before.samples == 0..<5000 && before.kind == .onset(isNext: false))
    #expect(state.notice?.what == "No sound begins before the cursor.")
    #expect(state.viewport.cursor == 5000)
  }

  @Test func anAnswerThatIsNotWantedAnyMoreMovesNothing() throws {
    var state = Self.state()
    let sent = TestLibrary.press("Home g n", &state)
    let request = try #require(
      sent.lazy.compactMap { if case .seek(let request) = $0 { request } else { nil } }.last)
    TestLibrary.press("j", &state)
    TestLibrary.send(.arrived(.place(request, .at(2000))), to: &state)
    #expect(state.viewport.cursor != 2000)
    TestLibrary.press("k Home g N g n", &state)
    TestLibrary.send(.arrived(.place(request, .at(3000))), to: &state)
    #expect(state.viewport.cursor == 3000)
    TestLibrary.send(.arrived(.place(request, .at(4000))), to: &state)
    #expect(state.viewport.cursor == 3000)
  }

  @Test func regionsAreGoneThrough() {
    var state = Self.state(1)
    for (from, to) in [(1000, 2000), (5000, 6000)] {
      state.selection = Selection(span: from..<to, hertz: nil)
      TestLibrary.press("1", &state)
    }
    TestLibrary.press("Esc Home g ]", &state)
    #expect(state.viewport.cursor == 1000)
    TestLibrary.press("g ]", &state)
    #expect(state.viewport.cursor == 5000)
    TestLibrary.press("g ]", &state)
    #expect(state.notice?.kind == .refusal)
    TestLibrary.press("g [", &state)
    #expect(state.viewport.cursor == 1000)
  }
}
