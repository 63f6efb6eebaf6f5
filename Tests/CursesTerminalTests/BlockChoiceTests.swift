import CellCanvas
import CursesTerminal
import Testing

@Suite struct BlockChoiceTests {
  @Test(
    arguments: [
      ("xterm-256color", [:], "best"), ("xterm-kitty", [:], "fine"), ("foot", [:], "fine"),
      ("foot-extra", [:], "fine"), ("footer", [:], "best"), ("linux", [:], "best"),
      ("xterm-256color", ["VTE_VERSION": "7800"], "finest"),
      ("xterm-256color", ["VTE_VERSION": "7006"], "fine"),
      ("xterm-256color", ["VTE_VERSION": "6003"], "best"),
      ("xterm-256color", ["VTE_VERSION": "new"], "best"),
      ("xterm-ghostty", ["TERM_PROGRAM": "ghostty", "TERM_PROGRAM_VERSION": "1.2.0"], "finest"),
      ("xterm-ghostty", ["TERM_PROGRAM": "ghostty", "TERM_PROGRAM_VERSION": "1.1.3"], "fine"),
      ("xterm-ghostty", ["TERM_PROGRAM": "ghostty", "TERM_PROGRAM_VERSION": "tip"], "fine"),
      ("xterm-256color", ["TERM_PROGRAM": "WezTerm"], "fine"),
      ("tmux-256color", ["TMUX": "/tmp/x", "VTE_VERSION": "7800"], "best"),
      ("xterm-kitty", ["TMUX": "/tmp/x"], "best"),
      ("screen.xterm-256color", ["STY": "1.pts", "VTE_VERSION": "7800"], "best"),
    ] as [(String, [String: String], String)])
  func theFinestThatIsDrawn(term: String, environment: [String: String], blocks: String) {
    #expect(BlockChoice.detected(term: term, environment: environment) == blocks)
    #expect(BlitterRegistry.blitter(blocks) != nil)
  }
}
