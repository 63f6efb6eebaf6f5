import CellCanvas
import Explorer
import Foundation
import Testing

/// Keymaps as texts.
@Suite struct KeymapFileTests {
  private static func reading(_ text: String) -> KeymapReading {
    KeymapReading(KeymapText(text, file: "keymap.toml"), over: .standard, name: "your")
  }

  private static func keys(_ name: String, _ mode: Mode, _ keymap: Keymap) throws -> [String] {
    keymap.keys(of: try #require(CommandRegistry.command(name)), in: mode)
  }

  @Test func keysOfAFileTakeTheirPlace() throws {
    let reading = Self.reading(
      """
      # mine
      base = "default"
      [all]
      "Ctrl-P" = "play-window"   # with a comment
      [browse]
      x = "play-clip"
      'z' = "zoom-in"
      "T" = "none"
      [live]
      "\\"" = "live-mark"
      "\\\\" = "live-keep"
      """)
    #expect(reading.problems == [])
    #expect(try Self.keys("play-window", .spectrogram, reading.keymap) == ["w", "Ctrl-P"])
    #expect(try Self.keys("play-clip", .browse, reading.keymap) == ["P", "x"])
    #expect(try Self.keys("zoom-in", .browse, reading.keymap) == ["+", "z"])
    #expect(try Self.keys("zoom-all", .browse, reading.keymap) == [])
    #expect(try Self.keys("zoom-all", .spectrogram, reading.keymap) == ["za"])
    #expect(try Self.keys("trim-clip", .browse, reading.keymap) == [])
    #expect(try Self.keys("live-mark", .live, reading.keymap).contains("\""))
    #expect(try Self.keys("live-keep", .live, reading.keymap).contains("\\"))
  }

  @Test(arguments: [
    (
      "[browse]\n\"z z\" = \"zoom-in\"\n\"z z\" = \"zoom-out\"",
      "Line 3 of keymap.toml: \"zz\" is bound twice in browse; line 2 stays."
    ),
    (
      "[all]\n\"z\" = \"zoom-in\"\n\"z x\" = \"zoom-out\"",
      "Line 3 of keymap.toml: \"zx\" and \"z\" begin alike; line 2 stays."
    ),
    (
      "[browse]\n\"x\" = \"zoom-inn\"",
      "Line 2 of keymap.toml: there is no command \"zoom-inn\", perhaps zoom-in; \"x\" stays as it was."
    ),
    (
      "[browse]\n\"x\" = \"xyzzy\"",
      "Line 2 of keymap.toml: there is no command \"xyzzy\"; \"x\" stays as it was."
    ),
    (
      "[browse]\n\"Hyper-x\" = \"zoom-in\"",
      "Line 2 of keymap.toml: \"Hyper-x\" is no key such as j, \"g g\", Ctrl-D or F5; the line is passed over."
    ),
    (
      "[training]\n\"x\" = \"zoom-in\"",
      "Line 2 of keymap.toml: zoom-in does not work in training; \"x\" stays as it was."
    ),
    (
      "[nowhere]\n\"x\" = \"zoom-in\"",
      "Line 1 of keymap.toml: \"nowhere\" is none of all, browse, spectrogram, label, segments, live, confusion, training, sheet; its lines are passed over."
    ),
    (
      "\"x\" = \"zoom-in\"",
      "Line 1 of keymap.toml: \"x\" stands before any table such as [all] or [browse]; it is passed over."
    ),
    ("[browse", "Line 1 of keymap.toml: \"[browse\" is no table; it is passed over."),
    (
      "[browse]\n\n  x = 3",
      "Line 3 of keymap.toml: \"x = 3\" is no line such as \"g g\" = \"first-clip\"; it is passed over."
    ),
    ("[browse]\n\"q\" = \"none\"", "Line 2 of keymap.toml: back has no other key; \"q\" stays."),
  ])
  func whatIsWrongIsToldInASentence(text: String, sentence: String) {
    let reading = Self.reading(text)
    #expect(reading.problems.map(\.sentence) == [sentence])
  }

  @Test func theWayOutCannotBeLost() throws {
    let names = ["run-command", "show-help", "back", "cancel"]
    let keys = ["Esc", "q", ":", "?", "F1"].map { "\"\($0)\" = \"none\"" }.joined(separator: "\n")
    let reading = Self.reading("[all]\n" + keys)
    for mode in Mode.allCases {
      for name in names { #expect(try !Self.keys(name, mode, reading.keymap).isEmpty) }
    }
    #expect(reading.problems.count == names.count)
  }

  @Test func aWrittenMapIsReadBack() {
    let reading = KeymapReading(
      KeymapText(Keymap.standard.tomlText, file: "x"), over: .standard, name: "default")
    #expect(reading.problems == [])
    #expect(reading.keymap == .standard)
  }

  /// Whatever a file holds, a keymap comes of it.
  @Test func noTextIsTooBroken() {
    var random = IDSource(seed: 11)
    let signs = Array("[]\"'\\=#ab \n\t\u{0}é日\u{202e}")
    for _ in 0..<500 {
      let text = String((0..<60).map { _ in signs.randomElement(using: &random) ?? "x" })
      let reading = Self.reading(text)
      #expect(reading.problems.allSatisfy { !$0.sentence.isEmpty })
    }
  }

  @Test func helpAndRefusalsShowTheKeysAsTheyAre() throws {
    var state = TestLibrary.state(TestLibrary.library(5), columns: 120, rows: 120)
    let reading = Self.reading(
      "[all]\n\"Q\" = \"show-help\"\n[browse]\n\"Ctrl-V\" = \"next-view\"\n\"s\" = \"none\"")
    state.use(reading.keymap, problems: reading.problems)
    #expect(state.notice == nil)
    TestLibrary.press("V w K", &state)
    #expect(state.notice?.what == "The waveform has no frequencies: Ctrl-V shows the spectrogram.")
    TestLibrary.press("Q", &state)
    let picture = screen(for: state)
    let text = PlainText.render(picture.canvas, images: [], palette: Palette())
    #expect(text.contains("your keys"))
    #expect(text.contains("Ctrl-V  next view"))
    TestLibrary.press("Esc", &state)
    let broken = Self.reading("[browse]\n\"x\" = \"xyzzy\"\n\"y\" = \"xyzzy\"")
    state.use(broken.keymap, problems: broken.problems)
    #expect(state.notice?.what == "Line 2 of keymap.toml")
    #expect(state.notice?.rest.hasSuffix("stays as it was (1 more: earmark keys)") == true)
  }
}
