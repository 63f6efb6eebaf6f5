import CellCanvas
import Explorer
import Labeling
import Testing

/// Files that become others while they are open.
@Suite struct ChangedRecordingTests {
  private func state() throws -> AppState {
    var state = TestLibrary.state(TestLibrary.library(2))
    TestLibrary.press("Enter", &state)
    return state
  }

  private func change(
    _ contents: ChangedRecording.Contents, _ state: inout AppState
  ) throws -> [Effect] {
    let path = try #require(state.current?.recording.path)
    return TestLibrary.send(
      .arrived(.changed(ChangedRecording(path: path, contents: contents))), to: &state,
      pictures: false)
  }

  private func sound(_ count: Int) -> ChangedRecording.Contents {
    .sound(sampleCount: count, sampleRate: 8000, channelCount: 1)
  }

  @Test func aFileThatShrinksTakesCursorAndViewAlong() throws {
    var state = try state()
    TestLibrary.press("End + + +", &state)
    state.selection = Selection(span: 3000..<7500)
    let key = try #require(state.currentKey)
    let sent = try change(sound(4000), &state)
    #expect(state.pictures[key] == nil)
    #expect(sent.contains { if case .pictures = $0 { true } else { false } })
    #expect(state.viewport.cursor == 3999)
    #expect(state.visibleSamples?.upperBound == 4000 && state.visibleSamples?.count == 1000)
    #expect(state.selection?.span == 3000..<4000)
    #expect(state.notice?.what.hasSuffix("has shrunk to 0.500 s.") == true)
    // What was seen before is shorter too.
    TestLibrary.press("z z", &state)
    #expect((state.visibleSamples?.upperBound ?? 0) <= 4000)
  }

  @Test func regionsBeyondTheNewEndAreSaidAndStay() throws {
    var state = try state()
    for span in [100..<900, 5000..<6000, 3500..<4500] {
      state.selection = Selection(span: span)
      TestLibrary.press("1", &state)
    }
    let count = state.current?.regions.count
    _ = try change(sound(4000), &state)
    #expect(state.current?.regions.count == count)
    #expect(state.notice?.kind == .error)
    #expect(state.notice?.rest == "2 regions lie beyond its end; the library keeps them")
  }

  @Test func aFileThatGrowsIsDrawnAnew() throws {
    var state = try state()
    _ = try change(sound(80_000), &state)
    #expect(state.clipSamples == 0..<80_000)
    #expect(state.visibleSamples == 0..<80_000)
    #expect(state.notice?.what.hasSuffix("has grown to 10.000 s.") == true)
    #expect(state.notice?.kind == .message)
  }

  @Test func aFileThatIsGoneKeepsItsLabelsAndComesBack() throws {
    var state = try state()
    TestLibrary.press("2", &state)
    let label = state.current?.label
    _ = try change(.gone, &state)
    #expect(state.current?.recording.state == .missing && state.current?.label == label)
    #expect(state.currentKey == nil)
    #expect(state.notice?.what.hasSuffix("is gone.") == true)
    TestLibrary.press("Esc", &state)
    _ = try change(sound(8000), &state)
    #expect(state.notice?.what.hasSuffix("is there again.") == true)
    _ = try change(.unreadable("its header is broken"), &state)
    #expect(state.notice?.what.hasSuffix("can't be read any more.") == true)
    #expect(state.notice?.rest == "its header is broken")
  }

  @Test func onlyWhatIsLookedAtIsWatched() throws {
    var state = try state()
    #expect(state.openRecordings == [state.current?.recording.path])
    TestLibrary.press("g a", &state)
    #expect(state.openRecordings.isEmpty)
  }
}
