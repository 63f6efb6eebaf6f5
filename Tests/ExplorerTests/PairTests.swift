import Acoustics
import CellCanvas
import Explorer
import Labeling
import Testing

@Suite struct PairTests {
  private func pair(
    _ library: Library, _ columns: Int = 120, _ rows: Int = 40
  ) -> AppState {
    var state = TestLibrary.state(library, columns: columns, rows: rows)
    TestLibrary.press("Enter V c", &state)
    return state
  }

  /// A library whose second clip is half as long as the first.
  private var uneven: Library {
    var library = TestLibrary.library(4)
    for (place, count) in [(0, 8000), (1, 4000)] {
      var recording = library.clips[place].recording
      recording.sampleCount = count
      library.update([recording])
    }
    return library
  }

  @Test func theNextClipIsBesideOrThePickedOrTheOneBefore() {
    var state = pair(TestLibrary.library(6))
    #expect(state.pair?.other == state.library.clips[state.browser.order[1]].id)
    TestLibrary.press("V n", &state)
    #expect(state.pair?.other == state.library.clips[state.browser.order[2]].id)
    TestLibrary.press("V N V N", &state)
    // The clip under the cursor is passed over.
    #expect(state.pair?.other == state.library.clips[state.browser.order[5]].id)
    TestLibrary.press("V c", &state)
    #expect(state.pair == nil)
    TestLibrary.press("j j V c", &state)
    #expect(state.pair?.other == state.library.clips[state.browser.order[1]].id)
    TestLibrary.press("q", &state)
    #expect(state.pair == nil && state.mode == .browse)
    TestLibrary.press("g g t k Enter j j V c", &state)
    #expect(state.pair?.other == state.library.clips[state.browser.order[0]].id)
    TestLibrary.press("Esc", &state)
    #expect(state.pair == nil && state.mode == .spectrogram)
  }

  @Test func aSecondIsAsWideInBoth() throws {
    var state = pair(uneven)
    let whole = state.layout
    #expect(whole.picture.columns == whole.other.columns)
    TestLibrary.press("V v", &state)
    #expect(state.current?.id == uneven.clips[1].id)
    #expect(state.pair?.other == uneven.clips[0].id)
    // Half as long, half as wide; and on the other side.
    let layout = state.layout
    #expect(abs(2 * layout.picture.columns - layout.other.columns) <= 1)
    #expect(layout.picture.column > layout.other.column)
    #expect(layout.other.row == layout.picture.row && layout.other.rows == layout.picture.rows)
  }

  @Test func zoomIsLinkedAndSurvivesASwap() throws {
    var state = pair(TestLibrary.library(4))
    TestLibrary.press("+ + l l", &state)
    let before = try #require(state.viewport.span)
    let cursor = try #require(state.viewport.cursor)
    TestLibrary.press("V v", &state)
    #expect(state.viewport.span == before)
    #expect(state.viewport.cursor == cursor)
    #expect(state.pair?.isCurrentRight == true)
    TestLibrary.press("V v", &state)
    #expect(state.pair?.isCurrentRight == false)
    #expect(state.browser.cursor == 0)
  }

  @Test func aLabelGoesToTheClipThatIsHeardAndBothStay() {
    var state = pair(TestLibrary.library(4))
    TestLibrary.press("V v 3", &state)
    #expect(state.current?.id == TestLibrary.library(4).clips[1].id)
    #expect(state.current?.label == "three")
    #expect(state.pair != nil)
  }

  @Test func everySizeIsDrawn() {
    var state = pair(uneven)
    for keys in ["+", "+", "V v", "z a", "s", "s", "s", "s"] {
      TestLibrary.press(keys, &state)
      for columns in [60, 75, 80, 119, 200] {
        for rows in [16, 24, 41] {
          TestLibrary.send(.resized(CellSize(columns: columns, rows: rows)), to: &state)
          #expect(state.layout.other.endColumn < columns)
          #expect(state.layout.picture.endColumn < columns)
          _ = screen(for: state)
        }
      }
    }
  }

  @Test(arguments: [(80, 24), (120, 40), (200, 50)])
  func screens(size: (Int, Int)) {
    var state = pair(uneven, size.0, size.1)
    TestLibrary.press("V v l", &state)
    Golden.expect(state, "pair-\(size.0)x\(size.1)")
  }
}
