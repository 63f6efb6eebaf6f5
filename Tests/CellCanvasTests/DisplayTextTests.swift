import CellCanvas
import Testing

@Suite struct DisplayTextTests {
  @Test(arguments: [
    ("", "", 0), ("four", "four", 4), ("é", "é", 1), ("e\u{301}", "e\u{301}", 1),
    ("한국", "한국", 4), ("\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}", "한국", 4),
    ("日本", "日本", 4), ("ｆ", "ｆ", 2), ("שלום", "שלום", 4), ("مرحبا", "مرحبا", 5),
    ("🐕", "🐕", 2), ("👩\u{200d}🔬", "👩", 2), ("👍🏽", "👍", 2),
    ("👩\u{200d}👩\u{200d}👧 fam", "👩 fam", 6), ("👍🏽tone", "👍tone", 6), ("🏽", "🏽", 2),
    ("🏳\u{fe0f}\u{200d}🌈", "🏳", 1), ("🏴\u{e0067}\u{e0062}\u{e007f}", "🏴", 2),
    ("1\u{fe0f}\u{20e3}", "1\u{20e3}", 1), ("क्षि", "क्षि", 3), ("क्षत्रिय हिन्दी", "क्षत्रिय हिन्दी", 12),
    ("சொல்", "சொல்", 3), ("ျ", "ျ", 1),
    ("❤\u{fe0f}", "❤", 1), ("🇰🇷", "🇰🇷", 2), ("\u{fffd}", "\u{fffd}", 1),
    ("\u{301}", "◌\u{301}", 1), ("\u{1161}", "◌\u{1161}", 1), ("a\u{a0}b", "a\u{a0}b", 3),
    ("葛\u{e0100}", "葛\u{e0100}", 2),
  ])
  func shows(text: String, shown: String, columns: Int) {
    let display = DisplayText(text)
    #expect(Array(display.text.unicodeScalars) == Array(shown.unicodeScalars))
    #expect(display.columns == columns)
    #expect(display.parts.allSatisfy { !$0.isEscape && (1...2).contains($0.columns) })
  }

  @Test(arguments: [
    ("\u{1b}[2J", #"\x1b[2J"#), ("a\nb", #"a\nb"#), ("a\r\nb", #"a\r\nb"#), ("\t", #"\t"#),
    ("\0", #"\x00"#), ("\u{7f}", #"\x7f"#), ("\u{9b}31m", #"\x9b31m"#), ("\u{85}", #"\x85"#),
    ("\u{202e}gpj.exe", #"\u{202e}gpj.exe"#), ("\u{2066}", #"\u{2066}"#),
    ("a\u{200b}b", #"a\u{200b}b"#), ("a\u{200d}b", #"a\u{200d}b"#), ("\u{feff}", #"\u{feff}"#),
    ("\u{ad}", #"\xad"#), ("\u{2028}", #"\u{2028}"#), ("🐕\u{200d}", #"🐕\u{200d}"#),
    ("\u{e0041}", #"\u{e0041}"#), ("\u{1fae8}", #"\u{1fae8}"#), ("\u{378}", #"\u{378}"#),
    ("\u{3164}", #"\u{3164}"#),
  ])
  func writesOut(text: String, shown: String) {
    let display = DisplayText(text)
    #expect(display.text == shown)
    #expect(display.parts.contains { $0.isEscape })
    #expect(display.parts.allSatisfy { !$0.isEscape || $0.text.unicodeScalars.count == 1 })
    #expect(display.columns == TextWidth.columns(of: shown))
  }

  @Test func aPartIsOneSpacingScalarWithItsMarks() {
    let parts = DisplayText("क्षि日e\u{301}").parts
    #expect(parts.map(\.text) == ["क्", "ष", "\u{93f}", "日", "e\u{301}"])
    #expect(parts.map(\.columns) == [1, 1, 1, 2, 1])
  }

  @Test func aHeapOfMarksEndsSomewhere() {
    let display = DisplayText("a" + String(repeating: "\u{301}", count: 6) + "b")
    #expect(display.parts.first?.text.unicodeScalars.count == 5)
    #expect(display.text.hasSuffix(#"\u{301}\u{301}b"#))
  }

  @Test func cutsTheMiddle() {
    #expect(DisplayText("4_jackson_41").cutMiddle(to: 11).text == "4_jac…on_41")
    #expect(DisplayText("4_jackson_41").cutMiddle(to: 12).text == "4_jackson_41")
    let long = DisplayText(String(repeating: "x", count: 57) + "end")
    #expect(long.cutMiddle(to: 21).text == "xxxxxxxxxx…xxxxxxxend")
    #expect(long.cutMiddle(to: 1).text == "…")
    #expect(long.cutMiddle(to: 0).columns == 0)
  }

  @Test(arguments: 0...14) func cutsFit(columns: Int) {
    for text in ["한국말이름녹음", "4_jackson_41.wav", "a\u{1b}b\u{1b}c", "👩\u{200d}🔬🐕🐕🐕🐕🐕"] {
      let display = DisplayText(text)
      for cut in [display.cutMiddle(to: columns), display.cutEnd(to: columns)] {
        #expect(cut.columns <= columns)
        #expect(cut == display || columns == 0 || cut.text.contains("…"))
      }
    }
  }

  @Test func cutsTheEndAndPads() {
    #expect(DisplayText("recordings").cutEnd(to: 6).text == "recor…")
    #expect(DisplayText("한국").cutEnd(to: 3).text == "한…")
    #expect(DisplayText("한국").padded(to: 6).text == "한국  ")
    #expect(DisplayText("9").paddedLeft(to: 3).text == "  9")
    #expect(DisplayText("long").padded(to: 2).text == "long")
  }
}
