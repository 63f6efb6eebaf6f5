import Acoustics
import CellCanvas
import Explorer
import Labeling
import Testing

@Suite struct RegionScreenTests {
  /// A clip with regions of two labels, two that overlap, and a box.
  private func state(_ size: (Int, Int), _ keys: String = "") -> AppState {
    var state = TestLibrary.state(TestLibrary.library(5), columns: size.0, rows: size.1)
    TestLibrary.press("g l", &state)
    for (span, key) in [(800..<1600, "1"), (2400..<4400, "2"), (3000..<5600, "3")] {
      state.selection = Selection(span: span, hertz: key == "3" ? 500...1500 : nil)
      TestLibrary.press(key, &state)
    }
    state.saving = Saving()
    state.saving.undoDepth = 3
    TestLibrary.press(keys, &state)
    return state
  }

  @Test(arguments: [(60, 16), (80, 24), (120, 40)])
  func label(size: (Int, Int)) {
    Golden.expect(state(size), "label-\(size.0)x\(size.1)")
  }

  @Test(arguments: [(60, 16), (80, 24), (120, 40)])
  func sounds(size: (Int, Int)) {
    var state = TestLibrary.state(TestLibrary.library(5), columns: size.0, rows: size.1)
    TestLibrary.press("F +", &state)
    let segments = [600..<1800, 2600..<2700, 4000..<6000].map {
      SoundSegment(span: SampleRange($0), score: 20)
    }
    let number = state.preview?.request.number ?? 0
    TestLibrary.send(
      .arrived(
        .segments(
          FoundSegments(number: number, segments: segments, share: 1, isOver: true))),
      to: &state)
    Golden.expect(state, "sounds-\(size.0)x\(size.1)")
  }

  @Test func marksInMono() {
    var state = state((80, 24), "Esc")
    state.colorMode = .mono
    state.selection = Selection(span: 1000..<5000)
    Golden.expect(state, "label-mono")
  }

  @Test func browseShowsOneLaneAndParts() {
    var state = state((80, 24), "Esc g b :")
    TestLibrary.type("cut-into 2", &state)
    TestLibrary.press("Enter", &state)
    state.notice = nil
    state.saving = Saving()
    Golden.expect(state, "browse-regions")
  }

  @Test func boxInThePicture() {
    var state = state((80, 24), "Esc g s")
    state.selection = Selection(span: 1000..<5000, hertz: 800...2000)
    TestLibrary.press("o", &state)
    Golden.expect(state, "spectrogram-box")
  }
}
