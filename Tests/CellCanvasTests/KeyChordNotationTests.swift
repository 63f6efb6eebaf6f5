import CellCanvas
import Testing

@Suite struct KeyChordNotationTests {
  @Test(arguments: [
    "j", "G", "é", "한", "Space", "Ctrl-D", "Ctrl-Space", "Enter", "Esc", "Tab", "S-Tab",
    "Backspace", "Delete", "Insert", "Up", "S-Down", "Ctrl-Left", "Ctrl-S-Right", "Home", "End",
    "PageUp", "PageDown", "F1", "F12", "Alt-x", "Alt-X", "Ctrl-Alt-F", "-", "Ctrl--", "Ctrl-]",
    "[", "\\", "?", "\"",
  ])
  func roundTrip(notation: String) throws {
    let chord = try #require(KeyChord(notation: notation))
    #expect(chord.notation == notation)
  }

  @Test(arguments: [
    "", " ", "jj", "Ctrl-", "S-a", "F0", "F01", "F64", "F+1", "space", "Hyper-x", "Ctrl-Ctrl-x",
  ])
  func whatIsNoChord(notation: String) {
    #expect(KeyChord(notation: notation) == nil)
  }

  @Test func controlMakesLettersLowercase() {
    #expect(KeyChord(notation: "Ctrl-D") == KeyChord(.character("d"), control: true))
    #expect(KeyChord(notation: "Ctrl-d") == KeyChord(.character("d"), control: true))
    #expect(KeyChord(notation: "S-Tab") == KeyChord(.tab, shift: true))
  }
}
