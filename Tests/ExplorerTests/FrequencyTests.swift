import Acoustics
import CellCanvas
import Explorer
import Labeling
import Testing

/// Scales of frequency, the crosshair, and zoom around it.
@Suite struct FrequencyTests {
  private static func state(_ columns: Int = 120, _ rows: Int = 40) -> AppState {
    var state = TestLibrary.state(TestLibrary.library(3), columns: columns, rows: rows)
    TestLibrary.press("Enter", &state)
    return state
  }

  @Test func scalesAreGoneThroughAndRemembered() {
    var state = Self.state()
    var seen: [FrequencyScale] = [state.viewport.scale]
    for _ in 1..<FrequencyScale.allCases.count {
      TestLibrary.press(", f", &state)
      seen.append(state.viewport.scale)
    }
    #expect(seen == FrequencyScale.allCases)
    #expect(state.session?.scale == .erb)
    TestLibrary.press(", f", &state)
    #expect(state.viewport.scale == .linear && state.session?.scale == nil)
    TestLibrary.press("V p , f", &state)
    #expect(state.notice?.kind == .refusal && state.viewport.scale == .linear)
  }

  @Test(arguments: FrequencyScale.allCases)
  func zoomKeepsTheFrequencyUnderTheCursor(scale: FrequencyScale) throws {
    var state = Self.state()
    state.viewport.scale = scale
    state.viewport.cursorHertz = 1000
    let axis = FrequencyAxis(scale, 0...4000)
    let place = axis.place(ofHertz: 1000)
    TestLibrary.press("z f z f", &state)
    let visible = try #require(state.visibleHertz)
    #expect(visible.contains(1000))
    let (low, high) = (
      axis.place(ofHertz: Double(visible.lowerBound)),
      axis.place(ofHertz: Double(visible.upperBound))
    )
    #expect(abs(max(0, high) - max(0, low) - 0.25) < 1e-3)
    #expect(abs((place - max(0, low)) / (high - max(0, low)) - place) < 1e-3)
    TestLibrary.press("K", &state)
    #expect((state.visibleHertz?.lowerBound ?? 0) > visible.lowerBound)
    TestLibrary.press("J J J J J J J J J J J J J J", &state)
    #expect(state.visibleHertz?.lowerBound == 0)
    TestLibrary.press("z F z F", &state)
    #expect(state.viewport.hertz == nil)
  }

  @Test func theCursorGoesUpAndDownAndFollowsTheLoudestAgain() throws {
    var state = Self.state()
    TestLibrary.press("S-Up S-Up S-Up", &state)
    let high = try #require(state.viewport.cursorHertz)
    TestLibrary.press("Alt-j", &state)
    let lower = try #require(state.viewport.cursorHertz)
    #expect(lower < high && lower > 0)
    TestLibrary.press(", l", &state)
    #expect(state.viewport.cursorHertz == nil)
    TestLibrary.press("S-Up j", &state)
    #expect(state.viewport.cursorHertz == nil, "another clip has another cursor")
  }

  @Test(arguments: [(80, 24), (120, 40), (200, 50)])
  func logarithmicScale(size: (Int, Int)) {
    var state = Self.state(size.0, size.1)
    TestLibrary.press(", f + l l , o", &state)
    Golden.expect(state, "scale-log-\(size.0)x\(size.1)")
  }
}
