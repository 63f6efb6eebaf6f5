import CellCanvas
import Explorer
import Foundation
import Testing

/// Keys that are recorded and replayed.
@Suite struct MacroTests {
  private static func state(_ macros: [String: String] = [:]) -> AppState {
    var state = TestLibrary.state(TestLibrary.library(12))
    var settings = Settings()
    settings.hasSeenTour = true
    settings.macros = macros
    state.use(settings)
    return state
  }

  private static func bottom(_ state: AppState) -> String {
    let picture = screen(for: state)
    let text = PlainText.render(picture.canvas, images: [], palette: Palette())
    return text.split(separator: "\n").suffix(2).joined(separator: "\n")
  }

  @Test func recordedKeysAreReplayed() {
    var state = Self.state()
    TestLibrary.press("g q a", &state)
    #expect(Self.bottom(state).contains("● macro a"))
    TestLibrary.press("j j", &state)
    #expect(Self.bottom(state).contains("● macro a"))
    TestLibrary.press("g q", &state)
    #expect(state.notice?.what == "Macro a: 2 keys.")
    #expect(state.settings.macros == ["a": "j j"])
    #expect(state.browser.cursor == 2)
    TestLibrary.press("g @ a", &state)
    #expect(state.browser.cursor == 4 && !state.isReplaying)
    TestLibrary.press("g @ @", &state)
    #expect(state.browser.cursor == 6)
  }

  @Test func aCountComesThroughThePalette() {
    var state = Self.state(["a": "j"])
    TestLibrary.type(":replay-macro a 7", &state)
    #expect(state.foundCommands.first?.command.name == "replay-macro")
    TestLibrary.press("Enter", &state)
    #expect(state.browser.cursor == 7)
    for typed in ["a 0", "a x", "aa", "a 2 3", "a 99999"] {
      TestLibrary.type(":replay-macro \(typed)", &state)
      TestLibrary.press("Enter", &state)
      #expect(state.notice?.kind == .refusal, "\(typed)")
      #expect(state.browser.cursor == 7 && state.pendingKeys.isEmpty)
    }
  }

  @Test func whatEndsARecordingIsNoPartOfIt() {
    var state = Self.state()
    TestLibrary.type(":record-macro b", &state)
    TestLibrary.press("Enter j : Esc", &state)
    TestLibrary.type(":record-macro", &state)
    TestLibrary.press("Enter", &state)
    #expect(state.settings.macros == ["b": "j : Esc"])
    TestLibrary.press("g q B k g q", &state)
    #expect(state.settings.macros == ["b": "j : Esc k"])
    TestLibrary.press("g q b g q", &state)
    #expect(state.notice?.what == "No key was recorded.")
    #expect(state.settings.macros == ["b": "j : Esc k"])
  }

  @Test func pastedTextIsRecordedAsTyped() {
    var state = Self.state()
    TestLibrary.press("g q a /", &state)
    TestLibrary.send(.pasted("tw o\n"), to: &state)
    TestLibrary.press("Enter g q", &state)
    #expect(state.settings.macros == ["a": "/ t w Space o Enter"])
  }

  @Test func aReplayStopsAtARefusalAndSaysWhere() {
    var state = Self.state(["a": "j g Z j", "b": "j g @ a j"])
    TestLibrary.type(":replay-macro a 20", &state)
    TestLibrary.press("Enter", &state)
    #expect(state.browser.cursor == 1 && !state.isReplaying)
    #expect(state.notice?.what == "Macro a stopped at key 3 of 4 (Z) in run 1 of 20:")
    #expect(state.notice?.rest == "gZ does nothing here." && state.notice?.kind == .refusal)
    TestLibrary.press("g @ b", &state)
    #expect(state.browser.cursor == 3)
    #expect(state.notice?.what == "Macro a stopped at key 3 of 4 (Z):")
  }

  @Test func aMacroThatCallsItselfComesToAnEnd() {
    var state = Self.state(["a": "c g @ a C"])
    TestLibrary.press("g @ a", &state)
    #expect(!state.isReplaying)
    #expect(state.notice?.rest == "Macros call one another without end.")
    state = Self.state(["a": "j k g @ a"])
    TestLibrary.press("g @ a", &state)
    var events = 0
    while state.isReplaying, events < 1000 {
      events += 1
      TestLibrary.send(.tick(TestLibrary.start), to: &state)
    }
    #expect(events > 100 && events < 1000)
    #expect(state.notice?.rest == "that were \(Format.count(10_000)) keys.")
  }

  @Test func aReplayWaitsForThePicture() {
    var state = Self.state(["a": "G k"])
    var wanted: [PictureKey] = []
    for key in ["g", "@", "a"] {
      for case .pictures(let keys) in update(&state, .key(KeyChord(.character(Character(key))))) {
        wanted = keys
      }
    }
    #expect(state.browser.cursor == 11 && state.isReplaying)
    #expect(state.nextDeadline != nil)
    #expect(Self.bottom(state).contains("▸ macro a"))
    var other = state
    for key in wanted {
      TestLibrary.send(
        .arrived(.picture(key, .ready(TestLibrary.picture(key)))), to: &state)
    }
    #expect(state.browser.cursor == 10 && !state.isReplaying)
    _ = update(&other, .tick(TestLibrary.start.addingTimeInterval(11)))
    #expect(other.notice?.rest == "what it waits for did not come." && !other.isReplaying)
    #expect(other.browser.cursor == 11)
  }

  @Test func aKeyEndsAReplayAndDoesNothingElse() {
    var state = Self.state(["a": "G k"])
    for key in ["g", "@", "a", "k"] {
      _ = update(&state, .key(KeyChord(.character(Character(key)))))
    }
    #expect(state.browser.cursor == 11 && !state.isReplaying)
    #expect(state.notice?.rest == "a key was pressed.")
  }

  @Test func whatIsNoMacroIsRefused() {
    var state = Self.state(["A": "j", "b": "", "cc": "j", "d": "Hyper-x", "1": "j"])
    #expect(state.settings.macros == nil)
    for keys in ["g @ @", "g @ x", "g @ 1", "g q 1", "g q Enter", "g @ Ctrl-a"] {
      TestLibrary.press(keys, &state)
      #expect(state.notice?.kind == .refusal, "\(keys)")
      #expect(state.pendingKeys.isEmpty)
    }
    TestLibrary.press("g q Esc j", &state)
    #expect(state.browser.cursor == 1 && state.notice == nil)
  }

  @Test func windowsKeepWhatEachRecorded() {
    var (base, mine, theirs) = (Settings(), Settings(), Settings())
    base.macros = ["a": "j"]
    mine.macros = ["a": "j", "b": "k"]
    theirs.macros = ["a": "l", "c": "h"]
    #expect(mine.merged(over: theirs, since: base).macros == ["a": "l", "b": "k", "c": "h"])
  }
}
