import Acoustics
import CellCanvas
import Explorer
import Labeling
import Testing

/// Levels that follow what is visible, that are kept, and that are treated.
@Suite struct ContrastTests {
  private static func state() -> AppState {
    var state = TestLibrary.state(TestLibrary.library(3))
    TestLibrary.press("Enter", &state)
    return state
  }

  @Test func levelsFollowWhatIsVisible() throws {
    var state = Self.state()
    let ofClip = state.decibels
    TestLibrary.press(", a", &state)
    let ofView = state.decibels
    #expect(ofView != ofClip && state.viewport.contrast == .visible)
    // The hum alone is quieter than the tone.
    state.viewport.hertz = 3000...4000
    TestLibrary.press("l", &state)
    #expect(state.decibels.upperBound < ofView.upperBound - 10)
    TestLibrary.press("z 0 , A", &state)
    let kept = state.decibels
    #expect(kept == ofView)
    state.viewport.hertz = 3000...4000
    TestLibrary.press("l j", &state)
    #expect(state.decibels == kept)
    TestLibrary.press("z 0 k , A", &state)
    #expect(state.viewport.decibels == nil && state.viewport.contrast == .visible)
    TestLibrary.press(", a", &state)
    #expect(state.decibels == ofClip)
  }

  @Test func aHumIsTakenAwayAndComesBack() throws {
    var state = Self.state()
    let before = screen(for: state).images
    TestLibrary.press(", d", &state)
    #expect(state.viewport.treatment == .denoised)
    #expect(state.decibels.lowerBound == 0 && state.decibels.upperBound >= 20)
    let denoised = screen(for: state).images
    #expect(denoised != before)
    // The lowest row is the hum: after denoising it is ground from end to end.
    let layout = state.layout
    let image = try #require(denoised.first { $0.rect == layout.picture })
    let lowest = image.cells.suffix(image.rect.columns)
    #expect(lowest.filter { $0.foreground > 20 }.count < image.rect.columns / 4)
    TestLibrary.press(", e", &state)
    #expect(state.viewport.treatment == .normalized)
    #expect(screen(for: state).images != denoised)
    let text = PlainText.render(screen(for: state).canvas, images: [], palette: Palette())
    #expect(text.contains("PCEN"))
    TestLibrary.press(", e", &state)
    #expect(state.viewport.treatment == .none && screen(for: state).images == before)
    TestLibrary.press(", k", &state)
    #expect(state.viewport.treatment == .peaks && screen(for: state).images != before)
  }

  @Test func meanColumnsAreOtherPictures() throws {
    var state = Self.state()
    let loudest = try #require(state.currentKey)
    TestLibrary.press(", m", &state)
    let mean = try #require(state.currentKey)
    #expect(mean != loudest && mean.pooling == .mean)
    #expect(state.notice?.rest.contains("mean") == true)
    TestLibrary.press("V m", &state)
    #expect(state.currentKey?.pooling == .loudest, "single frames have no mean")
    TestLibrary.press("V s , m", &state)
    #expect(state.currentKey == loudest)
  }

  @Test func viewsWithoutLevelsRefuse() {
    var state = Self.state()
    for keys in ["V m , d", "V w , e", "V d , a", "V w , m"] {
      TestLibrary.press(keys, &state)
      #expect(state.notice?.kind == .refusal, "\(keys)")
    }
    #expect(state.viewport.treatment == .none)
  }

  @Test func theHeadingNamesHowLevelsAreFound() {
    var state = Self.state()
    func heading() -> String {
      let text = PlainText.render(screen(for: state).canvas, images: [], palette: Palette())
      return text.split(separator: "\n").first { $0.contains("one_speaker_0  ") }.map(String.init)
        ?? text
    }
    #expect(!heading().contains("levels"))
    TestLibrary.press(", a", &state)
    #expect(heading().contains("auto levels"))
    TestLibrary.press(", A", &state)
    #expect(heading().contains("levels locked"))
    TestLibrary.press("(", &state)
    #expect(heading().contains("levels fixed"))
    TestLibrary.press(", d", &state)
    #expect(heading().contains("denoised") && !heading().contains("fixed"))
    TestLibrary.press(", e", &state)
    #expect(heading().contains("mono  PCEN"))
    state.size = CellSize(columns: 60, rows: 16)
    TestLibrary.press("l", &state)
    #expect(heading().contains("one_speaker_0"))
  }
}
