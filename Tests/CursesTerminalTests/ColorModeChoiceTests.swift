import CellCanvas
import CursesTerminal
import Testing

@Suite struct ColorModeChoiceTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let term: String
    let environment: [String: String]
    let colors: Int
    let isDirect: Bool
    let expected: ColorMode

    init(
      _ term: String, _ environment: [String: String] = [:], colors: Int = 256,
      isDirect: Bool = false, gives expected: ColorMode
    ) {
      self.term = term
      self.environment = environment
      self.colors = colors
      self.isDirect = isDirect
      self.expected = expected
    }

    var testDescription: String { "\(term) \(environment) \(colors)" }
  }

  static let rows = [
    Row("xterm-256color", gives: .colors256),
    Row("xterm-256color", ["COLORTERM": "truecolor"], gives: .truecolor),
    Row("xterm", ["COLORTERM": "24bit"], colors: 8, gives: .truecolor),
    Row("xterm-256color", ["COLORTERM": "1"], gives: .colors256),
    Row("xterm-256color", ["COLORTERM": "truecolor", "NO_COLOR": "1"], gives: .mono),
    Row("xterm-256color", ["NO_COLOR": ""], gives: .colors256),
    Row("dumb", ["COLORTERM": "truecolor"], colors: -1, gives: .mono),
    Row("vt100", ["COLORTERM": "truecolor"], colors: -1, gives: .mono),
    Row("vt220", colors: -1, gives: .mono),
    Row("vte-256color", gives: .colors256),
    Row("linux", ["COLORTERM": "1"], colors: 8, gives: .colors8),
    Row("linux", ["COLORTERM": "truecolor"], colors: 8, gives: .colors8),
    Row("xterm-256color", isDirect: true, gives: .truecolor),
    Row("xterm-direct", gives: .truecolor),
    Row("screen-256color", ["STY": "1.a", "COLORTERM": "truecolor"], gives: .colors256),
    Row(
      "screen-256color", ["STY": "1.a", "TMUX": "x", "COLORTERM": "truecolor"],
      gives: .truecolor),
    Row("screen-256color", ["TMUX": "x"], gives: .truecolor),
    Row("tmux-256color", gives: .truecolor),
    Row(
      "xterm-256color", ["TERM_PROGRAM": "Apple_Terminal", "COLORTERM": "truecolor"],
      gives: .colors256),
    Row("xterm-kitty", gives: .truecolor), Row("foot", gives: .truecolor),
    Row("foot-extra", gives: .truecolor),
    Row("football", gives: .colors256), Row("alacritty", gives: .truecolor),
    Row("xterm-256color", ["WT_SESSION": "x"], gives: .truecolor),
    Row("xterm-256color", ["KONSOLE_VERSION": "230400"], gives: .truecolor),
    Row("xterm-256color", ["VTE_VERSION": "6800"], gives: .truecolor),
    Row("xterm-256color", ["VTE_VERSION": "3409"], gives: .colors256),
    Row("xterm-256color", ["TERM_PROGRAM": "iTerm.app"], gives: .truecolor),
    Row("rxvt", colors: 88, gives: .colors16), Row("xterm-16color", colors: 16, gives: .colors16),
    Row("xterm", colors: 8, gives: .colors8), Row("wy50", colors: -1, gives: .mono),
  ]

  @Test(arguments: rows) func followsTheEnvironment(_ row: Row) {
    let mode = ColorModeChoice.auto.mode(
      term: row.term, environment: row.environment,
      terminfo: TerminfoColors(count: row.colors, isDirect: row.isDirect))
    #expect(mode == row.expected)
  }

  @Test func theUsersWordWins() {
    for mode in ColorMode.allCases {
      let chosen = ColorModeChoice(name: mode.rawValue)?.mode(
        term: "dumb", environment: ["NO_COLOR": "1"], terminfo: TerminfoColors(count: 0))
      #expect(chosen == mode)
    }
    #expect(ColorModeChoice(name: "auto") == .auto)
    #expect(ColorModeChoice(name: "many") == nil)
  }

  @Test func charactersFollowLocaleAndConsole() {
    #expect(GlyphSet.detected(term: "xterm", isUTF8: true) == .full)
    #expect(GlyphSet.detected(term: "linux", isUTF8: true) == .halves)
    #expect(GlyphSet.detected(term: "linux", isUTF8: false) == .ascii)
  }
}
