import CellCanvas
import Explorer
import Testing

@Suite struct KeymapTests {
  @Test func noKeyMeansTwoThings() {
    #expect(Keymap.conflicts(in: CommandRegistry.all) == [])
  }

  @Test func namesAreUniqueAndKebabCase() {
    let names = CommandRegistry.all.map(\.name)
    #expect(Set(names).count == names.count)
    for name in names {
      #expect(name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" }, "\(name)")
    }
  }

  @Test(arguments: CommandRegistry.all.map(\.name))
  func everyCommandIsReachable(name: String) throws {
    let command = try #require(CommandRegistry.command(name))
    for mode in command.modes where !command.keys.isEmpty {
      #expect(!Keymap.standard.keys(of: command, in: mode).isEmpty)
    }
    var state = TestLibrary.state(TestLibrary.library(2))
    state.mode = command.modes.first ?? .browse
    TestLibrary.press(":", &state)
    TestLibrary.type(name, &state)
    #expect(state.foundCommands.first?.command.name == name)
  }

  /// Every command runs in an empty and in a full library without harm.
  @Test(arguments: CommandRegistry.all.map(\.name))
  func everyCommandRuns(name: String) throws {
    let command = try #require(CommandRegistry.command(name))
    for count in [0, 12] {
      var state = TestLibrary.state(TestLibrary.library(count))
      if command.refusal(state) == nil { _ = command.run(&state) }
      _ = screen(for: state)
    }
  }

  @Test func sequencesAreReadToTheEnd() throws {
    let g = try #require(Keymap.sequence("g"))
    let gg = try #require(Keymap.sequence("g g"))
    #expect(Keymap.standard.meaning(of: g, in: .browse) == .unfinished)
    #expect(Keymap.standard.meaning(of: gg, in: .browse) == .command("first-clip"))
    let odd = try #require(Keymap.sequence("g Z"))
    #expect(Keymap.standard.meaning(of: odd, in: .browse) == .unbound)
    #expect(Keymap.sequence("Ctrl-") == nil)
  }

  @Test func continuationsAreShown() throws {
    var state = TestLibrary.state(TestLibrary.library(5))
    TestLibrary.press("o", &state)
    let picture = screen(for: state)
    let text = PlainText.render(picture.canvas, images: [], palette: Palette())
    #expect(text.split(separator: "\n").last?.contains("d sort by") == true)
  }

  @Test func twoCommandsWithOneKeyAreFound() {
    let first = Command("first", keys: ["x"], "", group: .general) { _ in [] }
    let second = Command("second", keys: ["x y"], "", group: .general) { _ in [] }
    #expect(!Keymap.conflicts(in: [first, second]).isEmpty)
  }
}
