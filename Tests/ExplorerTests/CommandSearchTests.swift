import CellCanvas
import Explorer
import Testing

/// What `:` finds, and how one walks there.
@Suite struct CommandSearchTests {
  private static func typed(_ text: String, _ mode: Mode = .browse) -> AppState {
    var state = TestLibrary.state(TestLibrary.library(12))
    state.mode = mode
    TestLibrary.press(":", &state)
    TestLibrary.type(text, &state)
    return state
  }

  @Test(arguments: [
    ("zi", "zoom-in"), ("zoom in", "zoom-in"), ("in zoom", "zoom-in"), ("ptheme", "pick-theme"),
    ("gconf", "go-confusion"), ("quit", "quit"), ("q", "quit"), ("unlab", "next-unlabelled"),
    ("go 1:23", "go"), ("cut-into 4", "cut-into"), ("cut into 4", "cut-into"),
    ("rescan", "rescan"), ("quarter louder", ""), ("missing recordings", "rescan"),
  ])
  func theBestFitComesFirst(typed: String, name: String) {
    #expect(Self.typed(typed).foundCommands.first?.command.name ?? "" == name)
  }

  @Test func everyUsageBelongsToACommand() {
    #expect(CommandUsage.names.allSatisfy { CommandRegistry.command($0) != nil })
  }

  @Test func commandsOfThisModeComeFirstAndOthersSayWhy() throws {
    let found = Self.typed("").foundCommands
    #expect(found.count == CommandRegistry.all.count)
    let firstElsewhere = try #require(found.firstIndex { !$0.command.modes.contains(.browse) })
    #expect(found[firstElsewhere...].allSatisfy { !$0.command.modes.contains(.browse) })
    #expect(found[firstElsewhere].refusal?.hasPrefix("works in ") == true)
    let refused = Self.typed("accept").foundCommands.first
    #expect(refused?.refusal == "There is no model: gm loads one, gt trains one.")
  }

  @Test func matchedLettersAreTheTypedOnes() throws {
    let found = try #require(Self.typed("exp").foundCommands.first { $0.matched.count == 3 })
    let name = Array(found.command.name)
    #expect(String(found.matched.map { name[$0] }) == "exp")
  }

  @Test func tabCompletesAndEnterRuns() {
    var state = Self.typed("gspec")
    TestLibrary.press("Tab", &state)
    #expect(state.prompt?.line == "go-spectrogram")
    TestLibrary.press("Enter", &state)
    #expect(state.mode == .spectrogram && state.prompt == nil)
  }

  @Test func downChoosesAndEarlierLinesComeBack() {
    var state = Self.typed("go-")
    let second = state.foundCommands[1].command.name
    TestLibrary.press("Down", &state)
    #expect(state.prompt?.choice == 1)
    TestLibrary.press("Up Up", &state)
    #expect(state.prompt?.choice == 0 && state.prompt?.line == "go-")
    TestLibrary.press("Down Enter", &state)
    #expect(state.commandHistory.lines == [second])
    TestLibrary.press(": Esc : Up", &state)
    #expect(state.prompt?.line == second)
    TestLibrary.press("Down", &state)
    #expect(state.prompt?.line == "")
    TestLibrary.press("Enter", &state)
    #expect(state.prompt == nil && state.commandHistory.lines == [second])
  }

  @Test func whatNobodyKnowsIsSaid() {
    var state = Self.typed("xyzzy")
    TestLibrary.press("Enter", &state)
    #expect(state.notice?.what == "There is no command xyzzy.")
    #expect(state.notice?.kind == .refusal)
  }

  @Test func aCommandOfAnotherModeRefuses() {
    var state = Self.typed("take-regions")
    TestLibrary.press("Enter", &state)
    #expect(state.notice?.kind == .refusal && state.mode == .browse)
  }

  @Test(arguments: [(60, 16), (80, 24), (120, 40), (200, 50)])
  func palette(size: (Int, Int)) {
    var state = TestLibrary.state(TestLibrary.library(30), columns: size.0, rows: size.1)
    TestLibrary.press(":", &state)
    TestLibrary.type("show", &state)
    TestLibrary.press("Down Down", &state)
    Golden.expect(state, "palette-\(size.0)x\(size.1)")
  }
}
