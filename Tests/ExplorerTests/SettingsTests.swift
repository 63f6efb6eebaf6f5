import Acoustics
import CellCanvas
import Explorer
import Foundation
import Labeling
import Testing

/// What is remembered between sessions, the tour, and what is copied.
@Suite struct SettingsTests {
  private static func state(_ settings: Settings? = nil, size: (Int, Int) = (120, 40)) -> AppState {
    var state = TestLibrary.state(TestLibrary.library(9), columns: size.0, rows: size.1)
    state.themes = ["midnight", "mono", "paper"]
    if let settings { state.use(settings) }
    return state
  }

  private static var seen: Settings {
    var settings = Settings()
    settings.hasSeenTour = true
    return settings
  }

  @Test func choicesComeBack() throws {
    var first = Self.state(Self.seen)
    TestLibrary.press(", t j j Enter c , f , A , m A : Esc", &first)
    TestLibrary.type(":rescan", &first)
    TestLibrary.press("Enter", &first)
    let data = try JSONEncoder().encode(first.settings)
    let second = Self.state(try JSONDecoder().decode(Settings.self, from: data))
    #expect(second.theme == "paper" && second.theme == first.theme)
    #expect(second.colorMap == first.colorMap && second.colorMap != nil)
    #expect(second.viewport.scale == .logarithmic)
    #expect(second.viewport.decibels != nil)
    #expect(second.viewport.decibels == first.viewport.decibels)
    #expect(second.viewport.pooling == .mean)
    #expect(second.audition.playsOnArrival)
    #expect(second.commandHistory.lines == ["rescan"])
    #expect(second.tour == nil)
    #expect(second.settings == first.settings)
  }

  @Test func whatWasGivenForTheSessionIsNotRemembered() {
    var settings = Self.seen
    settings.theme = "paper"
    settings.blocks = "half"
    var state = Self.state()
    state.theme = "mono"
    state.blocks = "ascii"
    state.choices.theme = "mono"
    state.choices.blocks = "ascii"
    state.use(settings)
    #expect(state.theme == "mono" && state.blocks == "ascii")
    #expect(state.settings.theme == "paper" && state.settings.blocks == "half")
  }

  @Test func whatThisTerminalDoesNotDrawIsRememberedForOthers() {
    var settings = Self.seen
    settings.blocks = "finest"
    var state = Self.state()
    state.choices.undrawnBlocks = ["finest"]
    state.choices.foundBlocks = state.blocks
    state.use(settings)
    #expect(state.blocks == "best" && state.settings.blocks == "finest")
    state.blocks = "half"
    #expect(state.settings.blocks == "half")
  }

  @Test func whatCannotBeIsLeftAsItIs() {
    var settings = Self.seen
    settings.theme = "gone"
    settings.colorMap = "gone"
    settings.blocks = "gone"
    settings.decibels = [3, .nan]
    let state = Self.state(settings)
    #expect(state.theme == "midnight" && state.colorMap == nil && state.blocks == "best")
    #expect(state.viewport.decibels == nil)
  }

  @Test func theThemeOfAnOlderLibraryDoesNotWin() {
    var settings = Self.seen
    settings.theme = "paper"
    var state = AppState(
      place: "x", annotator: "ada", size: CellSize(columns: 80, rows: 24), now: TestLibrary.start,
      seed: 1, themes: ["midnight", "mono", "paper"])
    state.use(settings)
    let session = Session(
      clipPathHex: "", order: .name, view: .mel, colorMap: nil, theme: "mono")
    let opened = OpenedLibrary(
      library: TestLibrary.library(3), undoDepth: 0, session: session, access: .folder)
    TestLibrary.send(.arrived(.opened(opened)), to: &state)
    #expect(state.theme == "paper" && state.viewport.view == .mel)
  }

  @Test func theTourLeadsThroughItsCards() {
    var state = Self.state(Settings())
    let start = state.browser.cursor
    TestLibrary.press("j", &state)
    #expect(state.browser.cursor == start + 1 && state.tour?.card == 0)
    TestLibrary.press("Enter", &state)
    #expect(state.tour?.card == 1 && state.mode == .browse)
    TestLibrary.press("?", &state)
    #expect(state.overlay != nil)
    TestLibrary.press("Esc", &state)
    #expect(state.overlay == nil && state.tour?.card == 1)
    TestLibrary.press("Enter Enter Enter", &state)
    #expect(state.tour == nil && state.mode == .browse)
    TestLibrary.type(":tour", &state)
    TestLibrary.press("Enter", &state)
    #expect(state.tour?.card == 0)
    TestLibrary.press("Esc", &state)
    #expect(state.tour == nil)
    #expect(state.settings.hasSeenTour == true)
  }

  @Test(arguments: [(60, 16), (80, 24), (120, 40)])
  func tour(size: (Int, Int)) {
    var state = Self.state(Settings(), size: size)
    if size.0 == 60 { TestLibrary.press("Enter", &state) }
    if size.0 == 120 { TestLibrary.press("Enter Enter", &state) }
    Golden.expect(state, "tour-\(size.0)x\(size.1)")
  }

  @Test func everyCardFitsTheSmallestWindow() {
    var state = Self.state(Settings(), size: (60, 16))
    while state.tour != nil {
      let text = PlainText.render(screen(for: state).canvas, images: [], palette: Palette())
      #expect(!text.contains("{") && text.contains("welcome") && text.contains(":tour"))
      for line in text.split(separator: "\n") where line.contains("│") {
        #expect(line.hasSuffix("│") || line.contains("│ "))
      }
      TestLibrary.press("Enter", &state)
    }
  }

  @Test func pathTimeAndRowAreCopied() throws {
    var state = Self.state()
    let path = try #require(state.current?.recording.path)
    #expect(TestLibrary.press("Y p", &state).contains(.copy(.path(path))))
    #expect(state.notice?.what == "The path is copied.")
    TestLibrary.press("Home", &state)
    #expect(TestLibrary.press("Y t", &state).contains(.copy(.text("0.000000"))))
    #expect(
      TestLibrary.press("Y r", &state)
        .contains(.copy(.text("sounds/one_speaker_0.wav\t1.000000\tone"))))
    TestLibrary.press("g l Home [ End ] 2", &state)
    let row = TestLibrary.press("Y r", &state)
    #expect(
      row.contains(.copy(.text("sounds/one_speaker_0.wav\t0.000000\t1.000000\t\t\ttwo"))))
    #expect(TestLibrary.press("Y t", &state).contains(.copy(.text("0.000000\t1.000000"))))
  }

  @Test func namesAreEscapedInRows() {
    var state = TestLibrary.state(
      TestLibrary.library(1, names: ["a\tb\u{1b}[31m\nc.wav"]), columns: 80, rows: 24)
    let effects = TestLibrary.press("Y r", &state)
    guard case .copy(.text(let text))? = effects.first(where: { $0 != .repaint }) else {
      Issue.record("nothing was copied: \(effects)")
      return
    }
    #expect(text.split(separator: "\t").count == 3)
    #expect(text.unicodeScalars.allSatisfy { $0.value >= 32 || $0 == "\t" })
  }
}
