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
    TestLibrary.press("g x", &state)
    let loudest = state.viewport.cursor ?? 0
    #expect(!state.places.jumps.contains { $0.sample == 2400 })
    // The tone is loudest in the middle of the clip.
    #expect(abs(loudest - 4000) < 1200)
    #expect(back() == 1600)
  }

  @Test func theNextSoundIsFound() throws {
    var state = Self.state(1)
    let key = try #require(state.currentKey)
    // Two sounds on silence that begin at once and fade.
    let onsets = [0.25, 0.625]
    let clicks = TestLibrary.picture(key) { time in
      let since = onsets.map { time - $0 }.last { $0 >= 0 }
      return since.map { Float(sin(9000 * time) * exp(-30 * $0)) } ?? 0
    }
    TestLibrary.send(.arrived(.picture(key, .ready(clicks))), to: &state, pictures: false)
    TestLibrary.press("Home", &state)
    for onset in onsets {
      TestLibrary.press("g n", &state)
      let cursor = Double(state.viewport.cursor ?? 0) / 8000
      #expect(abs(cursor - onset) < 0.03, "\(cursor)")
    }
    TestLibrary.press("End g N", &state)
    #expect(abs(Double(state.viewport.cursor ?? 0) / 8000 - onsets[1]) < 0.03)
    TestLibrary.press("End g n", &state)
    #expect(state.notice?.kind == .refusal && state.viewport.cursor == 7999)
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
