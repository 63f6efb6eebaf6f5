import CellCanvas
import Testing

@Suite struct TextWidthTests {
  @Test(
    arguments: [
      ("a", 1), (" ", 1), ("·", 1), ("●", 1), ("◆", 1), ("≠", 1), ("…", 1), ("▄", 1), ("⠿", 1),
      ("🬀", 1), ("ש", 1), ("é", 1), ("가", 2), ("ー", 2), ("日", 2), ("　", 2), ("🐕", 2), ("𠀀", 2),
      ("\u{93f}", 1), ("👩\u{200d}👧", 2), ("👍🏽", 2),
      ("\u{1100}\u{1161}", 2), ("\u{301}", 0), ("\u{200b}", 0), ("\n", 0), ("\u{1161}", 0),
    ] as [(Character, Int)])
  func columns(character: Character, columns: Int) {
    #expect(TextWidth.columns(of: character) == columns)
  }

  @Test func vowelSignsThatTakeSpaceHaveAColumn() {
    #expect(TextWidth.columns(of: "क्षि") == 3)
    #expect(TextWidth.columns(of: "e\u{301}日") == 3)
  }
}
